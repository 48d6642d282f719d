"""One day's list of exercises, ready to be spoken: the narrow waist that voice takes from the core."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.core.catalogue import Catalogue, Dose, Exercise, Pick, Prescription
from service.core.dosing import halved
from service.core.errors import NotFound
from service.core.plan import Plan, blocks

PAIN_RULE = "pain_rule"
"""The advice that opens every planned session: how much pain is all right. Source: plans.yaml `pain_monitoring`."""


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """One exercise with today's dose, and its first easier version with half the repetitions."""

    exercise: Exercise
    dose: Dose
    easier: "RoutineItem | None" = None


@dataclass(frozen=True, slots=True)
class Routine:
    """What one sitting asks for, in order."""

    id: str
    """Where it comes from: `pht_load.p0`, `warm_up`, `after_run`."""
    title: str
    items: tuple[RoutineItem, ...]
    opening: str | None = None
    """One sentence said before the first exercise."""


def build(plan: Plan, catalogue: Catalogue, *, chosen: str | None = None) -> Routine:
    """Give today's exercises of the plan in its order; none where the plan has none.

    `chosen`: the id of one of the phase's picks, where one is enough. Raises NotFound for another.
    """
    pick = _pick(plan, chosen) if chosen is not None else None
    chosen_few = [item for item in plan.prescriptions if pick is None or item.exercise in pick.exercises]
    items = _items(chosen_few, catalogue, blocked=plan.blocked)
    title = pick.words if pick is not None else plan.title
    return Routine(plan.id, title, items, opening=catalogue.advice.get(PAIN_RULE))


def sitting(name: str, catalogue: Catalogue, *, blocked: tuple[str, ...] = ()) -> Routine:
    """Give a routine that needs no plan (`warm_up`, `after_run`). Raises NotFound for another name."""
    if name not in catalogue.sittings:
        raise NotFound(f"There is no routine called {name}. There are: {', '.join(catalogue.sittings)}.")
    items = _items(catalogue.sittings[name], catalogue, blocked=blocked)
    words = catalogue.sitting_words[name]
    return Routine(name, words.title, items, opening=words.opening)


def _pick(plan: Plan, chosen: str) -> Pick:
    pick = next((one for one in plan.phase.picks if one.id == chosen), None)
    if pick is None:
        raise NotFound("Today's stage does not offer that. Start the whole session instead.")
    return pick


def _items(
    prescriptions: Sequence[Prescription], catalogue: Catalogue, *, blocked: tuple[str, ...]
) -> tuple[RoutineItem, ...]:
    chosen = ((catalogue.exercises[item.exercise], item.dose) for item in prescriptions)
    return tuple(
        RoutineItem(exercise, dose, _easier(exercise, catalogue, blocked=blocked))
        for exercise, dose in chosen
        if not blocks(exercise, blocked)
    )


def _easier(exercise: Exercise, catalogue: Catalogue, *, blocked: tuple[str, ...]) -> RoutineItem | None:
    versions = (catalogue.exercises[name] for name in exercise.easier)
    first = next((version for version in versions if not blocks(version, blocked)), None)
    return None if first is None else RoutineItem(first, halved(first.dose))
