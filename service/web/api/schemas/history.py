"""Weeks or months as JSON, in SI."""

from datetime import date

from pydantic import BaseModel, Field


class WeeksOf(BaseModel):
    """How far back."""

    weeks: int | None = Field(default=None, ge=1, le=1000)


class LongRunOut(BaseModel):
    """A run held against the longest of the 30 days before it."""

    activity_id: str
    day: date
    distance_m: float
    ceiling_m: float | None
    """110 % of that longest run; null while too little is known of those days."""
    level: str
    """reference, small, moderate, large or unknown."""


class LedgerOut(BaseModel):
    """What the runs of a period sum up to in one account."""

    total: float | None
    """Null where no run tells it; a period without a run is a true 0."""
    untold: int
    """Runs that do not tell it, and are not in the total."""
    guessed: int
    """Runs in the total that rest on a formula or on their time alone."""


class PeriodOut(BaseModel):
    """One week from Monday, or one month."""

    first: date
    last: date
    distance_m: float
    runs: int
    longest: LongRunOut | None
    spikes: list[LongRunOut]
    heart: LedgerOut
    """Loads, 100 being an hour at threshold: what it asked of the heart."""
    descent: LedgerOut
    """Metres downhill: with the distance, what it asked of the legs."""
    steps: LedgerOut
    pain: float | None
    """The worst answer, 0 to 10; null where nobody was asked or could tell."""
    sessions: int
    """Sittings with at least one exercise done."""


class HistoryOut(BaseModel):
    """Periods, oldest first, the last of them still running."""

    monthly: bool
    periods: list[PeriodOut]
