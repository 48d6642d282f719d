"""From all earlier runs to the days one run is judged by.

Days are the runner's local dates, windows end the day before, and the 31st day back is out. The order of the
runs and a run imported twice (from the watch and from an app) change nothing. What the history does not
cover is left off, so that a new runner is never told that a usual run was a leap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.core.load.values import LoadHistory

WINDOW_DAYS = 30
"""Source: frandsen2025."""
LEAST_RUNS = 3
"""Runs in the window before it is believed. Ours, as is asking for 30 covered days."""
COVERED_AT_MOST = 365
WEEKS = 8
SAME_START = timedelta(minutes=2)
SAME_DURATION = 0.05
"""The same run from two sources: both start and duration this close. Ours."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """One earlier run, as far as history needs it."""

    id: str
    start: datetime
    day: date
    distance_m: float | None
    moving_s: float | None


def accumulate(past: Sequence[PastRun], *, day: date, seed_longest_m: float | None = None) -> LoadHistory:
    """Give the history before `day`; runs on or after it are ignored, quarantined ones must not be passed.

    `seed_longest_m` is the runner's word for the longest run of the last month. It is used only while the
    runs alone do not cover the window; the caller passes it only while "last month" still means these days.
    """
    runs = _distinct(run for run in past if run.day < day)
    covered = min((day - min(run.day for run in runs)).days, COVERED_AT_MOST) if runs else 0
    month = [
        run.distance_m
        for run in runs
        if run.distance_m is not None and run.distance_m > 0.0 and (day - run.day).days <= WINDOW_DAYS
    ]
    longest = max(month, default=None)
    seeded = seed_longest_m is not None and not window_known(covered, len(month))
    if seeded and seed_longest_m is not None:
        longest = max(seed_longest_m, longest or 0.0)
    return LoadHistory(
        day=day,
        covered_days=covered,
        runs_30d=len(month),
        longest_30d_m=longest,
        week_m=_weeks(runs, day, covered),
        longest_60d_s=tuple(
            sorted(run.moving_s for run in runs if run.moving_s is not None and (day - run.day).days <= 60)
        ),
        seeded=seeded,
        previous_6d_m=_sum(runs, day, first=1, last=6) if covered >= 6 else None,
    )


def window_known(covered_days: int, runs_30d: int) -> bool:
    """Say whether the 30 days before are known well enough to hold a run against them."""
    return covered_days >= WINDOW_DAYS and runs_30d >= LEAST_RUNS


def _distinct(runs: Iterable[PastRun]) -> list[PastRun]:
    """Give each run once, in time order."""
    kept: list[PastRun] = []
    for run in sorted(runs, key=lambda run: (run.start, run.id)):
        if not any(_same(run, other) for other in kept[-2:]):
            kept.append(run)
    return kept


def _same(run: PastRun, other: PastRun) -> bool:
    if run.id == other.id:
        return True
    if run.moving_s is None or other.moving_s is None or run.start - other.start > SAME_START:
        return False
    return abs(run.moving_s - other.moving_s) <= SAME_DURATION * max(run.moving_s, other.moving_s)


def _weeks(runs: Sequence[PastRun], day: date, covered: int) -> tuple[float, ...]:
    """Give whole known weeks, newest first, up to the first that is not wholly known."""
    sums: list[float] = []
    for week in range(min(covered // 7, WEEKS)):
        total = _sum(runs, day, first=7 * week + 1, last=7 * week + 7)
        if total is None:
            break
        sums.append(total)
    return tuple(sums)


def _sum(runs: Sequence[PastRun], day: date, *, first: int, last: int) -> float | None:
    """Give metres from `first` to `last` days back; None where a run in between has no distance."""
    metres = [run.distance_m for run in runs if first <= (day - run.day).days <= last]
    known = [distance for distance in metres if distance is not None]
    return sum(known) if len(known) == len(metres) else None
