"""A plan goes on: it begins with a check-in, follows each answer, and ends when it is done, replaced or forgotten.

One plan goes at a time, as there is one pair of legs. What moves it is decided in `service.core.course`; here its
answers are fetched, its story is written down and its re-checks are set.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from service.app.ports import Unit
from service.app.records import CourseStep, KeptAssessment, KeptCheckIn, KeptCourse, Recheck
from service.app.world import World
from service.core.assessment import Assessment
from service.core.course import Move, Point, Step, Why, after_recheck, plan_at, start
from service.core.course.asking import forgotten_at, hours_ahead
from service.core.course.cramps import WITHIN, cramps_keep_coming
from service.core.course.episodes import is_same_episode
from service.core.plan import Plan, is_fifty_plus, plan

LOOKED_THROUGH = 200
"""Newest assessments that are looked through for cramps. Ours: more than six weeks of them."""
CALLS_FOR_HELP = frozenset(
    {Why.DANGER, Why.NEW_SIGN, Why.SLOWER_AND_STRONG, Why.OVERDUE, Why.NO_BETTER, Why.REGRESSED_TWICE}
    | {Why.CRAMPS_AGAIN}
)
"""Reasons that ask for a clinician until the runner says that one has looked."""


def going(world: World, unit: Unit) -> KeptCourse | None:
    """Give the plan that goes on; None before the first, and once it has ended or was forgotten."""
    latest = unit.courses.latest()
    if latest is None or latest.status != "going" or is_forgotten(world, unit, latest):
        return None
    return latest


def is_forgotten(world: World, unit: Unit, course: KeptCourse) -> bool:
    """Say whether nothing was heard of the plan for a week after it last asked."""
    open_ones = (
        recheck.due_at
        for recheck in unit.rechecks.of_assessment(course.assessment_id)
        if recheck.status in {"waiting", "due"}
    )
    return world.clock.now() >= forgotten_at(max(open_ones, default=None), course.heard_at)


def put_away_forgotten(world: World) -> None:
    """End a plan that was forgotten, with a word in its story. Safe to run at any time."""
    with world.store.unit() as unit:
        latest = unit.courses.latest()
        if latest is not None and latest.status == "going" and is_forgotten(world, unit, latest):
            end(world, unit, latest, Why.LAPSED)


def plan_of(world: World, unit: Unit, kept: KeptAssessment) -> Plan:
    """Give the plan that follows from a stored assessment; made anew each time, so it is never stale.

    Of the assessment that the going plan stands on: as far as that has come. Of older ones: their beginning.
    """
    course = going(world, unit)
    if course is not None and course.assessment_id == kept.id:
        return plan_today(world, unit, course, kept)
    athlete, unsure = unit.profiles.get(), _unsure(unit, kept)
    return plan(kept.assessment, world.catalogue, athlete=athlete, unsure=unsure)


def plan_today(world: World, unit: Unit, course: KeptCourse, kept: KeptAssessment) -> Plan:
    """Give the plan where the runner is in it."""
    return plan_at(
        course.progress,
        kept.assessment,
        catalogue=world.catalogue,
        athlete=unit.profiles.get(),
        unsure=_unsure(unit, kept),
        on=world.clock.local_date(),
    )


def _unsure(unit: Unit, kept: KeptAssessment) -> tuple[str, ...]:
    check_in = unit.check_ins.get(kept.check_in_id)
    return check_in.check_in.unsure if check_in else ()


def follow(world: World, unit: Unit, check_in: KeptCheckIn, *, made: KeptAssessment) -> None:
    """Let the plan follow an answered check-in: go on, change, stop, or give way to another.

    What was still to be asked is over with it; whether the plan had been forgotten is decided before that.
    """
    course = going(world, unit)
    if check_in.recheck_id is not None:
        unit.rechecks.set_status(check_in.recheck_id, "answered")
    unit.rechecks.drop_open()
    before = unit.check_ins.assessment(course.assessment_id) if course is not None else None
    today = world.clock.local_date()
    if course is None or before is None or not _goes_on(check_in, course, before, made=made, on=today):
        if course is not None:
            end(world, unit, course, Why.SUPERSEDED)
        _begin(world, unit, made)
        return
    fifty_plus = is_fifty_plus(made.assessment, unit.profiles.get())
    step = after_recheck(
        course.progress,
        _point(made.assessment, on=today),
        before=before.assessment,
        now=made.assessment,
        catalogue=world.catalogue,
        fifty_plus=fifty_plus,
    )
    asked = check_in.recheck_id is not None
    step = step if asked else replace(step, why=(Why.SAME_AGAIN, *step.why))
    step = _cramps(world, unit, step)
    anew = step.progress.protocol != course.progress.protocol
    told = replace(course, assessment_id=made.id, counted_from=made.made_at if anew else course.counted_from)
    advance(world, unit, told, Told("recheck" if asked else "check_in", step, _pain(made.assessment)))
    set_rechecks(world, unit, told.id)


def _goes_on(
    check_in: KeptCheckIn, course: KeptCourse, before: KeptAssessment, *, made: KeptAssessment, on: date
) -> bool:
    if check_in.recheck_id is not None:
        return True
    return is_same_episode(course.progress, before=before.assessment, now=made.assessment, on=on)


def _begin(world: World, unit: Unit, made: KeptAssessment) -> None:
    course = KeptCourse(
        id=uuid.uuid4().hex[:12],
        assessment_id=made.id,
        opened_at=made.made_at,
        counted_from=made.made_at,
        heard_at=made.made_at,
        status="going",
        progress=start(made.assessment, on=world.clock.local_date()),
        version=1,
    )
    unit.courses.add(course)
    step = _cramps(world, unit, Step(Move.STAY, (Why.BEGUN,), course.progress))
    advance(world, unit, course, Told("check_in", step, _pain(made.assessment)))
    set_rechecks(world, unit, course.id)


@dataclass(frozen=True, slots=True)
class Told:
    """What the runner told, and what became of the plan."""

    what: str
    """As `CourseStep.what`."""
    step: Step
    pain: float | None = None


def advance(world: World, unit: Unit, course: KeptCourse, told: Told) -> KeptCourse:
    """Write what became of the plan, and its line of the story."""
    step, now = told.step, world.clock.now()
    calls = step.see_clinician and not CALLS_FOR_HELP.isdisjoint(step.why)
    done = step.move is Move.DONE
    unit.courses.add_step(
        CourseStep(
            course_id=course.id,
            at=now,
            what=told.what,
            move=step.move.value,
            why=tuple(why.value for why in step.why),
            phase=step.progress.phase,
            pain=told.pain,
            see_clinician=step.see_clinician,
        )
    )
    return unit.courses.update(
        replace(
            course,
            progress=step.progress,
            heard_at=now,
            see_clinician=course.see_clinician or calls,
            status="ended" if done else "going",
            ended_why="finished" if done else None,
        )
    )


def end(world: World, unit: Unit, course: KeptCourse, why: Why) -> None:
    """End a plan that is replaced or forgotten; nothing of it is asked any more."""
    step = CourseStep(course.id, world.clock.now(), "ended", "done", (why.value,), course.progress.phase)
    unit.courses.add_step(step)
    unit.courses.update(replace(course, status="ended", ended_why=why.value))
    unit.rechecks.drop_open()


def set_rechecks(world: World, unit: Unit, course_id: str) -> None:
    """Set the re-checks ahead in place of those that wait; none of a plan that has ended."""
    course = unit.courses.get(course_id)
    unit.rechecks.drop_waiting()
    kept = unit.check_ins.assessment(course.assessment_id) if course is not None else None
    if course is None or kept is None or course.status != "going":
        unit.rechecks.drop_open()
        return
    made = plan_today(world, unit, course, kept)
    fifty_plus = is_fifty_plus(kept.assessment, unit.profiles.get())
    elapsed = (world.clock.now() - course.counted_from) / timedelta(hours=1)
    ahead = hours_ahead(made.recheck_h, triage=made.triage, elapsed_h=elapsed, fifty_plus=fifty_plus)
    for hours in ahead:
        due_at = course.counted_from + timedelta(hours=hours)
        unit.rechecks.add(Recheck(uuid.uuid4().hex[:12], kept.id, due_at, hours, "waiting"))


def _point(assessment: Assessment, *, on: date) -> Point | date:
    """Give the pain of the day; the day alone where nobody could say."""
    pain, trend = _pain(assessment), assessment.facts.get("q.trend")
    return on if pain is None else Point(on, pain, str(trend) if trend is not None else None)


def _pain(assessment: Assessment) -> float | None:
    if assessment.facts.get("q.site") == "none":
        return 0.0
    pain = assessment.facts.get("q.pain")
    return float(pain) if isinstance(pain, int | float) else None


def _cramps(world: World, unit: Unit, step: Step) -> Step:
    """Add the word about cramps that keep coming, whatever each of them looked like alone."""
    now = world.clock.now()
    told = unit.check_ins.latest_assessments(limit=LOOKED_THROUGH)
    if not _is_cramp(told[0]) or not cramps_keep_coming(_cramps_in(unit, told, since=now - WITHIN), now=now):
        return step
    return replace(step, why=(*step.why, Why.CRAMPS_AGAIN), see_clinician=True)


def _cramps_in(
    unit: Unit, told: Iterable[KeptAssessment], *, since: datetime
) -> Iterable[tuple[str, datetime]]:
    """Give each cramp with what it is about: its run, or the check-in that came without one."""
    for kept in told:
        if kept.made_at < since:
            return
        if not _is_cramp(kept):
            continue
        check_in = unit.check_ins.get(kept.check_in_id)
        if kept.run_id is not None:
            yield kept.run_id, kept.made_at
        elif check_in is not None and check_in.recheck_id is None:
            yield kept.check_in_id, kept.made_at


def _is_cramp(kept: KeptAssessment) -> bool:
    return kept.assessment.facts.get("q.cramp") is True
