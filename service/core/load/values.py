"""The runner's history, reduced to what today's run must be held against."""

from datetime import date
from typing import NamedTuple

from service.core.load.ledgers import CardioLedger, LongRace, MechanicalLedger

INFLUENCE_DAYS = 365
"""How long a run can change what later days are held against: the long-term mean forgets slowest."""


class LoadHistory(NamedTuple):
    """The days before one run. Windows are D-30..D-1: the day of the run itself is never in them."""

    day: date
    """The day of the run that is being judged (the runner's local date)."""
    covered_days: int
    """Days up to and excluding `day` since the first known run, at most 365."""
    runs_30d: int
    longest_30d_m: float | None
    """None where no run with a distance lies in the window."""
    week_m: tuple[float, ...]
    """Distance of the last eight 7-day windows before `day`, newest first; unknown weeks are left off."""
    longest_60d_s: tuple[float, ...]
    """Moving seconds of every run in D-60..D-1, ascending: for percentiles."""
    seeded: bool = False
    """True where `longest_30d_m` is the runner's own word."""
    previous_6d_m: float | None = None
    """Distance of D-6..D-1: with the run itself, its trailing seven days. None where that is not covered."""
    cardio: CardioLedger = CardioLedger()
    mechanical: MechanicalLedger = MechanicalLedger()
    race: LongRace | None = None
    """The last run of marathon length within 28 days, or None."""
