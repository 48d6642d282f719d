"""Load and legs side by side over weeks: runs, leaps, soreness, sessions.

Everything is counted anew from the runs as they are stored now, so that an older file changes the past it
belongs to. Long ranges are told in calendar months: a bar thinner than a hair says nothing.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from service.app.judging import HISTORY_DAYS
from service.app.ports import Unit
from service.app.records import GuidedSession, KeptAssessment, activity_id
from service.app.world import World
from service.core.findings.spike import FLOOR_M, band
from service.core.load.accumulate import WINDOW_DAYS, window_known
from service.core.load.past_run import PastRun, same_run
from voice.player.state import Mode

T = TypeVar("T")

CEILING = 1.10
"""The study's reference group ran up to 10 % beyond the longest of 30 days. Source: frandsen2025."""
MOST_WEEKS = 60
"""Above it the range is told in months. Ours."""
MOST_KEPT = 400
"""Newest assessments and sessions that are looked through. Ours: some years of sore legs."""
FIRST_ASKED = 12
"""Of them at first: most ranges need no more."""


@dataclass(frozen=True, slots=True)
class LongRun:
    """A run held against the longest of the 30 days before it."""

    activity_id: str
    day: date
    distance_m: float
    ceiling_m: float | None
    """110 % of that longest run; None while too little is known of those days."""
    level: str
    """The band of the leap: reference, small, moderate, large, or unknown."""

    @property
    def is_spike(self) -> bool:
        """Say whether it went beyond the ceiling; runs under 5 km are never called so."""
        return self.level not in {"reference", "unknown"} and self.distance_m >= FLOOR_M


@dataclass(frozen=True, slots=True)
class Period:
    """One week from Monday, or one month."""

    first: date
    last: date
    distance_m: float
    """Of the runs whose distance is known."""
    runs: int
    longest: LongRun | None
    spikes: tuple[LongRun, ...]
    pain: float | None
    """The worst answer to "how much does it hurt", 0 to 10; None where nobody was asked or could tell."""
    sessions: int
    """Sittings with at least one exercise done."""


@dataclass(frozen=True, slots=True)
class History:
    """Periods, oldest first, the last of them still running; empty before the first run or check-in."""

    periods: tuple[Period, ...]
    monthly: bool

    @property
    def spikes(self) -> tuple[LongRun, ...]:
        """Give every run beyond its ceiling, newest first."""
        return tuple(run for period in reversed(self.periods) for run in reversed(period.spikes))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known besides the runs, by day."""

    pain: tuple[tuple[date, float], ...]
    sessions: tuple[date, ...]


def history(world: World, *, weeks: int | None = 12) -> History:
    """Give the last so many weeks, this one included; None for all of them."""
    today = world.clock.local_date()
    this_week = today - timedelta(days=today.weekday())
    first = None if weeks is None else this_week - timedelta(weeks=weeks - 1)
    reach = None if first is None else (today - first).days + HISTORY_DAYS
    with world.store.unit() as unit:
        # A watch east of here may already write tomorrow.
        past = _once(unit.runs.past(before=today + timedelta(days=2), days=reach))
        told = _told(unit, first)
    days = [*(run.day for run in past), *(day for day, _ in told.pain), *told.sessions]
    if not days:
        return History((), monthly=False)
    starts, monthly = _starts(first or min(days), max(today, *days))
    return History(_periods(starts, _held(past), told), monthly=monthly)


def _once(runs: Sequence[PastRun]) -> list[PastRun]:
    """Give each run once: the same one may have come from the watch and from an app."""
    kept: list[PastRun] = []
    for run in runs:
        if not any(same_run(run, other) for other in kept[-2:]):
            kept.append(run)
    return kept


def _told(unit: Unit, first: date | None) -> _Told:
    pain = (
        _pain(kept)
        for kept in _newest(unit.check_ins.latest_assessments, lambda kept: kept.made_at.date(), first)
    )
    sittings = _newest(unit.guided.latest, lambda session: session.created_at.date(), first)
    return _Told(
        pain=tuple(said for said in pain if said is not None),
        sessions=tuple(session.created_at.date() for session in sittings if _was_done(unit, session)),
    )


def _newest(latest: Callable[..., Sequence[T]], day_of: Callable[[T], date], first: date | None) -> list[T]:
    """Give what is not older than `first`; asked for in growing steps, as each costs its own reading."""
    limit = FIRST_ASKED
    while True:
        found = latest(limit=limit)
        if len(found) < limit or limit >= MOST_KEPT or (first is not None and day_of(found[-1]) < first):
            return [each for each in found if first is None or day_of(each) >= first]
        limit = min(4 * limit, MOST_KEPT)


def _pain(kept: KeptAssessment) -> tuple[date, float] | None:
    said = kept.assessment.facts.get("q.pain")
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    return kept.made_at.date(), float(said)


def _was_done(unit: Unit, session: GuidedSession) -> bool:
    if session.state.mode is Mode.FINISHED:
        return True
    return session.state.step > 0 and any(
        entry.log.outcome in {"done", "easier"} for entry in unit.guided.logs(session.id)
    )


def _held(past: Sequence[PastRun]) -> list[LongRun]:
    """Hold every run of known distance against the month before it; runs in time order, so are the days."""
    days = [run.day for run in past]
    found = []
    for run in past:
        if run.distance_m is None or run.distance_m <= 0.0:
            continue
        low = bisect_left(days, run.day - timedelta(days=WINDOW_DAYS))
        month = [before.distance_m or 0.0 for before in past[low : bisect_left(days, run.day)]]
        known = [distance for distance in month if distance > 0.0]
        believed = known and window_known((run.day - days[0]).days, len(known))
        longest = max(known) if believed else None
        found.append(
            LongRun(
                activity_id=activity_id(run.id),
                day=run.day,
                distance_m=run.distance_m,
                ceiling_m=None if longest is None else CEILING * longest,
                level="unknown" if longest is None else band(run.distance_m / longest - 1.0).level,
            )
        )
    return found


def _starts(first: date, last: date) -> tuple[list[date], bool]:
    """Give the first day of every period, and one more that ends the last."""
    monday = first - timedelta(days=first.weekday())
    if (last - monday).days < 7 * MOST_WEEKS:
        return [monday + timedelta(days=7 * n) for n in range((last - monday).days // 7 + 2)], False
    months = (last.year - first.year) * 12 + last.month - first.month
    return [_month(first.year, first.month + n) for n in range(months + 2)], True


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _periods(starts: Sequence[date], runs: Sequence[LongRun], told: _Told) -> tuple[Period, ...]:
    by_run = _sorted_in(starts, ((run.day, run) for run in runs))
    by_pain = _sorted_in(starts, told.pain)
    by_session = _sorted_in(starts, ((day, day) for day in told.sessions))
    return tuple(
        _period(
            (first, beyond - timedelta(days=1)), by_run[at], pain=by_pain[at], sessions=len(by_session[at])
        )
        for at, (first, beyond) in enumerate(pairwise(starts))
    )


def _sorted_in(starts: Sequence[date], dated: Iterable[tuple[date, T]]) -> list[list[T]]:
    boxes: list[list[T]] = [[] for _ in starts[1:]]
    for day, what in dated:
        at = bisect_left(starts, day + timedelta(days=1)) - 1
        if 0 <= at < len(boxes):
            boxes[at].append(what)
    return boxes


def _period(days: tuple[date, date], runs: list[LongRun], *, pain: list[float], sessions: int) -> Period:
    return Period(
        first=days[0],
        last=days[1],
        distance_m=sum(run.distance_m for run in runs),
        runs=len(runs),
        longest=max(runs, key=lambda run: run.distance_m, default=None),
        spikes=tuple(run for run in runs if run.is_spike),
        pain=max(pain, default=None),
        sessions=sessions,
    )
