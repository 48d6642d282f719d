"""What hurt stays easy: its easier version stands in for it, and nothing harder than it is offered meanwhile.

It comes back in its usual version after two calm sessions in a row, before anything gets harder.
"""

from collections.abc import Iterable

from service.core.catalogue import Catalogue, Prescription
from service.core.dosing import halved
from service.core.plan import blocks


def harder_than(names: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """Give every exercise that leads down to one of these, and every one they lead up to; not themselves."""
    named = set(names)
    found: set[str] = set()
    todo = list(named)
    while todo:
        name = todo.pop()
        above = {made.id for made in catalogue.exercises.values() if name in made.easier}
        for harder in above | set(catalogue.exercises[name].harder):
            if harder not in found | named:
                found.add(harder)
                todo.append(harder)
    return frozenset(found)


def made_easy(
    prescriptions: Iterable[Prescription],
    hurt: tuple[str, ...],
    *,
    catalogue: Catalogue,
    blocked: tuple[str, ...],
) -> tuple[Prescription, ...]:
    """Give the exercises with easier versions for what hurt, and without what is harder than it."""
    too_much = harder_than(hurt, catalogue) | set(hurt)
    kept: dict[str, Prescription] = {}
    for item in prescriptions:
        if item.exercise not in too_much:
            kept.setdefault(item.exercise, item)
        elif item.exercise in hurt:
            easier = _easier(item.exercise, too_much, catalogue=catalogue, blocked=blocked)
            if easier is not None:
                kept.setdefault(easier.exercise, easier)
    return tuple(kept.values())


def _easier(
    name: str, too_much: frozenset[str], *, catalogue: Catalogue, blocked: tuple[str, ...]
) -> Prescription | None:
    """Give the first way down that nothing speaks against, step by step to the floor."""
    todo, seen = list(catalogue.exercises[name].easier), {name}
    while todo:
        below = catalogue.exercises[todo.pop(0)]
        if below.id in seen:
            continue
        seen.add(below.id)
        if below.id not in too_much and not blocks(below, blocked):
            return Prescription(below.id, halved(below.dose))
        todo += below.easier
    return None
