"""Before each session: is today a day for it, and how much of the plan is right for the pain there is now?

Source: plans.yaml `sessions.before_each` and `pain_monitoring`.
"""

from dataclasses import replace

from service.app.courses import going, plan_today
from service.app.ports import Unit
from service.app.records import KeptAssessment, KeptCourse
from service.app.world import World
from service.core.course.phases import first_phase
from service.core.course.sessions import is_resting
from service.core.course.values import RED_FROM
from service.core.errors import InputError
from service.core.plan import Plan

MUCH_MORE = 3
"""So many points above the last re-check, only the first phase is done."""


def plan_for_now(
    world: World, unit: Unit, kept: KeptAssessment, *, plan: Plan, pain_before: int | None
) -> Plan:
    """Give what of the plan is right for now.

    Raises InputError on a rest day, with strong pain, and for a plan that is no longer the one that goes on.
    """
    course = going(world, unit)
    if course is None or course.assessment_id != kept.id:
        if unit.courses.latest() is not None:
            raise InputError(
                "This plan is not the one that goes on any more. The first page shows what is next.",
                code="check_in_first",
            )
        return plan
    if is_resting(course.progress, on=world.clock.local_date()):
        raise InputError("Today is a rest day. It belongs to the plan.", code="rest_only")
    if pain_before is not None and pain_before >= RED_FROM:
        raise InputError(
            "With six or more before it begins, today is a day of rest. Answer a check-in if that is new.",
            code="rest_only",
        )
    return _calmed(world, unit, course, kept=kept) if _much_more(course, pain_before) else plan


def _much_more(course: KeptCourse, pain_before: int | None) -> bool:
    points = course.progress.points
    return pain_before is not None and bool(points) and pain_before - points[-1].pain >= MUCH_MORE


def _calmed(world: World, unit: Unit, course: KeptCourse, *, kept: KeptAssessment) -> Plan:
    first = replace(course.progress, phase=first_phase(course.progress, world.catalogue), step=0)
    return plan_today(world, unit, replace(course, progress=first), kept)
