"""The plan page's facts: the whole way, where the runner is on it, what has to be true next, and how it came so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.app.courses import going, plan_today
from service.app.ports import Unit
from service.app.records import CourseStep, KeptAssessment, KeptCourse
from service.app.reporting import DONE
from service.app.world import World
from service.core.catalogue import Criterion, Phase
from service.core.course.ladder import next_run_on, reaches
from service.core.course.sessions import is_resting
from service.core.course.standing import Requirement, requirements
from service.core.plan import Plan, is_fifty_plus, phase_of


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase of the way."""

    phase: Phase
    state: str
    """done, here or ahead."""


@dataclass(frozen=True, slots=True)
class LadderView:
    """The way back to running, where the phase has one."""

    criteria: Sequence[tuple[Criterion, bool]]
    steps: Sequence[tuple[str, str]]
    """Each with its state: done, here, ahead, or later (not in this phase)."""
    is_open: bool
    times: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan that goes on."""

    course: KeptCourse
    kept: KeptAssessment
    plan: Plan
    stages: Sequence[Stage]
    requirements: Sequence[Requirement]
    story: Sequence[tuple[CourseStep, Sequence[str]]]
    """Newest first, each with its sentences."""
    ladder: LadderView | None
    asks_session: bool
    """A session was done and nobody has told how it felt."""
    asks_morning: bool
    """The morning after the last session has come."""
    rests_until: date | None
    was_done_today: bool
    """A session of today has been told about."""


def view_plan(world: World) -> PlanView | None:
    """Give the plan that goes on; None where there is none."""
    with world.store.unit() as unit:
        course = going(world, unit)
        kept = unit.check_ins.assessment(course.assessment_id) if course is not None else None
        if course is None or kept is None:
            return None
        return _view(world, unit, course, kept=kept)


def last_word(world: World) -> Sequence[str]:
    """Give the sentences of the last plan's last step: why it ended, where none goes on."""
    with world.store.unit() as unit:
        last = unit.courses.latest()
        steps = unit.courses.steps(last.id) if last is not None else ()
    return [world.catalogue.course_words[why] for why in steps[-1].why] if steps else []


def _view(world: World, unit: Unit, course: KeptCourse, *, kept: KeptAssessment) -> PlanView:
    on = world.clock.local_date()
    fifty_plus = is_fifty_plus(kept.assessment, unit.profiles.get())
    words = world.catalogue.course_words
    sessions = course.progress.sessions
    resting = is_resting(course.progress, on=on)
    return PlanView(
        course=course,
        kept=kept,
        plan=plan_today(world, unit, course, kept),
        stages=_stages(world, course),
        requirements=requirements(course.progress, on=on, catalogue=world.catalogue, fifty_plus=fifty_plus),
        story=[(step, [words[why] for why in step.why]) for step in reversed(unit.courses.steps(course.id))],
        ladder=_ladder(world, course, fifty_plus=fifty_plus),
        asks_session=_asks_session(unit, course),
        asks_morning=bool(sessions) and sessions[-1].settled is None and sessions[-1].day < on,
        rests_until=course.progress.rests_until if resting else None,
        was_done_today=bool(sessions) and sessions[-1].day == on,
    )


def _asks_session(unit: Unit, course: KeptCourse) -> bool:
    if course.sitting_id is None:
        return False
    return any(entry.log.outcome in DONE for entry in unit.guided.logs(course.sitting_id))


def _stages(world: World, course: KeptCourse) -> Sequence[Stage]:
    protocol, here = phase_of(course.progress.phase, world.catalogue)
    at = protocol.phases.index(here)
    states = ["done" if n < at else "here" if n == at else "ahead" for n in range(len(protocol.phases))]
    return [Stage(phase, state) for phase, state in zip(protocol.phases, states, strict=True)]


def _ladder(world: World, course: KeptCourse, *, fifty_plus: bool) -> LadderView | None:
    top = reaches(course.progress, world.catalogue)
    if top is None:
        return None
    ladder, way = course.progress.ladder, world.catalogue.return_to_run
    is_open = all(one.id in ladder.met for one in way.criteria) and not course.progress.stopped
    return LadderView(
        criteria=[(one, one.id in ladder.met) for one in way.criteria],
        steps=[(says, _rung(n, ladder.step, top)) for n, says in enumerate(way.steps, 1)],
        is_open=is_open,
        times=ladder.times,
        next_on=next_run_on(ladder, fifty_plus=fifty_plus),
    )


def _rung(n: int, step: int, top: int) -> str:
    if n > top:
        return "later"
    return "done" if n < step else "here" if n == step else "ahead"
