"""Check-ins, what came of them, and when to ask again.

What was said about a run goes with the run; an assessment goes with its check-in, a re-check with its
assessment. Only the way back is loose: a check-in outlives the re-check that it answered.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base, UtcDateTime


class CheckInRow(Base):
    """A check-in, open or ended."""

    __tablename__ = "check_ins"

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str | None] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str]
    version: Mapped[int]
    # The tables stand in a circle (check-in, assessment, re-check, check-in): this side is tied last.
    recheck_id: Mapped[str | None] = mapped_column(
        ForeignKey("rechecks.id", ondelete="SET NULL", use_alter=True), index=True
    )
    body: Mapped[str] = mapped_column(Text)


class AssessmentRow(Base):
    """An assessment; `top` and `triage` stand beside the whole so that they can be asked for."""

    __tablename__ = "assessments"

    id: Mapped[str] = mapped_column(primary_key=True)
    check_in_id: Mapped[str] = mapped_column(ForeignKey("check_ins.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[str | None] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    top: Mapped[str]
    triage: Mapped[str]
    content_version: Mapped[str]
    body: Mapped[str] = mapped_column(Text)


class RecheckRow(Base):
    """A time to ask again."""

    __tablename__ = "rechecks"
    __table_args__ = (Index(None, "status", "due_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    after_h: Mapped[int]
    status: Mapped[str]
