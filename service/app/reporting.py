"""What the runner tells about a plan between two check-ins: a session, the morning after, a test, a run.

Each is taken in once and moves the plan by `service.core.course`. What hurt during a guided session arrives by
itself, at its end; how a calm one felt is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.app.courses import Told, advance, going, set_rechecks
from service.app.ports import Unit
from service.app.records import GuidedSession, KeptAssessment, KeptCourse, LogEntry
from service.app.world import World
from service.core.course import Session, Step, Why, after_night, after_session, pass_gate
from service.core.course.gates import looked_at
from service.core.course.ladder import after_run, tick
from service.core.course.values import GREEN_UP_TO, Progress, stay
from service.core.errors import Conflict, InputError, NotFound
from service.core.plan import is_fifty_plus
from voice.player.state import Mode

ENDED = frozenset({Mode.FINISHED, Mode.STOPPED})
DONE = frozenset({"done", "easier"})
SHORT = frozenset({"easier", "skipped", "hurt", "stopped"})
MOST_PAIN = 10


def started(world: World, unit: Unit, session: GuidedSession, *, pain_before: int | None) -> None:
    """Note that a session of the plan has begun; the one before, if nobody told about it, counts for nothing."""
    course = going(world, unit)
    if course is not None and course.assessment_id == session.assessment_id:
        course = _forget_untold(world, unit, course)
        unit.courses.update(replace(course, sitting_id=session.id, pain_before=pain_before))


def _forget_untold(world: World, unit: Unit, course: KeptCourse) -> KeptCourse:
    """Write down that a session which was really done was never told about; it counts for nothing."""
    if course.sitting_id is None:
        return course
    if any(entry.log.outcome in DONE for entry in unit.guided.logs(course.sitting_id)):
        told = Told("session", stay(course.progress, Why.NOT_TOLD))
        course = advance(world, unit, course, told)
    return unit.courses.update(replace(course, sitting_id=None, pain_before=None))


def ended(world: World, unit: Unit, session: GuidedSession) -> None:
    """Take a session in at its end where something hurt in it: that needs no further question."""
    course = going(world, unit)
    if course is None or course.sitting_id != session.id or session.state.mode not in ENDED:
        return
    logs = unit.guided.logs(session.id)
    if _hurt(logs):
        _take_session(world, unit, course, logs=logs, pain=None, sharp=False)


def tell_session(world: World, *, pain: int, sharp: bool = False) -> Step:
    """Take in how the last session felt: its worst pain, 0 to 10. Raises Conflict where none waits for that."""
    _check_pain(pain)
    with world.store.unit() as unit:
        course = _the_plan(world, unit)
        if course.sitting_id is None:
            raise Conflict("There is no session to tell about. The plan page shows what comes next.")
        logs = unit.guided.logs(course.sitting_id)
        return _take_session(world, unit, course, logs=logs, pain=pain, sharp=sharp)


def tell_morning(world: World, *, settled: bool) -> Step:
    """Take in whether the morning after the last session was as before it."""

    def morning(course: KeptCourse, _fifty_plus: object) -> Step:
        return after_night(
            course.progress, on=world.clock.local_date(), settled=settled, catalogue=world.catalogue
        )

    return _tell(world, "morning", morning)


def tell_gate(world: World, *, passed: bool) -> Step:
    """Take in the answer to the phase's own test, and go on where all else agrees."""

    def gate(course: KeptCourse, fifty_plus: bool) -> Step:  # noqa: FBT001  one shape for all that is told
        return pass_gate(
            course.progress,
            on=world.clock.local_date(),
            passed=passed,
            catalogue=world.catalogue,
            fifty_plus=fifty_plus,
        )

    return _tell(world, "gate", gate)


def tell_seen(world: World) -> Step:
    """Take in that a clinician has looked and that the plan may go on."""
    with world.store.unit() as unit:
        course = _the_plan(world, unit)
        on = world.clock.local_date()
        step = (
            looked_at(course.progress, on=on)
            if course.progress.stopped
            else stay(course.progress, Why.LOOKED_AT)
        )
        advance(world, unit, replace(course, see_clinician=False), Told("looked_at", step))
        return step


def tell_run(world: World, *, pain: int) -> Step:
    """Take in a run on the ladder: its worst pain, 0 to 10."""
    _check_pain(pain)

    def run(course: KeptCourse, fifty_plus: bool) -> Step:  # noqa: FBT001  one shape for all that is told
        on = world.clock.local_date()
        return after_run(course.progress, on=on, pain=pain, catalogue=world.catalogue, fifty_plus=fifty_plus)

    return _tell(world, "run", run, pain=pain)


def tell_criterion(world: World, criterion: str, *, met: bool) -> Progress:
    """Tick, or untick, one thing that has to be true before the first run. Raises NotFound for another name."""
    if criterion not in {one.id for one in world.catalogue.return_to_run.criteria}:
        raise NotFound("There is no such line on the way back to running.")
    with world.store.unit() as unit:
        course = _the_plan(world, unit)
        told = replace(course, progress=tick(course.progress, criterion, met=met), heard_at=world.clock.now())
        return unit.courses.update(told).progress


def _tell(
    world: World, what: str, step_of: Callable[[KeptCourse, bool], Step], *, pain: int | None = None
) -> Step:
    with world.store.unit() as unit:
        course = _the_plan(world, unit)
        step = step_of(course, _is_fifty_plus(unit, course))
        _write(world, unit, course, told=Told(what, step, pain))
        return step


def _write(world: World, unit: Unit, course: KeptCourse, *, told: Told) -> None:
    after = advance(world, unit, course, told)
    if after.status == "ended" or after.progress.phase != course.progress.phase:
        set_rechecks(world, unit, course.id)


def _take_session(
    world: World,
    unit: Unit,
    course: KeptCourse,
    *,
    logs: Sequence[LogEntry],
    pain: int | None,
    sharp: bool,
) -> Step:
    said = [entry.log.pain for entry in logs if entry.log.pain is not None]
    worst = max([*said, *([] if pain is None else [pain])], default=None)
    session = Session(
        day=world.clock.local_date(),
        pain=worst,
        sharp=sharp,
        full=not any(entry.log.outcome in SHORT for entry in logs),
        hurt=_hurt(logs),
    )
    step = after_session(course.progress, session, catalogue=world.catalogue)
    told = replace(course, sitting_id=None, pain_before=None)
    _write(world, unit, told, told=Told("session", step, None if worst is None else float(worst)))
    return step


def _hurt(logs: Sequence[LogEntry]) -> tuple[str, ...]:
    """Give the exercises that hurt by four or more; one whose number was never said counts as well."""
    worst: dict[str, int | None] = {}
    for entry in logs:
        if entry.log.pain is not None:
            worst[entry.log.exercise] = max(entry.log.pain, worst.get(entry.log.exercise) or 0)
        elif entry.log.outcome == "hurt":
            worst.setdefault(entry.log.exercise, None)
    return tuple(name for name, pain in worst.items() if pain is None or pain > GREEN_UP_TO)


def _the_plan(world: World, unit: Unit) -> KeptCourse:
    course = going(world, unit)
    if course is None:
        raise NotFound("No plan is going on. Start with a check-in on the first page.")
    return course


def _is_fifty_plus(unit: Unit, course: KeptCourse) -> bool:
    kept: KeptAssessment | None = unit.check_ins.assessment(course.assessment_id)
    return kept is not None and is_fifty_plus(kept.assessment, unit.profiles.get())


def _check_pain(pain: int) -> None:
    if not 0 <= pain <= MOST_PAIN:
        raise InputError("Pain is a number from 0 to 10.", code="no_number")
