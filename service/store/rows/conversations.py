"""Talks through assistants."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base, UtcDateTime


class ConversationRow(Base):
    """Where one stands."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    heard_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    version: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
