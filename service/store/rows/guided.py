"""Sittings with the player, and what happened in them."""

from datetime import datetime

from sqlalchemy import Double, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base, UtcDateTime


class GuidedSessionRow(Base):
    """One sitting: the script as it was compiled, and where the player is in it."""

    __tablename__ = "guided_sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    assessment_id: Mapped[str | None] = mapped_column(
        ForeignKey("assessments.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    version: Mapped[int]
    script: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    last_key: Mapped[str | None]
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    heard_clock: Mapped[float] = mapped_column(Double, server_default="0")


class SessionLogRow(Base):
    """One thing that happened to one exercise; ids count up, so equal times keep their order."""

    __tablename__ = "session_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("guided_sessions.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    exercise: Mapped[str]
    outcome: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
