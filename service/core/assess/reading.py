"""How the facts are read before any rule sees them: derived facts, and two answers that do not fit.

A contradiction that was not repaired is read the cautious way. Source: rules.yaml `derive`, `contradictions`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.core.assessment import Fired
from service.core.catalogue import Catalogue, Contradiction, Derivation, FactValue
from service.core.rules.firing import fired
from service.core.rules.predicate import holds


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts as the rules see them, and the contradictions that stand."""

    facts: Mapping[str, FactValue]
    contradictions: tuple[Fired, ...]
    as_said: Mapping[str, FactValue]
    """The same without the cautious readings. Red flags look at both, so that a reading never silences one (ours)."""


def read(facts: Mapping[str, FactValue], catalogue: Catalogue) -> Reading:
    """Derive, find contradictions, take the cautious reading of each, and derive again.

    Where two cautious readings speak of the same fact, the contradiction listed first decides.
    """
    derived = as_said = derive(facts, catalogue.derivations)
    standing = fired(catalogue.contradictions, derived)
    cautious = _cautious([contradiction for contradiction, _ in standing])
    if cautious:
        kept = {name: value for name, value in {**facts, **cautious}.items() if value is not None}
        derived = derive(kept, catalogue.derivations)
    return Reading(derived, tuple(Fired(found.id, found.asks, trace) for found, trace in standing), as_said)


def derive(facts: Mapping[str, FactValue], derivations: Sequence[Derivation]) -> dict[str, FactValue]:
    """Add each derived fact by its first true case; one that is given already (a cautious reading) stays.

    `derivations`: each behind those it reads, as the loader puts them.
    """
    known = dict(facts)
    for derivation in derivations:
        if derivation.fact not in known:
            value = next((value for value, when in derivation.cases if holds(when, known)), None)
            if value is not None:
                known[derivation.fact] = value
    return known


def _cautious(standing: Sequence[Contradiction]) -> dict[str, FactValue | None]:
    readings: dict[str, FactValue | None] = {}
    for contradiction in reversed(standing):
        readings.update(contradiction.cautious)
    return readings
