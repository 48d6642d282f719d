"""The one runner of this house."""

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base


class CoachingRow(Base):
    """How the runner likes to be coached; at most one row."""

    __tablename__ = "coaching"
    __table_args__ = (CheckConstraint("id = 1", name="one_runner"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)


class ProfileRow(Base):
    """At most one row, and its id says so."""

    __tablename__ = "profile"
    __table_args__ = (CheckConstraint("id = 1", name="one_runner"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)
