"""The pipeline of the rules: read, red flags, score, label, triage, contraindications, first phase.

The scoring rules see no result; only triage runs after the label and may read it. Order of rules never
matters. Source: rules.yaml `meta.order`.
"""

from collections.abc import Mapping, Sequence

from service.core.assess.open_questions import open_questions
from service.core.assess.reading import read
from service.core.assess.scoring import UNCLEAR_BELOW, also, confidence, grade, rank
from service.core.assess.triage import Care, escalate, most_cautious, raised_flags, triage_of
from service.core.assessment import Assessment, Fired, Standing
from service.core.catalogue import Catalogue, FactValue, Label
from service.core.rules.firing import fired


def assess(facts: Mapping[str, FactValue], catalogue: Catalogue) -> Assessment:
    """Say what fits the facts best, how sure that is, and what is the one safe next step.

    Unknown facts are absent from `facts`. A red flag is always the headline; the differential stays for the
    clinician.
    """
    reading = read(facts, catalogue)
    flags = raised_flags(catalogue.red_flags, reading.as_said, reading.facts)
    differential = rank(reading.facts, catalogue)
    label = _label(differential, reading.facts, catalogue)
    escalations = escalate(reading.facts, catalogue.escalations, label=label.id)
    step = most_cautious(
        [
            Care(label.triage, label.urgency),
            *(Care(triage_of(flag.urgency), flag.urgency) for flag, _ in flags),
            *(Care(escalation.to, escalation.urgency) for escalation, _ in escalations),
        ]
    )
    blocks = fired(catalogue.contraindications, reading.facts)
    top = flags[0][0] if flags else None
    return Assessment(
        top=top.id if top else label.id,
        label=top.label if top else label.words,
        also=() if top else also(differential, label.id),
        confidence=_confidence(
            differential, flagged=top is not None, contradicted=bool(reading.contradictions)
        ),
        triage=step.triage,
        urgency=step.urgency,
        red_flags=tuple(found for _, found in flags),
        escalations=tuple(found for _, found in escalations),
        repairs=reading.contradictions,
        contraindications=tuple(Fired(found.id, found.says, trace) for found, trace in blocks),
        blocked=tuple(sorted({tag for found, _ in blocks for tag in found.block})),
        first_phase=catalogue.flag_plans[top.urgency] if top else label.plan,
        open_questions=() if top else open_questions(reading.facts, catalogue),
        differential=differential,
        facts=reading.facts,
        content_version=catalogue.version,
    )


def _label(differential: Sequence[Standing], facts: Mapping[str, FactValue], catalogue: Catalogue) -> Label:
    if not differential or differential[0].score < UNCLEAR_BELOW:
        return catalogue.unclear
    return grade(catalogue.ailments[differential[0].ailment], facts)


def _confidence(differential: Sequence[Standing], *, flagged: bool, contradicted: bool) -> str:
    if contradicted:
        return "low"
    return "high" if flagged else confidence(differential)
