"""Measure runs against the runner's own numbers of their day, and again when those turn out to be others.

A run keeps what it was measured by. Two things can change it: an older file that shows a higher heart rate or a
harder effort before it, and the runner's own word. The first follows from the history, so that any order of
import gives the same numbers; the second holds for what comes in from then on, and for the runs that are here
once the runner asks for it.
Either way the run is read again from its original, one a transaction: a crash leaves the rest waiting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from adapters.files import RawFile
from service.app.observing import nights, nights_before
from service.app.ports import Unit
from service.app.records import Run
from service.app.world import World
from service.core.activity import Activity, Session
from service.core.athlete import Athlete
from service.core.errors import InputError, NotFound
from service.core.load.establish import (
    OBSERVED_DAYS,
    Candidates,
    MeasuredBy,
    establish,
    resting,
    same_numbers,
)
from service.core.load.from_watch import told_by_watch
from service.core.load.witnesses import Witnesses
from service.core.metrics import RunMetrics
from service.core.metrics.summarise import local_day, summarise

INFLUENCE_DAYS = OBSERVED_DAYS
"""How far forward a run can change what others are measured by; what is found in them, a year or so."""


@dataclass(frozen=True, slots=True)
class Runner:
    """What is known of the runner on the days that were asked for."""

    athlete: Athlete
    """By the runner's own word, today."""
    witnesses: Witnesses
    nights: Mapping[date, float] = field(default_factory=dict)
    """The resting heart rate of each day that others observed, bpm."""

    def by(self, day: date, told: Candidates, *, athlete: Athlete | None = None) -> MeasuredBy:
        """Give what a run of `day` is measured by. `told`: what its own file says; `athlete`: an earlier word."""
        word = athlete or self.athlete
        return MeasuredBy(establish(word, self.witnesses.before(day), day=day, told=told), told, word)


def runner(unit: Unit, days: Iterable[date]) -> Runner:
    """Read what is known of the runner for these days, at least one."""
    asked = list(days)
    first, last = min(asked), max(asked)
    past = unit.runs.past(before=last, days=(last - first).days + OBSERVED_DAYS)
    return Runner(numbers_of(unit.profiles.get()), Witnesses(past), nights(unit))


def numbers_of(athlete: Athlete) -> Athlete:
    """Give the part of a profile that runs are measured by."""
    told = {name: on for name, on in athlete.told.items() if name not in athlete.conditions}
    return replace(athlete, conditions={}, told=told, units="km", country=None, longest_run_30d_m=None)


def days_of(sessions: Iterable[Session], utc_offset_s: int | None) -> list[date]:
    """Give the runner's days of those sessions that say when they were."""
    return [local_day(session.start, utc_offset_s) for session in sessions if session.start is not None]


def measure(
    session: Session, activity: Activity, *, known: Runner, athlete: Athlete | None = None
) -> tuple[RunMetrics, MeasuredBy]:
    """Give a session in numbers, and what they were measured by. Raises InputError without a start."""
    (day,) = days_of([session], activity.utc_offset_s) or [date.min]
    told = told_by_watch(activity.profile, day=day)
    night = resting(nights_before(known.nights, day), last=day)
    if night is not None:
        told = replace(told, hr_rest=(*told.hr_rest, night))
    by = known.by(day, told, athlete=athlete)
    return summarise(session, utc_offset_s=activity.utc_offset_s, baselines=by.baselines), by


def mark_differing(unit: Unit, runs: Sequence[Run]) -> Sequence[Run]:
    """Note which of these runs would be measured by other numbers now, and give them."""
    kept = [(run, run.measured_by) for run in runs]
    if not kept:
        return []
    known = runner(unit, [run.metrics.day for run in runs])
    differing = [run for run, by in kept if by is not None and _differs(known, run.metrics.day, by)]
    for run in differing:
        unit.runs.mark_unmeasured(run.id)
    return differing


def _differs(known: Runner, day: date, by: MeasuredBy) -> bool:
    """Say so by the history alone: the runner's word stays the one the run was measured by."""
    return not same_numbers(known.by(day, by.told, athlete=by.athlete).baselines, by.baselines)


def measure_again(world: World, run: Run) -> None:
    """Read one run from its original and replace its numbers; what is found in later days waits to be judged.

    Without its original a run keeps its numbers, and is not asked about again.
    """
    original = _read_again(world, run)
    with world.store.unit(alone=True) as unit:  # others import meanwhile
        metrics, by = _measured(unit, run, original) if original is not None else (run.metrics, None)
        unit.runs.measure(run.id, metrics, by=by)
        unit.runs.mark_stale(first=run.metrics.day, last=run.metrics.day + timedelta(days=INFLUENCE_DAYS))


def _read_again(world: World, run: Run) -> Activity | None:
    with world.store.unit() as unit:
        file = unit.runs.file(run.sha256)
    if file is None:
        return None
    try:
        activity = world.decode(RawFile(file.name, world.blobs.get(run.sha256), file.origin))
    except (InputError, NotFound):  # lost, or read differently by this version
        return None
    return activity if _index(run) < len(activity.sessions) else None


def _measured(unit: Unit, run: Run, original: Activity) -> tuple[RunMetrics, MeasuredBy | None]:
    word = run.measured_by.athlete if run.measured_by is not None else None
    known = runner(unit, [run.metrics.day])
    try:
        return measure(original.sessions[_index(run)], original, known=known, athlete=word)
    except InputError:  # without a start, as this version reads it
        return run.metrics, None


def _index(run: Run) -> int:
    return int(run.id.rpartition("-")[2])


def would_change(world: World) -> Sequence[tuple[str, MeasuredBy]]:
    """Give the runs that the runner's present word would measure otherwise, oldest first, and by what."""
    with world.store.unit() as unit:
        kept = unit.runs.measured_by()
        if not kept:
            return []
        known = runner(unit, [day for _, day, _ in kept])
    others = [(run_id, by, known.by(day, by.told)) for run_id, day, by in kept if by.athlete != known.athlete]
    return [
        (run_id, replace(by, athlete=new.athlete))
        for run_id, by, new in others
        if not same_numbers(new.baselines, by.baselines)
    ]


def rescore(world: World) -> int:
    """Let the runner's present word hold for every run that is here; give how many wait to be measured by it."""
    waiting = would_change(world)
    with world.store.unit() as unit:
        for run_id, by in waiting:
            unit.runs.mark_unmeasured(run_id, by=by)
    return len(waiting)


def waiting_to_be_measured(world: World) -> int:
    """Give how many runs wait to be read again."""
    with world.store.unit() as unit:
        return unit.runs.count_unmeasured()
