"""Files as they came, and the runs found in them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, text
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


HISTORY = (
    "day", "start", "id", "quarantined", "shadowed_by", "distance_m", "moving_s", "load", "load_estimated",
    "above_threshold_s", "rpe", "ascent_m", "descent_m", "steep_ascent_m", "steep_descent_m", "fast_s", "steps",
    "hr_peak_bpm", "hr_20min_bpm", "hr_mean_bpm", "gap_s_per_km", "temperature_c", "steady", "apart",
)  # fmt: skip
"""All that history reads of a run: an index that holds it spares it the long texts of each row."""


_RARE = (
    ("stale", "stale IS 1", "stale IS TRUE"),
    ("unmeasured", "unmeasured IS 1", "unmeasured IS TRUE"),
    ("shadowed_by", "shadowed_by IS NOT NULL", "shadowed_by IS NOT NULL"),
)
"""What holds for a few rows only, as SQLite and as PostgreSQL ask for it.

An index of all rows would be taken for the many as well, and read them all.
"""


class RunRow(Base):
    """One running session. A run goes when its file goes."""

    __tablename__ = "runs"
    __table_args__ = (
        Index("ix_runs_history", *HISTORY),
        *(
            Index(f"ix_runs_{column}", column, sqlite_where=text(rare), postgresql_where=text(also))
            for column, rare, also in _RARE
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256", ondelete="CASCADE"), index=True)
    start: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    day: Mapped[date] = mapped_column(index=True)
    distance_m: Mapped[float | None]
    moving_s: Mapped[float | None]
    quarantined: Mapped[str | None]
    shadowed_by: Mapped[str | None]
    """No foreign key: SQLite cannot add one to a table that others refer to without copying it."""
    stale: Mapped[bool] = mapped_column(default=False)
    came_in: Mapped[date | None]
    """The day of the older run that made this one stale by coming in."""
    unmeasured: Mapped[bool] = mapped_column(default=False)
    apart: Mapped[bool] = mapped_column(default=False)
    metrics: Mapped[str] = mapped_column(Text)
    findings: Mapped[str] = mapped_column(Text)
    rejudged: Mapped[str | None] = mapped_column(Text)
    measured_by: Mapped[str | None] = mapped_column(Text)
    load: Mapped[float | None]
    load_estimated: Mapped[bool] = mapped_column(default=False)
    above_threshold_s: Mapped[float | None]
    rpe: Mapped[float | None]
    ascent_m: Mapped[float | None]
    descent_m: Mapped[float | None]
    steep_ascent_m: Mapped[float | None]
    steep_descent_m: Mapped[float | None]
    fast_s: Mapped[float | None]
    steps: Mapped[float | None]
    hr_peak_bpm: Mapped[float | None]
    hr_20min_bpm: Mapped[float | None]
    hr_mean_bpm: Mapped[float | None]
    gap_s_per_km: Mapped[float | None]
    temperature_c: Mapped[float | None]
    steady: Mapped[bool] = mapped_column(default=False)
