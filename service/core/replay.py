"""An old assessment judged again by other content: what would the runner be told today, and what differs.

An assessment keeps its facts as they were read. What the rules made of them (derived facts, cautious readings)
is taken off first, so that the other content reads the same answers from the beginning.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from service.core.assess import assess
from service.core.assess.triage import TRIAGE, URGENCY
from service.core.assessment import Assessment, Fired
from service.core.catalogue import Catalogue, FactValue, Is
from service.core.rules.trace import Trace

Told = str | tuple[str, ...] | None
"""One thing that an assessment says, as ids or words."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be said otherwise."""

    what: str
    """A field of `Assessment`: top, triage, blocked …"""
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Replayed:
    """An assessment beside its replay."""

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]

    @property
    def is_milder(self) -> bool:
        """Say whether the runner would be sent a milder or a slower way: to be looked at before anything else."""
        return _care(self.after) < _care(self.before)


def replay(before: Assessment, catalogue: Catalogue) -> Replayed:
    """Judge the facts of an assessment by this content and compare everything the runner is told."""
    after = assess(given_facts(before), catalogue)
    said, says = _told(before), _told(after)
    changes = tuple(Change(what, said[what], says[what]) for what in said if said[what] != says[what])
    return Replayed(before, after, changes)


def given_facts(assessment: Assessment) -> dict[str, FactValue]:
    """Give the facts as the watch, the profile and the runner stated them.

    What a contradiction overrode stands in its trace, as it was seen.
    """
    seen = dict(pair for repair in assessment.repairs for pair in _seen(repair.trace))
    facts = {**assessment.facts, **seen}
    return {name: value for name, value in facts.items() if not name.startswith("d.")}


def _seen(trace: Trace) -> Iterator[tuple[str, FactValue]]:
    if isinstance(trace.condition, Is) and trace.seen is not None:
        yield trace.condition.fact, trace.seen
    for part in trace.parts:
        yield from _seen(part)


def _told(assessment: Assessment) -> dict[str, Told]:
    return {
        "top": assessment.top,
        "label": assessment.label,
        "also": assessment.also,
        "confidence": assessment.confidence,
        "triage": assessment.triage,
        "urgency": assessment.urgency,
        "red_flags": _ids(assessment.red_flags),
        "escalations": _ids(assessment.escalations),
        "repairs": _ids(assessment.repairs),
        "blocked": assessment.blocked,
        "first_phase": assessment.first_phase,
        "open_questions": assessment.open_questions,
    }


def _ids(all_fired: tuple[Fired, ...]) -> tuple[str, ...]:
    return tuple(fired.id for fired in all_fired)


def _care(assessment: Assessment) -> tuple[int, int]:
    urgency = assessment.urgency
    return TRIAGE.index(assessment.triage), 0 if urgency is None else len(URGENCY) - URGENCY.index(urgency)
