"""Two ledgers that are never added: what the days before asked of the heart, and what they asked of the legs.

A week of hills can be light for the first and heavy for the second. Everything here is as it stood on the
morning of the day: the run that is to be judged is not in it. None is unknown; 0 is a day of rest that the
runs cover.

The ledgers are plain tuples: re-reading fifteen years makes thousands of them, and a frozen dataclass of as many
fields takes five times as long to make.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from service.core.load.averages import percentile

STRAIN_SHARE, LEAST_STRAIN_WEEKS = 0.90, 12


class CardioLedger(NamedTuple):
    """Loads of the days before, 100 being an hour at threshold."""

    state: str = "cold"
    """cold (under 42 covered days: no long-term mean is shown), settling (under 84) or settled."""
    ctl: float | None = None
    """42-day weighted mean, weight 1/42, from 0 on the first of at most 365 covered days."""
    atl: float | None = None
    """7-day weighted mean, weight 1/7."""
    ctl_week_ago: float | None = None
    estimated_share: float | None = None
    """Share of the last 42 days' load that rests on formulas or on time alone."""
    daily: tuple[float | None, ...] = ()
    """Load of each covered day D-27 .. D-1, oldest first; None for a day with a run of unknown load."""
    loads_60d: tuple[float, ...] = ()
    """Load of every run in D-60 .. D-1, in the order of days."""
    strain_weeks: tuple[float | None, ...] = ()
    """Strain of the weeks that ended 1, 8, 15 … days before, at most 26; None for one without a number."""
    hard_streak: int = 0
    """Hard days in a row up to D-1."""

    @property
    def tsb(self) -> float | None:
        """Give fitness minus fatigue on the morning of the day (of yesterday's means)."""
        return None if self.ctl is None or self.atl is None else self.ctl - self.atl

    @property
    def strain_p90(self) -> float | None:
        """Give the runner's own 90th percentile of weekly strain; None before twelve weeks are known."""
        known = sorted(each for each in self.strain_weeks if each is not None)
        return percentile(known, STRAIN_SHARE) if len(known) >= LEAST_STRAIN_WEEKS else None

    @property
    def ramp(self) -> float | None:
        """Give the rise of the 42-day mean over the last week."""
        return None if self.ctl is None or self.ctl_week_ago is None else self.ctl - self.ctl_week_ago


class MechanicalLedger(NamedTuple):
    """Metres, steps and days off of the days before."""

    ascent_max_30d_m: float | None = None
    descent_max_30d_m: float | None = None
    steep_ascent_max_30d_m: float | None = None
    steep_descent_max_30d_m: float | None = None
    fast_max_30d_s: float | None = None
    steps_max_30d: float | None = None
    """Highest of a single run in D-30 .. D-1; None where under half of those runs tell it."""
    rest_days_7: int | None = None
    """Days without a run in D-7 .. D-1; None where that is not covered."""
    rest_days_9: int | None = None
    """The same for D-9 .. D-1: with the day itself, ten days."""
    rest_days_14: int | None = None
    days_since_last: int | None = None
    spikes_7d: int = 0
    """Runs in D-7 .. D-1 that went more than 10 % beyond the longest of the 30 days before them."""
    week_max_run_m: float | None = None
    """Longest run in D-6 .. D-1."""
    week_before_m: float | None = None
    """Distance of D-13 .. D-7: the week before the one that ends with the run."""
    three_weeks_before_m: float | None = None
    """Distance of D-27 .. D-7."""


@dataclass(frozen=True, slots=True)
class LongRace:
    """The last run of marathon length or race of hours before the day."""

    day: date
    days_ago: int
    distance_m: float | None
    moving_s: float | None
