"""The phases of a protocol in their order, the least time in each, and the plan of the day in one of them."""

from dataclasses import replace
from datetime import date
from itertools import takewhile
from math import ceil

from service.core.assessment import Assessment
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Lift, Phase
from service.core.course.values import Progress
from service.core.plan import LeftOut, Plan, phase_of, plan
from service.core.rules.predicate import holds

LONGER_FROM_FIFTY = 1.25
"""Least days in a phase from fifty on, rounded up. Source: plans.yaml `age_50_plus`."""


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


def plan_at(
    progress: Progress,
    assessment: Assessment,
    *,
    catalogue: Catalogue,
    athlete: Athlete,
    unsure: tuple[str, ...] = (),
) -> Plan:
    """Give the plan of the phase the runner is in, with the latest assessment's blocks.

    Urgent findings, "don't know" and contraindications count as they do on the first day; a plan that was
    stopped has no exercise.
    """
    blocked = blocked_at(progress, assessment, catalogue)
    here = replace(assessment, first_phase=progress.phase, blocked=blocked)
    made = plan(here, catalogue, athlete=athlete, unsure=unsure)
    if not progress.stopped:
        return made
    names = {item.exercise: catalogue.exercises[item.exercise].name for item in made.prescriptions}
    left_out = tuple(LeftOut(exercise, name, "stopped") for exercise, name in names.items())
    return replace(made, prescriptions=(), left_out=(*made.left_out, *left_out))


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
