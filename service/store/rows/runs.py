"""Files as they came, and the runs found in them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.rows.base import Base, UtcDateTime


class FileRow(Base):
    """One file; its bytes lie in the blob store."""

    __tablename__ = "files"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    size: Mapped[int]
    origin: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    verdict: Mapped[str]
    reason: Mapped[str | None]
    file_type: Mapped[str | None]
    manufacturer: Mapped[str | None]
    product: Mapped[str | None]
    warnings: Mapped[str] = mapped_column(Text)


class RunRow(Base):
    """One running session. A run goes when its file goes."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="CASCADE"), index=True)
    start: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    day: Mapped[date] = mapped_column(index=True)
    distance_m: Mapped[float | None]
    moving_s: Mapped[float | None]
    quarantined: Mapped[str | None]
    shadowed_by: Mapped[str | None] = mapped_column(index=True)
    """No foreign key: SQLite cannot add one to a table that others refer to without copying it."""
    stale: Mapped[bool] = mapped_column(index=True, default=False)
    metrics: Mapped[str] = mapped_column(Text)
    findings: Mapped[str] = mapped_column(Text)
