"""The phases of a protocol in their order, the least time in each, and the plan of the day in one of them."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile
from math import ceil

from service.core.assessment import Assessment
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Lift, Phase, Prescription
from service.core.course.hurting import made_easy
from service.core.course.values import Progress
from service.core.dosing import one_set_fewer, raised
from service.core.plan import LeftOut, Plan, is_fifty_plus, phase_of, plan
from service.core.rules.predicate import holds

LONGER_FROM_FIFTY = 1.25
"""Least days in a phase from fifty on, rounded up. Source: plans.yaml `age_50_plus`."""


FIRST_WEEK = timedelta(days=7)
"""From fifty on one set fewer in it. Source: plans.yaml `age_50_plus`."""


def place_of(progress: Progress, catalogue: Catalogue) -> int:
    """Give the phase's place in its protocol, from 0."""
    protocol, phase = phase_of(progress.phase, catalogue)
    return protocol.phases.index(phase)


def neighbour(progress: Progress, catalogue: Catalogue, *, steps: int) -> str | None:
    """Give the phase so many places on (or back, if negative), or None where the protocol ends."""
    protocol, _ = phase_of(progress.phase, catalogue)
    place = place_of(progress, catalogue) + steps
    return f"{protocol.id}.{protocol.phases[place].id}" if 0 <= place < len(protocol.phases) else None


def opens_on(progress: Progress, catalogue: Catalogue, *, fifty_plus: bool) -> date | None:
    """Give the first day on which the next phase may begin; None where the content names no days."""
    protocol, phase = phase_of(progress.phase, catalogue)
    place = protocol.phases.index(phase)
    if place < progress.furthest or place + 1 == len(protocol.phases):
        return None
    days = _least_days(phase, protocol.phases[place + 1])
    if days is None:
        return None
    return date.fromordinal(
        progress.since.toordinal() + ceil(days * (LONGER_FROM_FIFTY if fifty_plus else 1))
    )


def days_between(phase: Phase, *, fifty_plus: bool) -> int:
    """Give the days from one session of the phase to the next."""
    return (phase.every_days_from_50 if fifty_plus else None) or phase.every_days


def plan_at(
    progress: Progress,
    assessment: Assessment,
    *,
    catalogue: Catalogue,
    athlete: Athlete,
    unsure: tuple[str, ...] = (),
    on: date | None = None,
) -> Plan:
    """Give the plan of the phase the runner is in, with the latest assessment's blocks.

    Urgent findings, "don't know" and contraindications count as they do on the first day; a plan that was
    stopped has no exercise. `on` is today; without it no first week of a phase is made lighter.
    """
    blocked = blocked_at(progress, assessment, catalogue)
    here = replace(assessment, first_phase=progress.phase, blocked=blocked)
    made = plan(here, catalogue, athlete=athlete, unsure=unsure)
    if made.gentle_only and place_of(progress, catalogue) > 0:
        first = replace(here, first_phase=first_phase(progress, catalogue))
        return plan(first, catalogue, athlete=athlete, unsure=unsure)
    if progress.stopped:
        return _without(made, (), why="stopped", catalogue=catalogue)
    eased = made_easy(made.prescriptions, progress.hurt, catalogue=catalogue, blocked=blocked)
    made = _without(made, eased, why="hurt", catalogue=catalogue)
    lighter = on is not None and is_fifty_plus(assessment, athlete) and on - progress.since < FIRST_WEEK
    return _dosed(made, progress, lighter=lighter, catalogue=catalogue)


def first_phase(progress: Progress, catalogue: Catalogue) -> str:
    """Give the name of the protocol's first phase."""
    protocol, _ = phase_of(progress.phase, catalogue)
    return f"{protocol.id}.{protocol.phases[0].id}"


def _without(made: Plan, kept: tuple[Prescription, ...], *, why: str, catalogue: Catalogue) -> Plan:
    """Give the plan with only what was kept, and the reason for the rest."""
    stay = {item.exercise for item in kept}
    gone = [item.exercise for item in made.prescriptions if item.exercise not in stay]
    left_out = tuple(LeftOut(name, catalogue.exercises[name].name, why) for name in gone)
    return replace(made, prescriptions=kept, left_out=(*made.left_out, *left_out))


def _dosed(made: Plan, progress: Progress, *, lighter: bool, catalogue: Catalogue) -> Plan:
    """Give the doses of this step. The first phase is rest: its doses stay as they are."""
    if place_of(progress, catalogue) == 0:
        return made
    usual = {item.exercise for item in phase_of(progress.phase, catalogue)[1].exercises}
    doses = [
        raised(item.dose, progress.step) if item.exercise in usual else item.dose
        for item in made.prescriptions
    ]
    doses = [one_set_fewer(dose) for dose in doses] if lighter else doses
    dosed = zip(made.prescriptions, doses, strict=True)
    return replace(made, prescriptions=tuple(replace(item, dose=dose) for item, dose in dosed))


def blocked_at(progress: Progress, assessment: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Give what is still taken away at this place of the plan, sorted."""
    standing = {found.id for found in assessment.contraindications}
    still: set[str] = set()
    for rule in catalogue.contraindications:
        if rule.id in standing:
            lifted = {tag for lift in rule.lifts if _lifts(lift, progress, assessment) for tag in lift.block}
            still |= set(rule.block) - lifted
    return tuple(sorted(still))


def _lifts(lift: Lift, progress: Progress, assessment: Assessment) -> bool:
    here = not lift.phases or progress.phase in lift.phases
    free = pain_free_days(progress) >= lift.pain_free_days
    return here and free and holds(lift.when, assessment.facts)


def pain_free_days(progress: Progress) -> int:
    """Give the days from the first of the latest re-checks without any pain to the last; 0 after one with pain."""
    free = list(takewhile(lambda point: point.pain == 0, reversed(progress.points)))
    return (free[0].day - free[-1].day).days if free else 0


def _least_days(phase: Phase, following: Phase) -> int | None:
    if phase.from_day is None or following.from_day is None:
        return None
    return following.from_day - phase.from_day
