"""A re-check: is it the same thing, is it going as it should, or does somebody have to look at it?

The rules judge all the answers anew first; a danger or another pattern outranks everything else. Then come
new signs that stop a plan, the weeks that are too many, and the course against the expected one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from service.core.assess.triage import TRIAGE
from service.core.assessment import Assessment
from service.core.catalogue import Catalogue, FactValue, Label
from service.core.course.trend import NEARLY_NONE, is_clearly_better, is_easing, is_rising
from service.core.course.values import Move, Point, Progress, Step, Why, start, stay

STOP_SIGNS: Mapping[str, FactValue] = {
    "q.tingle": True,
    "q.weak": True,
    "q.night_pain": True,
    "q.walk": "limp",
    "q.calf_swelling": True,
    "q.dark_urine": True,
}
"""What stops a plan when it is new. Source: plans.yaml `stop_rule`."""
NO_BETTER_AFTER = timedelta(weeks=6)
NO_BETTER_AFTER_FIFTY = timedelta(weeks=4)
"""Source: plans.yaml `recheck_schedule` and `age_50_plus`."""
STRONG_FROM = 5
"""Same or worse with this much pain when it should be easing: a clinician. Source: plans.yaml `unclear_watch`."""


@dataclass(frozen=True, slots=True)
class _Recheck:
    progress: Progress
    before: Assessment
    now: Assessment
    catalogue: Catalogue
    on: date
    known: bool


def after_recheck(
    progress: Progress,
    point: Point | date,
    *,
    before: Assessment,
    now: Assessment,
    catalogue: Catalogue,
    fifty_plus: bool = False,
) -> Step:
    """Take in a re-check: the pain of the day, and the assessment of all answers beside the one before.

    Only the day where nobody could say how strong the pain is: that is no number, and adds nothing.
    """
    known = isinstance(point, Point)
    taken = replace(progress, points=(*progress.points, point)) if isinstance(point, Point) else progress
    on = point.day if isinstance(point, Point) else point
    seen = _Recheck(taken, before, now, catalogue, on, known=known)
    step = _danger(seen) or _new_sign(seen)
    if step is None and progress.stopped:
        step = stay(taken, Why.STOPPED)
    step = step or _other_pattern(seen) or _course(seen)
    return _too_many_weeks(step, on=on, fifty_plus=fifty_plus)


def new_signs(before: Assessment, now: Assessment) -> tuple[str, ...]:
    """Give the facts that stop a plan and were not there before."""
    return tuple(
        fact
        for fact, sign in STOP_SIGNS.items()
        if now.facts.get(fact) == sign and before.facts.get(fact) != sign
    )


def _danger(seen: _Recheck) -> Step | None:
    if not seen.now.red_flags and seen.now.triage != "urgent":
        return None
    return Step(Move.STOP, (Why.DANGER,), _restarted(seen), see_clinician=True)


def _new_sign(seen: _Recheck) -> Step | None:
    if not new_signs(seen.before, seen.now):
        return None
    return Step(Move.STOP, (Why.NEW_SIGN,), replace(seen.progress, stopped=True), see_clinician=True)


def _other_pattern(seen: _Recheck) -> Step | None:
    protocol = seen.now.first_phase.partition(".")[0]
    if protocol == seen.progress.protocol or seen.now.top == "no_injury":
        return None
    same = _ailment(seen.before) is not None and _ailment(seen.before) == _ailment(seen.now)
    if same and TRIAGE.index(seen.now.triage) <= TRIAGE.index(seen.before.triage):
        return None
    needs = seen.now.triage == "see_clinician"
    return Step(Move.SWITCH, (Why.OTHER_PATTERN,), _restarted(seen), see_clinician=needs)


def _course(seen: _Recheck) -> Step:
    """Hold the course against the expected one."""
    needs = seen.now.triage == "see_clinician"
    if not seen.known:
        return replace(stay(seen.progress, Why.PAIN_UNKNOWN), see_clinician=needs)
    latest = seen.progress.points[-1]
    if is_rising(seen.progress, on=seen.on):
        return replace(stay(seen.progress, Why.RISING), see_clinician=needs)
    if latest.pain <= NEARLY_NONE:
        return replace(stay(seen.progress, Why.PAIN_GONE), see_clinician=needs)
    why = _against_expected(seen, latest)
    late = why in {Why.OVERDUE, Why.SLOWER_AND_STRONG}
    return replace(stay(seen.progress, why), see_clinician=needs or late)


def _against_expected(seen: _Recheck, latest: Point) -> Why:
    label, day = _label(seen), _day_of_pain(seen)
    if label is None:
        return Why.AS_EXPECTED
    if label.gone_by_day is not None and day >= label.gone_by_day:
        return Why.OVERDUE
    if label.easing_by_day is None or day < label.easing_by_day or is_easing(seen.progress):
        return Why.AS_EXPECTED
    return Why.SLOWER_AND_STRONG if latest.pain >= STRONG_FROM else Why.SLOWER


def _too_many_weeks(step: Step, *, on: date, fifty_plus: bool) -> Step:
    limit = NO_BETTER_AFTER_FIFTY if fifty_plus else NO_BETTER_AFTER
    if on - step.progress.began < limit or is_clearly_better(step.progress):
        return step
    return replace(step, why=(*step.why, Why.NO_BETTER), see_clinician=True)


def _restarted(seen: _Recheck) -> Progress:
    """Start the new assessment's plan; the weeks, the start's pain and the steps back go on counting."""
    old = seen.progress
    anew = start(seen.now, on=seen.on)
    return replace(
        anew,
        began=old.began,
        pain_at_start=old.pain_at_start,
        points=old.points,
        regressions=old.regressions,
        stopped=old.stopped,
    )


def _day_of_pain(seen: _Recheck) -> float:
    """Give the day of the pain: its own days where they are known, else those of the plan."""
    days = seen.now.facts.get("q.onset_days")
    plan_days = (seen.on - seen.progress.began).days
    return max(float(days), plan_days) if isinstance(days, int | float) else plan_days


def _label(seen: _Recheck) -> Label | None:
    """Give the grade that the plan belongs to."""
    labels = [label for made in seen.catalogue.ailments.values() for label in made.labels]
    of_plan = [
        label for label in (*labels, seen.catalogue.unclear) if _protocol(label) == seen.progress.protocol
    ]
    return next((label for label in of_plan if label.id == seen.before.top), of_plan[0] if of_plan else None)


def _protocol(label: Label) -> str:
    return label.plan.partition(".")[0]


def _ailment(assessment: Assessment) -> str | None:
    """Give the pattern that leads; None where none does."""
    if assessment.top == "unclear" or not assessment.differential:
        return None
    return assessment.differential[0].ailment
