"""Small things that are looked up by name and never searched in."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base


class NoteRow(Base):
    """One note: what kind it is of, its name among these, and its text."""

    __tablename__ = "notes"

    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
