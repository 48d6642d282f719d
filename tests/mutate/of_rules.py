"""Mutants of what judges: rules, their points, blocks and conditions, patterns and their grades."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.core.catalogue import Ailment, AtLeast, Catalogue, Condition, Label, Lift
from service.core.rules.predicate import facts_in
from tests.mutate.conditions import weakened
from tests.mutate.mutant import Mutant, leaving_out, swapping

KINDS = {
    "red_flags": "flags",
    "scoring": "scoring",
    "escalations": "because",
    "contraindications": "blocked",
    "contradictions": "repair",
}
"""Each kind of rule, and what behaviours call what it changes."""
NEVER = AtLeast(1, ())


def mutants(catalogue: Catalogue) -> Iterator[Mutant]:
    for kind, changes in KINDS.items():
        yield from _of_kind(catalogue, kind, changes)
    yield from _of_derivations(catalogue)
    yield from _of_points(catalogue)
    yield from _of_blocks(catalogue)
    yield from _of_lifts(catalogue)
    yield from _of_readings(catalogue)
    yield from _of_unclear(catalogue)
    for ailment in catalogue.ailments.values():
        yield from _of_ailment(catalogue, ailment)
    yield from _of_flag_plans(catalogue)


def _of_kind(catalogue: Catalogue, kind: str, changes: str) -> Iterator[Mutant]:
    rules: tuple[Any, ...] = tuple(getattr(catalogue, kind))
    for rule, others in leaving_out(rules):
        about = _about(rule.when) | {changes}
        yield Mutant(f"{kind} {rule.id}", _with(catalogue, kind, others), about)
        for gone, less in weakened(rule.when):
            changed = swapping(rules, rule, replace(rule, when=less))
            yield Mutant(f"{kind} {rule.id}: {gone}", _with(catalogue, kind, changed), about)


def _of_derivations(catalogue: Catalogue) -> Iterator[Mutant]:
    derivations = tuple(catalogue.derivations)
    for made, others in leaving_out(derivations):
        yield Mutant(f"derived {made.fact}", replace(catalogue, derivations=others), _read(made.cases))
        for case, cases in leaving_out(made.cases):
            changed = swapping(derivations, made, replace(made, cases=cases))
            about = _about(case[1])
            yield Mutant(f"{made.fact}: {case[0]}", replace(catalogue, derivations=changed), about)
            for gone, less in weakened(case[1]):
                changed = swapping(
                    derivations, made, replace(made, cases=swapping(made.cases, case, (case[0], less)))
                )
                yield Mutant(f"{made.fact}: {gone}", replace(catalogue, derivations=changed), about)


def _of_points(catalogue: Catalogue) -> Iterator[Mutant]:
    rules = tuple(catalogue.scoring)
    for rule in rules:
        for ailment in rule.points:
            points = {name: weight for name, weight in rule.points.items() if name != ailment}
            changed = replace(catalogue, scoring=swapping(rules, rule, replace(rule, points=points)))
            yield Mutant(f"{rule.id}: its points for {ailment}", changed, _about(rule.when) | {"scoring"})


def _of_blocks(catalogue: Catalogue) -> Iterator[Mutant]:
    rules = tuple(catalogue.contraindications)
    for rule in rules:
        for tag, others in leaving_out(rule.block):
            changed = swapping(rules, rule, replace(rule, block=others))
            made = replace(catalogue, contraindications=changed)
            yield Mutant(f"{rule.id}: its block of {tag}", made, _about(rule.when) | {"blocked"})


def _of_lifts(catalogue: Catalogue) -> Iterator[Mutant]:
    rules = tuple(catalogue.contraindications)
    for rule in rules:
        for lift, others in leaving_out(rule.lifts):
            for gone, lifts in (("lift", others), *_narrower(rule.lifts, lift)):
                changed = swapping(rules, rule, replace(rule, lifts=lifts))
                made = replace(catalogue, contraindications=changed)
                yield Mutant(f"{rule.id}: {gone} of {', '.join(lift.block)}", made, frozenset({"lifts"}))


def _narrower(lifts: tuple[Lift, ...], lift: Lift) -> Iterator[tuple[str, tuple[Lift, ...]]]:
    for phase, phases in leaving_out(lift.phases):
        if phases:
            yield f"in {phase} the lift", swapping(lifts, lift, replace(lift, phases=phases))
    if lift.phases:
        yield "its phases for the lift", swapping(lifts, lift, replace(lift, phases=()))
    if lift.pain_free_days:
        yield "its days for the lift", swapping(lifts, lift, replace(lift, pain_free_days=0))
    for tag, block in leaving_out(lift.block):
        yield f"{tag} in the lift", swapping(lifts, lift, replace(lift, block=block))
    for gone, when in weakened(lift.when):
        yield f"{gone} for the lift", swapping(lifts, lift, replace(lift, when=when))


def _of_readings(catalogue: Catalogue) -> Iterator[Mutant]:
    rules = tuple(catalogue.contradictions)
    for rule in rules:
        for fact in rule.cautious:
            cautious = {name: value for name, value in rule.cautious.items() if name != fact}
            changed = swapping(rules, rule, replace(rule, cautious=cautious))
            made = replace(catalogue, contradictions=changed)
            yield Mutant(f"{rule.id}: its cautious {fact}", made, _about(rule.when) | {"repair", "points"})
        for fact, repairs in leaving_out(rule.repairs):
            changed = swapping(rules, rule, replace(rule, repairs=repairs))
            made = replace(catalogue, contradictions=changed)
            yield Mutant(f"{rule.id}: asking {fact} again", made, frozenset({f"again {rule.id}"}))


def _of_ailment(catalogue: Catalogue, ailment: Ailment) -> Iterator[Mutant]:
    others = {name: made for name, made in catalogue.ailments.items() if name != ailment.id}
    yield Mutant(f"condition {ailment.id}", replace(catalogue, ailments=others), frozenset({"top"}))
    for label, labels in leaving_out(ailment.labels):
        if labels and label is not ailment.labels[-1]:
            yield _graded(catalogue, ailment, labels, f"label {label.id}")
        for gone, less in weakened(label.when):
            changed = swapping(ailment.labels, label, replace(label, when=less))
            yield _graded(catalogue, ailment, changed, f"label {label.id}: {gone}")
        for gone, poorer in _poorer(label):
            yield _graded(catalogue, ailment, swapping(ailment.labels, label, poorer), gone)


def _graded(catalogue: Catalogue, ailment: Ailment, labels: tuple[Label, ...], gone: str) -> Mutant:
    ailments = {**catalogue.ailments, ailment.id: replace(ailment, labels=labels)}
    return Mutant(
        gone, replace(catalogue, ailments=ailments), frozenset({"top", "first_phase", "pattern", "course"})
    )


def _poorer(label: Label) -> Iterator[tuple[str, Label]]:
    """Give the label without its own triage, urgency or plan, as far as it has one."""
    if label.triage != "self_care":
        yield f"label {label.id}: its triage", replace(label, triage="self_care", urgency=None)
    if label.urgency:
        yield f"label {label.id}: its urgency", replace(label, urgency=None)
    yield f"label {label.id}: its plan", replace(label, plan="nowhere.p0")
    if label.easing_by_day is not None:
        yield f"label {label.id}: when it eases", replace(label, easing_by_day=None)
    if label.gone_by_day is not None:
        yield f"label {label.id}: when it is gone", replace(label, gone_by_day=None)


def _of_unclear(catalogue: Catalogue) -> Iterator[Mutant]:
    for gone, poorer in _poorer(catalogue.unclear):
        yield Mutant(gone, replace(catalogue, unclear=poorer), frozenset({"course", "top"}))


def _of_flag_plans(catalogue: Catalogue) -> Iterator[Mutant]:
    for urgency in catalogue.flag_plans:
        plans = {**catalogue.flag_plans, urgency: "nowhere.p0"}
        yield Mutant(
            f"plan of a {urgency} flag",
            replace(catalogue, flag_plans=plans),
            frozenset({"first_phase", "flags"}),
        )


def _with(catalogue: Catalogue, kind: str, rules: tuple[Any, ...]) -> Catalogue:
    changed: dict[str, Any] = {kind: rules}
    return replace(catalogue, **changed)


def _about(condition: Condition) -> frozenset[str]:
    return frozenset(facts_in(condition))


def _read(cases: tuple[tuple[Any, Condition], ...]) -> frozenset[str]:
    return frozenset(fact for _, when in cases for fact in facts_in(when))
