"""What a check-in came to, said aloud: the step to take first, then what fits, then what to do today."""

from service.app.courses import going, plan_of
from service.app.plan_view import PlanView
from service.app.ports import Unit
from service.app.records import KeptAssessment
from service.app.world import World
from service.core.assessment import Assessment
from service.core.background import grade_words, run_words
from service.core.course import Why
from service.core.emergency import number_for
from service.core.plan import Plan


def line(world: World, name: str, **blanks: str) -> str:
    """Give one of the talk's own lines."""
    return world.catalogue.talk.says[name].format(**blanks)


def outcome(world: World, kept: KeptAssessment) -> tuple[str, ...]:
    """Give the sentences in order. An urgent one is its action, the number to ring, and nothing else."""
    with world.store.unit() as unit:
        plan, moved = plan_of(world, unit, kept), moved_in(world, unit, kept)
        profile = unit.profiles.get()
    country, units = profile.country, profile.units
    found = kept.assessment
    if found.triage == "urgent":
        return (*_urgent(world, found, country=country), line(world, "nothing_else"))
    flags = tuple(fired.says for fired in (*found.red_flags, *found.escalations))
    when = (line(world, found.urgency),) if found.urgency else ()
    return (
        line(world, plan.triage),
        *when,
        *flags,
        *_fits(world, found),
        *_around(world, found, units=units),
        *moved,
        *plan.do,
        line(world, "running", run=plan.run),
        line(world, "next", leave=plan.leave),
        *_asks_again(world, plan),
        line(world, "no_clinician"),
    )


def plan_aloud(world: World, seen: PlanView) -> tuple[str, ...]:
    """Give the plan as it is read aloud: what changed last and why, what to do today, and what comes next."""
    why = tuple(seen.story[0][1]) if seen.story else ()
    if seen.course.progress.stopped:
        return why
    resting = world.catalogue.course_words[Why.RESTING]
    today = (resting,) if seen.rests_until and resting not in why else ()
    return (
        *why,
        *today,
        *seen.plan.do,
        line(world, "running", run=seen.plan.run),
        line(world, "next", leave=seen.plan.leave),
    )


def moved_by(world: World, kept: KeptAssessment) -> tuple[str, ...]:
    """Give what `moved_in` gives."""
    with world.store.unit() as unit:
        return moved_in(world, unit, kept)


def moved_in(world: World, unit: Unit, kept: KeptAssessment) -> tuple[str, ...]:
    """Say what these answers did to the plan that went on, and why; nothing where it has only begun."""
    course = going(world, unit)
    if course is None or course.assessment_id != kept.id:
        return ()
    answered = [step for step in unit.courses.steps(course.id) if step.what in {"recheck", "check_in"}]
    why = [reason for step in answered[-1:] for reason in step.why if reason != Why.BEGUN]
    return tuple(world.catalogue.course_words[reason] for reason in why)


def _urgent(world: World, found: Assessment, *, country: str | None) -> tuple[str, ...]:
    says = tuple(fired.says for fired in (found.red_flags or found.escalations))
    if found.urgency != "emergency_now":
        return (line(world, "urgent_today"), *says)
    number = number_for(country)
    call = line(world, "call", number=number) if number else line(world, "call_unknown")
    return (line(world, "urgent"), call, *says)


def _fits(world: World, found: Assessment) -> tuple[str, ...]:
    if found.red_flags:
        return ()
    if found.top == "unclear":
        return (line(world, "shows", label=found.label),)
    words = {standing.label: standing.words for standing in found.differential}
    also = " and ".join(words.get(name, name.replace("_", " ")) for name in found.also)
    if also:
        return (line(world, "fits_also", label=found.label, also=also),)
    return (line(world, "fits", label=found.label),)


def _around(world: World, found: Assessment, *, units: str) -> tuple[str, ...]:
    """Give the short form of what the page says at length: the run, then the pattern's grade."""
    if found.red_flags:
        return ()
    run = run_words(found.facts, units=units)
    before = (line(world, "before", run=run),) if run else ()
    return (*before, *grade_words(found, world.catalogue))


def _asks_again(world: World, plan: Plan) -> tuple[str, ...]:
    if not plan.recheck_h:
        return ()
    hours = plan.recheck_h[0]
    days = hours // 24
    when = f"{hours} hours" if hours < 48 or hours % 24 else f"{days} days"
    return (line(world, "recheck", when=when),)
