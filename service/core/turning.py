"""What would change an assessment's mind: one answer at a time is changed, and the rules judge again.

Nothing is written down beforehand: every turn comes from the rules themselves, so it is true of them whatever the
content says. It takes about a hundred verdicts, so it is worked out when it is asked for, not while assessing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.core.assess import verdict
from service.core.assess.triage import Care, most_cautious
from service.core.assessment import Assessment
from service.core.catalogue import Catalogue, Condition, FactValue
from service.core.facts import FACTS
from service.core.replay import given_facts
from service.core.rules.predicate import tests_in

FIXED = frozenset({"q.site", "q.spots", "p.age", "p.sex"})
"""Another place or another person is another story, not another answer. Ours."""


MISSING = 3
"""So many open questions are added to a re-check: it stays short. Ours."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One other answer, and what would be said then."""

    fact: str
    value: FactValue
    was: FactValue | None
    """What was answered; None where it is not known."""
    top: str
    label: str
    """The words of `top`."""
    care: Care


def turns(found: Assessment, catalogue: Catalogue) -> tuple[Turn, ...]:
    """Give every single answer that would change the headline or the care, the unknown ones first.

    Of a number only the nearest change each way is given. What the watch measured is not an answer.
    """
    facts, read, asked = given_facts(found), _values_read(catalogue), catalogue.questionnaire.questions
    tried = sorted((fact for fact in read if fact in asked and fact not in FIXED), key=facts.__contains__)
    found_turns = (
        _first(values, fact, found, catalogue)
        for fact in tried
        for values in _others(fact, facts.get(fact), read[fact])
    )
    return tuple(turn for turn in found_turns if turn)


def care_of(found: Assessment) -> Care:
    """Give the step as one value."""
    return Care(found.triage, found.urgency)


def sooner(found: Assessment, changed: Iterable[Turn]) -> tuple[Turn, ...]:
    """Give the answers that would ask for more care than now, or for the same sooner."""
    now = care_of(found)
    return tuple(turn for turn in changed if turn.care != now == _milder(turn.care, now))


def away(found: Assessment, changed: Iterable[Turn]) -> tuple[Turn, ...]:
    """Give the answers after which another pattern, or none, would fit best; a danger is no pattern.

    The unknown ones first, then those that lead to what fits best already.
    """
    placed = {standing.label: place for place, standing in enumerate(found.differential)}
    elsewhere = [turn for turn in changed if turn.top != found.top and not turn.top.startswith("rf_")]
    return tuple(
        sorted(elsewhere, key=lambda turn: (turn.was is not None, placed.get(turn.top, len(placed))))
    )


def missing(found: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the few open questions of the check-in that are likeliest to show a pattern where there is none."""
    if found.top != catalogue.unclear.id:
        return ()
    unknown = [turn.fact for turn in away(found, turns(found, catalogue)) if turn.was is None]
    return tuple(dict.fromkeys(fact for fact in unknown if fact.startswith("q.")))[:MISSING]


def towards(label: str, changed: Iterable[Turn]) -> tuple[Turn, ...]:
    """Give the answers that would put this pattern first."""
    return tuple(turn for turn in changed if turn.top == label)


def _milder(one: Care, other: Care) -> Care:
    return other if most_cautious([one, other]) == one else one


def _others(fact: str, was: FactValue | None, edges: set[float]) -> tuple[Iterable[FactValue], ...]:
    """Give the other answers, in groups of which one turn each is enough."""
    spec = FACTS[fact]
    if spec.type != "number":
        values: tuple[FactValue, ...] = (True, False) if spec.type == "bool" else spec.values
        return tuple((value,) for value in values if value != was)
    possible = [value for value in sorted(edges) if 0 <= value <= (spec.maximum or value)]
    if was is None or isinstance(was, str):
        return (possible,)
    return [value for value in possible if value > was], [value for value in possible[::-1] if value < was]


def _first(values: Iterable[FactValue], fact: str, found: Assessment, catalogue: Catalogue) -> Turn | None:
    """Give the first of these answers that changes the headline or the care."""
    facts = given_facts(found)
    for value in values:
        then = verdict({**facts, fact: value}, catalogue)
        if (then.top, then.care) != (found.top, care_of(found)):
            return Turn(fact, value, facts.get(fact), then.top, then.label, then.care)
    return None


def _values_read(catalogue: Catalogue) -> dict[str, set[float]]:
    """Give every fact that a rule reads and, of a number, the values at which some rule changes its word."""
    read: dict[str, set[float]] = {}
    for test in (test for condition in _conditions(catalogue) for test in tests_in(condition)):
        edges = read.setdefault(test.fact, set())
        if FACTS[test.fact].type == "number" and not isinstance(test.value, str | tuple):
            edges |= _edges(test.op, float(test.value))
    return read


def _edges(op: str, value: float) -> set[float]:
    """Give the whole numbers on either side of a limit: answers are whole."""
    return {value, value + 1} if op in {">", "<="} else {value - 1, value}


def _conditions(catalogue: Catalogue) -> Iterator[Condition]:
    for derivation in catalogue.derivations:
        yield from (when for _, when in derivation.cases)
    rules = (catalogue.contradictions, catalogue.red_flags, catalogue.scoring, catalogue.escalations)
    yield from (rule.when for kind in rules for rule in kind)
    yield from (label.when for ailment in catalogue.ailments.values() for label in ailment.labels)
