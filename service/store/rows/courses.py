"""Plans as they go on, what happened in them, and what is to be told when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base, UtcDateTime


class CourseRow(Base):
    """A plan that goes on or has ended; `status` stands beside the whole so that it can be asked for."""

    __tablename__ = "courses"

    id: Mapped[str] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    status: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    body: Mapped[str] = mapped_column(Text)


class CourseStepRow(Base):
    """One thing that happened in a plan; ids count up, so equal times keep their order."""

    __tablename__ = "course_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    body: Mapped[str] = mapped_column(Text)


class ReminderRow(Base):
    """Something to be told once. `message_id` is set in the one write that claims it."""

    __tablename__ = "reminders"
    __table_args__ = (Index(None, "status", "due_at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), index=True)


class MessageRow(Base):
    """One message, for everything that fell together, and how far its way out has come."""

    __tablename__ = "messages"

    id: Mapped[str] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    kinds: Mapped[str]
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeliveryRow(Base):
    """One message on its way through one outlet."""

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "status"),)

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    outlet: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    tries: Mapped[int]


class FeedRow(Base):
    """The secret name of the calendar feed; there is one."""

    __tablename__ = "feeds"

    name: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]
