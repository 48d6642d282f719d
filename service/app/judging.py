"""Hold runs against the days before them, and again whenever those days or the runner's own word change.

Adding a run marks the findings that it may change as stale, in the same transaction. Judging them is a
second step that one pass over the history does for many runs, and that can be late: a crash in between
leaves the marks, and the next import or the worker goes on from them. So any order gives the same findings.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from service.app.circumstances import circumstances
from service.app.measuring import INFLUENCE_DAYS, mark_differing, measure_again
from service.app.ports import Unit
from service.app.records import Run
from service.app.world import World
from service.core.athlete import Athlete
from service.core.findings.detect import detect
from service.core.findings.rejudged import changed, rejudged
from service.core.load.chronicle import Chronicle
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

HISTORY_DAYS = 365 + 31
"""How far back a run's history is read: a year, and what is left of the month it begins in."""

SEED_DAYS = 30
"""The longest run "of the last month" is the runner's word about this many days, before it and after. Ours."""

AT_ONCE = 200
"""Runs judged in one transaction. Ours: the write lock is held for well under a second."""

READ_AGAIN = 50
"""Originals that are read again before whoever brings a file gets their answer; the worker reads the rest. Ours."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the runs whose findings waited."""

    judged: int = 0
    again: int = 0
    """How many of them had been judged before."""
    changed: int = 0
    """In how many of those something else is found now."""
    unmeasured: int = 0
    """How many wait to be read again from their originals: the worker goes on with them."""

    @property
    def words(self) -> str | None:
        """Say what came of an older run; None where no later one was judged before."""
        if not self.again:
            return None
        return told_again(self.again, changed=self.changed, waiting=self.unmeasured)


NOTHING_WAITED = Settled()


def told_again(again: int, *, changed: int, waiting: int) -> str:
    """Say how many later runs were judged again, in how many the level moved, and how many are yet to be read."""
    runs = "1 later run was" if again == 1 else f"{again:,} later runs were"
    rest = f" {waiting:,} wait to be measured again by it." if waiting else ""
    return f"{runs} judged again; {changed or 'none'} changed.{rest}"


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
    unit.runs.mark_stale(first=day, last=day + timedelta(days=INFLUENCE_DAYS), came_in=day)


def settle(world: World) -> Settled:
    """Judge all that is stale, some at a time, by numbers that are read again where they no longer hold."""
    total, left = Settled(), READ_AGAIN
    while True:
        with world.store.unit(
            alone=True
        ) as unit:  # no mark is lost, and no run judged by numbers nobody looked at
            differing = mark_differing(unit, unit.runs.stale(limit=AT_ONCE))[:left]
            part = NOTHING_WAITED if differing else judge_stale(unit, limit=AT_ONCE)
            waiting = unit.runs.count_unmeasured()
        for run in differing:
            measure_again(world, run)
        left -= len(differing)
        total = Settled(
            total.judged + part.judged, total.again + part.again, total.changed + part.changed, waiting
        )
        if not differing and part.judged < AT_ONCE:
            return total


def measure_waiting(world: World) -> int:
    """Read again every run that waits for it, oldest first, and judge what follows; give how many.

    Safe to stop at any moment: what was read stays, the rest goes on waiting.
    """
    done = 0
    while True:
        with world.store.unit() as unit:
            waiting = unit.runs.unmeasured(limit=READ_AGAIN)
        for run in waiting:
            measure_again(world, run)
        done += len(waiting)
        if len(waiting) < READ_AGAIN:
            if done:
                settle(world)
            return done


def judge_stale(unit: Unit, *, limit: int) -> Settled:
    """Judge the oldest stale runs again."""
    waiting = unit.runs.stale(limit=limit)
    again = [run for run in waiting if run.findings.all]
    changed = {run.id for run in _judge(unit, waiting, changed_only=False)}
    return Settled(len(waiting), len(again), sum(run.id in changed for run in again))


def judge(unit: Unit, *, first: date, last: date) -> Sequence[Run]:
    """Judge the stored runs of these days anew; give those in which another level is found now."""
    runs = [run for run in unit.runs.since(first) if run.metrics.day <= last]
    return _judge(unit, runs, changed_only=True)


def _judge(unit: Unit, runs: Sequence[Run], *, changed_only: bool) -> Sequence[Run]:
    if not runs:
        return []
    first = min(run.metrics.day for run in runs)
    last = max(run.metrics.day for run in runs)
    past = unit.runs.past(before=last, days=(last - first).days + HISTORY_DAYS)
    athlete = unit.profiles.get()
    around = circumstances(unit, runs, athlete=athlete)
    moved = []
    for run, history in _with_history(runs, past, athlete=athlete):
        findings = detect(run.metrics, history, around=around(run))
        if findings == run.findings and changed_only:
            continue
        unit.runs.judge(run.id, findings, rejudged=rejudged(run.findings, findings, came_in=run.came_in))
        if changed(run.findings, findings):
            moved.append(run)
    return moved


def _with_history(
    runs: Sequence[Run], past: Sequence[PastRun], *, athlete: Athlete
) -> Iterator[tuple[Run, LoadHistory]]:
    """Give each run with the days before it: one chronicle for all runs of a month."""
    ordered = sorted(runs, key=lambda run: run.metrics.day)
    for begins, months_runs in groupby(ordered, key=lambda run: history_begins(run.metrics.day)):
        group = list(months_runs)
        chronicle = Chronicle(run for run in past if begins <= run.day < group[-1].metrics.day)
        for run in group:
            day = run.metrics.day
            yield run, chronicle.before(day, seed_longest_m=_seed(day, athlete))
