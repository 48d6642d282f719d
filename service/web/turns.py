"""What would change an assessment's mind, in the words of its questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.core.assess.triage import URGENCY, Care
from service.core.assessment import Assessment
from service.core.catalogue import Catalogue
from service.core.telling import fact_words, value_words
from service.core.turning import Turn, away, sooner, towards, turns

FEW = 5
"""More reasons to think again than this are not read. Ours."""


@dataclass(frozen=True, slots=True)
class Line:
    """One other answer and what it would lead to."""

    question: str
    answer: str
    was: str | None
    """None where it was not answered."""
    label: str
    care: Care


@dataclass(frozen=True, slots=True)
class Minds:
    """What would change the pattern, what would put each of the others first, and what asks for help sooner."""

    away: tuple[Line, ...]
    towards: dict[str, tuple[Line, ...]]
    sooner: tuple[Line, ...]
    """Most urgent first."""


def minds(found: Assessment, catalogue: Catalogue) -> Minds:
    """Work it out for a page; about a tenth of a second."""
    changed = turns(found, catalogue)
    earlier = sorted(sooner(found, changed), key=lambda turn: _rank(turn.care))
    return Minds(
        _lines(away(found, changed)[:FEW], catalogue),
        {label: _lines(towards(label, changed)[:FEW], catalogue) for label in found.also},
        _lines(earlier, catalogue),
    )


def _rank(care: Care) -> int:
    return len(URGENCY) if care.urgency is None else URGENCY.index(care.urgency)


def _lines(changed: Iterable[Turn], catalogue: Catalogue) -> tuple[Line, ...]:
    return tuple(
        Line(
            fact_words(turn.fact, catalogue),
            value_words(turn.fact, turn.value, catalogue),
            None if turn.was is None else value_words(turn.fact, turn.was, catalogue),
            turn.label,
            turn.care,
        )
        for turn in changed
    )
