"""The pipeline of the rules: read, red flags, score, label, triage, contraindications, first phase.

The scoring rules see no result; only triage runs after the label and may read it. Order of rules never
matters. Source: rules.yaml `meta.order`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.core.assess.open_questions import open_questions
from service.core.assess.reading import Reading, read
from service.core.assess.scoring import UNCLEAR_BELOW, also, confidence, grade, rank
from service.core.assess.triage import Care, escalate, most_cautious, raised_flags, triage_of
from service.core.assessment import Assessment, Fired, Standing
from service.core.catalogue import Catalogue, Escalation, FactValue, Label, RedFlag
from service.core.rules.firing import fired


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an assessment comes to, before anything is said about it."""

    flags: Sequence[tuple[RedFlag, Fired]]
    """Most urgent first."""
    differential: Sequence[Standing]
    best: Label
    """Of the differential, whatever the flags say."""
    escalations: Sequence[tuple[Escalation, Fired]]
    care: Care

    @property
    def top(self) -> str:
        """Give the id of the headline: a red flag is always it."""
        return self.flags[0][0].id if self.flags else self.best.id

    @property
    def label(self) -> str:
        """Give the headline's words."""
        return self.flags[0][0].label if self.flags else self.best.words


def verdict(facts: Mapping[str, FactValue], catalogue: Catalogue) -> Verdict:
    """Say what fits best and what is the one safe next step: for those who ask "what if" a hundred times."""
    return _verdict(read(facts, catalogue), catalogue)


def assess(facts: Mapping[str, FactValue], catalogue: Catalogue) -> Assessment:
    """Say what fits the facts best, how sure that is, and what is the one safe next step.

    Unknown facts are absent from `facts`. A red flag is always the headline; the differential stays for the
    clinician.
    """
    reading = read(facts, catalogue)
    found = _verdict(reading, catalogue)
    blocks = fired(catalogue.contraindications, reading.facts)
    flagged = found.flags[0][0] if found.flags else None
    return Assessment(
        top=found.top,
        label=found.label,
        also=() if flagged else also(found.differential, found.best.id),
        confidence=_confidence(
            found.differential, flagged=flagged is not None, contradicted=bool(reading.contradictions)
        ),
        triage=found.care.triage,
        urgency=found.care.urgency,
        red_flags=tuple(raised for _, raised in found.flags),
        escalations=tuple(raised for _, raised in found.escalations),
        repairs=reading.contradictions,
        contraindications=tuple(Fired(block.id, block.says, trace) for block, trace in blocks),
        blocked=tuple(sorted({tag for block, _ in blocks for tag in block.block})),
        first_phase=catalogue.flag_plans[flagged.urgency] if flagged else found.best.plan,
        open_questions=() if flagged else open_questions(reading.facts, catalogue),
        differential=tuple(found.differential),
        facts=reading.facts,
        content_version=catalogue.version,
    )


def _verdict(reading: Reading, catalogue: Catalogue) -> Verdict:
    flags = raised_flags(catalogue.red_flags, reading.as_said, reading.facts)
    differential = rank(reading.facts, catalogue)
    label = _label(differential, reading.facts, catalogue)
    escalations = escalate(reading.facts, catalogue.escalations, label=label.id)
    care = most_cautious(
        [
            Care(label.triage, label.urgency),
            *(Care(triage_of(flag.urgency), flag.urgency) for flag, _ in flags),
            *(Care(escalation.to, escalation.urgency) for escalation, _ in escalations),
        ]
    )
    return Verdict(flags, differential, label, escalations, care)


def _label(differential: Sequence[Standing], facts: Mapping[str, FactValue], catalogue: Catalogue) -> Label:
    if not differential or differential[0].score < UNCLEAR_BELOW:
        return catalogue.unclear
    return grade(catalogue.ailments[differential[0].ailment], facts)


def _confidence(differential: Sequence[Standing], *, flagged: bool, contradicted: bool) -> str:
    if contradicted:
        return "low"
    return "high" if flagged else confidence(differential)
