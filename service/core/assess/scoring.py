"""The differential: every condition with its points, its reasons for and against, and how sure that makes us.

Base plus the points of every rule that fired; 1 point is about odds x 1.5. The weights are elicited from
experts, not published likelihood ratios. Source: rules.yaml `rules`, `decision`; soreness.md §3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.core.assess.triage import TRIAGE
from service.core.assessment import Reason, Standing
from service.core.catalogue import Ailment, Catalogue, FactValue, Label, ScoringRule
from service.core.rules.firing import fired
from service.core.rules.predicate import holds
from service.core.rules.trace import Trace

UNCLEAR_BELOW = 4
CONFIDENT = (("high", 8, 4), ("moderate", 5, 2))
"""Name, least score, least margin over the second. Source: rules.yaml `decision.confidence`."""
ALSO_WITHIN = 5
ALSO_AT_LEAST = 2
ALSO_AT_MOST = 2
"""Beside the top. Source: rules.yaml `decision.list_in_differential`: 3 items with the top."""


def rank(facts: Mapping[str, FactValue], catalogue: Catalogue) -> tuple[Standing, ...]:
    """Give every condition's standing, best first.

    Ties: the more cautious triage, then the order of the catalogue.
    """
    weighed = fired(catalogue.scoring, facts)
    placed = []
    for ailment in catalogue.ailments.values():
        label = grade(ailment, facts)
        placed.append((TRIAGE.index(label.triage), _standing(ailment, label, weighed)))
    return tuple(standing for _, standing in sorted(placed, key=lambda pair: (-pair[1].score, -pair[0])))


def grade(ailment: Ailment, facts: Mapping[str, FactValue]) -> Label:
    """Give the first label whose test is true; the last one is the condition's plain name."""
    return next((label for label in ailment.labels if holds(label.when, facts)), ailment.labels[-1])


def confidence(differential: Sequence[Standing]) -> str:
    """Give high, moderate or low from the best score and its lead over the second."""
    if not differential or differential[0].score < UNCLEAR_BELOW:
        return "low"
    best = differential[0].score
    margin = best - (differential[1].score if len(differential) > 1 else 0)
    return next((name for name, score, lead in CONFIDENT if best >= score and margin >= lead), "low")


def also(differential: Sequence[Standing], top: str) -> tuple[str, ...]:
    """Give the labels that fit nearly as well as the best, best first, without the headline itself."""
    near = [
        standing.label
        for standing in differential
        if standing.score >= max(ALSO_AT_LEAST, differential[0].score - ALSO_WITHIN) and standing.label != top
    ]
    return tuple(near[:ALSO_AT_MOST])


def _standing(ailment: Ailment, label: Label, weighed: Sequence[tuple[ScoringRule, Trace]]) -> Standing:
    reasons = [
        Reason(rule.id, rule.points[ailment.id], rule.says, trace)
        for rule, trace in weighed
        if rule.points.get(ailment.id)
    ]
    standing = Standing(ailment.id, label.id, label.words, ailment.base, (), ())
    return replace(
        standing,
        score=ailment.base + sum(reason.points for reason in reasons),
        reasons_for=tuple(sorted((r for r in reasons if r.points > 0), key=lambda reason: -reason.points)),
        reasons_against=tuple(sorted((r for r in reasons if r.points < 0), key=lambda reason: reason.points)),
    )
