"""Load and legs side by side over weeks: runs, leaps, soreness, sessions.

Everything is counted anew from the runs as they are stored now, so that an older file changes the past it
belongs to. Long ranges are told in calendar months: a bar thinner than a hair says nothing.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple, TypeVar

from service.app.judging import HISTORY_DAYS
from service.app.ports import Unit
from service.app.records import Length, Sitting, activity_id
from service.app.world import World
from service.core.findings.spike import FLOOR_M, band
from service.core.load.accumulate import WINDOW_DAYS, window_known
from voice.player.state import Mode

T = TypeVar("T")

CEILING = 1.10
"""The study's reference group ran up to 10 % beyond the longest of 30 days. Source: frandsen2025."""
MOST_WEEKS = 60
"""Above it the range is told in months. Ours."""
MOST_KEPT = 400
"""Newest assessments and sessions that are looked through. Ours: some years of sore legs."""


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
class Ledger:
    """What the runs of a period sum up to in one account."""

    total: float | None
    """None where no run tells it; a period without a run is a true 0."""
    untold: int = 0
    """Runs that do not tell it, and are not in the total."""
    guessed: int = 0
    """Runs in the total that rest on a formula or on their time alone."""


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
    heart: Ledger
    """Loads, 100 being an hour at threshold: what the weeks asked of the heart."""
    descent: Ledger
    """Metres downhill, which with the distance is what they asked of the legs. Never added to the other."""
    steps: Ledger
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


class _Held(NamedTuple):
    """A run and the longest of the 30 days before it; a plain tuple, as there may be thousands."""

    run: Length
    distance_m: float
    """0 where it is not known."""
    longest_m: float | None
    """None while too little is known of those days."""


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
        past = unit.runs.lengths(before=today + timedelta(days=2), days=reach)
        told = _told(unit, first, zone=world.clock.zone)
    days = [*(run.day for run in past), *(day for day, _ in told.pain), *told.sessions]
    if not days:
        return History((), monthly=False)
    starts, monthly = _starts(first or min(days), max(today, *days))
    return History(_periods(starts, _held(past), told), monthly=monthly)


def _told(unit: Unit, first: date | None, *, zone: tzinfo) -> _Told:
    since = (
        None if first is None else datetime.combine(first - timedelta(days=1), time.min, UTC)
    )  # a day more: it is cut by local days below
    answers = unit.check_ins.answers("q.pain", since=since, limit=MOST_KEPT)
    sittings = unit.guided.sittings(since=since, limit=MOST_KEPT)
    return _Told(
        pain=tuple(
            (made_at.astimezone(zone).date(), float(said))
            for made_at, said in answers
            if isinstance(said, int | float) and not isinstance(said, bool)
        ),
        sessions=tuple(
            sitting.created_at.astimezone(zone).date() for sitting in sittings if _was_done(sitting)
        ),
    )


def _was_done(sitting: Sitting) -> bool:
    return sitting.state.mode is Mode.FINISHED or (sitting.state.step > 0 and sitting.any_done)


def _held(past: Sequence[Length]) -> list[_Held]:
    """Hold every run against the month before it, in one pass over the days."""
    held: list[_Held] = []
    known: deque[int] = deque()
    falling: deque[tuple[int, float]] = deque()
    """The runs that no later one of the window outdoes: the first is the longest."""
    for day, runs in groupby(past, key=attrgetter("day")):
        at = day.toordinal()
        while known and known[0] < at - WINDOW_DAYS:
            known.popleft()
        while falling and falling[0][0] < at - WINDOW_DAYS:
            falling.popleft()
        believed = window_known(at - past[0].day.toordinal(), len(known))
        longest = falling[0][1] if believed else None
        for run in runs:
            distance_m = run.distance_m or 0.0
            held.append(_Held(run, distance_m, longest))
            if distance_m > 0.0:
                known.append(at)
                while falling and falling[-1][1] <= distance_m:
                    falling.pop()
                falling.append((at, distance_m))
    return held


def _starts(first: date, last: date) -> tuple[list[date], bool]:
    """Give the first day of every period, and one more that ends the last."""
    monday = first - timedelta(days=first.weekday())
    if (last - monday).days < 7 * MOST_WEEKS:
        return [monday + timedelta(days=7 * n) for n in range((last - monday).days // 7 + 2)], False
    months = (last.year - first.year) * 12 + last.month - first.month
    return [_month(first.year, first.month + n) for n in range(months + 2)], True


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _periods(starts: Sequence[date], runs: Sequence[_Held], told: _Told) -> tuple[Period, ...]:
    by_run = _sorted_in(starts, ((held.run.day, held) for held in runs))
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
        at = bisect_right(starts, day) - 1
        if 0 <= at < len(boxes):
            boxes[at].append(what)
    return boxes


def _period(days: tuple[date, date], runs: list[_Held], *, pain: list[float], sessions: int) -> Period:
    longest = max(
        (held for held in runs if held.distance_m > 0.0), key=attrgetter("distance_m"), default=None
    )
    further = [held for held in runs if held.longest_m is not None and held.distance_m > held.longest_m]
    return Period(
        first=days[0],
        last=days[1],
        distance_m=sum([held.distance_m for held in runs]),
        runs=len(runs),
        longest=None if longest is None else _long_run(longest),
        spikes=tuple(run for run in map(_long_run, further) if run.is_spike),
        heart=_sum([(held.run.load, held.run.load_estimated) for held in runs]),
        descent=_sum([(held.run.descent_m, False) for held in runs]),
        steps=_sum([(held.run.steps, False) for held in runs]),
        pain=max(pain, default=None),
        sessions=sessions,
    )


def _sum(told: Sequence[tuple[float | None, bool]]) -> Ledger:
    known = [value for value, _ in told if value is not None]
    total = sum(known) if known or not told else None
    guessed = sum([value is not None and estimated for value, estimated in told])
    return Ledger(total, untold=len(told) - len(known), guessed=guessed)


def _long_run(held: _Held) -> LongRun:
    longest_m = held.longest_m
    return LongRun(
        activity_id=activity_id(held.run.id),
        day=held.run.day,
        distance_m=held.distance_m,
        ceiling_m=None if longest_m is None else CEILING * longest_m,
        level="unknown" if longest_m is None else band(held.distance_m / longest_m - 1.0).level,
    )
