"""Hold runs against the days before them, and again whenever those days or the runner's own word change.

Adding a run marks the findings that it may change as stale, in the same transaction. Judging them is a
second step that one pass over the history does for many runs, and that can be late: a crash in between
leaves the marks, and the next import or the worker goes on from them. So any order gives the same findings.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from service.app.ports import Unit
from service.app.records import Run
from service.app.world import World
from service.core.athlete import Athlete
from service.core.findings.detect import detect
from service.core.load.chronicle import Chronicle
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

HISTORY_DAYS = 365 + 31
"""How far back a run's history is read, and so how far forward a run can change what is found in later ones: a
year, and what is left of the month it begins in."""

SEED_DAYS = 30
"""The longest run "of the last month" is the runner's word about this many days, before it and after. Ours."""

AT_ONCE = 200
"""Runs judged in one transaction. Ours: the write lock is held for well under a second."""


def history_of(past: Iterable[PastRun], *, day: date, athlete: Athlete) -> LoadHistory:
    """Give what a run of `day` is held against."""
    first = history_begins(day)
    held = Chronicle(run for run in past if first <= run.day < day)
    return held.before(day, seed_longest_m=_seed(day, athlete))


def history_begins(day: date) -> date:
    """Give the first day of the month that lies a year back: all runs of a month share one beginning.

    So one chronicle serves them all, and what is found never depends on which runs were judged together.
    """
    return (day - timedelta(days=365)).replace(day=1)


def _seed(day: date, athlete: Athlete) -> float | None:
    return athlete.longest_run_30d_m if _seed_means(day, athlete) else None


def _seed_means(day: date, athlete: Athlete) -> bool:
    told = athlete.said_on("longest_run_30d_m")
    return told is not None and abs((day - told).days) <= SEED_DAYS


def outdate(unit: Unit, run: Run) -> None:
    """Mark this run, and those whose history it is in, to be judged."""
    day = run.metrics.day
    unit.runs.mark_stale(first=day, last=day + timedelta(days=HISTORY_DAYS))


def settle(world: World) -> int:
    """Judge all that is stale, some at a time; give how many were."""
    total = 0
    while True:
        with world.store.unit() as unit:
            judged = judge_stale(unit, limit=AT_ONCE)
        total += judged
        if judged < AT_ONCE:
            return total


def judge_stale(unit: Unit, *, limit: int) -> int:
    """Judge the oldest stale runs again; give how many."""
    waiting = unit.runs.stale(limit=limit)
    _judge(unit, waiting, changed_only=False)
    return len(waiting)


def judge(unit: Unit, *, first: date, last: date) -> Sequence[Run]:
    """Judge the stored runs of these days anew; give those in which something else is found now."""
    runs = [run for run in unit.runs.since(first) if run.metrics.day <= last]
    return _judge(unit, runs, changed_only=True)


def _judge(unit: Unit, runs: Sequence[Run], *, changed_only: bool) -> Sequence[Run]:
    if not runs:
        return []
    first = min(run.metrics.day for run in runs)
    last = max(run.metrics.day for run in runs)
    past = unit.runs.past(before=last, days=(last - first).days + HISTORY_DAYS)
    athlete = unit.profiles.get()
    changed = []
    ordered = sorted(runs, key=lambda run: run.metrics.day)
    for begins, months_runs in groupby(ordered, key=lambda run: history_begins(run.metrics.day)):
        group = list(months_runs)
        chronicle = Chronicle(run for run in past if begins <= run.day < group[-1].metrics.day)
        for run in group:
            day = run.metrics.day
            findings = detect(run.metrics, chronicle.before(day, seed_longest_m=_seed(day, athlete)))
            if findings != run.findings:
                changed.append(run)
            if findings != run.findings or not changed_only:
                unit.runs.judge(run.id, findings)
    return changed
