"""What no single file can know: every name that one file uses is written in another.

Each check raises ContentError with the file that uses the name.
"""

from collections.abc import Iterable, Iterator

from service.content.reading import Shelf
from service.content.schema.movement import FLOORS
from service.core.catalogue import AtLeast, Catalogue, Condition, Is, Label, NotAsserted, Phase
from service.core.errors import ContentError
from service.core.rules.predicate import facts_in

LOADING = frozenset({"stage2", "stage3", "stage4"})
"""Tags of work that comes after the first gentle days."""


def check_catalogue(catalogue: Catalogue, shelf: Shelf) -> None:
    """Raise ContentError for the first name that leads nowhere."""
    _check_citations(catalogue, shelf)
    _check_ways_down(catalogue)
    _check_blocks(catalogue)
    _check_points(catalogue)
    _check_plans(catalogue)
    _check_advice(catalogue)
    _check_readings(catalogue)
    _check_rest_comes_first(catalogue)


def phases_of(catalogue: Catalogue) -> set[str]:
    """Give every `protocol.phase` there is."""
    return {f"{plan.id}.{phase.id}" for plan in catalogue.protocols.values() for phase in plan.phases}


def _check_citations(catalogue: Catalogue, shelf: Shelf) -> None:
    for path, document in shelf.items():
        _require(document.cited, catalogue.sources, f"{path}: unknown source")


def _check_ways_down(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        path = f"exercises/{exercise.id}.yaml"
        _require((*exercise.easier, *exercise.harder), catalogue.exercises, f"{path}: unknown exercise")
        if not _leads_down(catalogue, exercise.id, seen=frozenset()):
            raise ContentError(f"{path}: its easier versions never end at {' or '.join(sorted(FLOORS))}")


def _leads_down(catalogue: Catalogue, exercise_id: str, *, seen: frozenset[str]) -> bool:
    """Say whether every way through easier versions ends at a floor, without walking in a circle."""
    if exercise_id in FLOORS:
        return True
    if exercise_id in seen:
        return False
    below = catalogue.exercises[exercise_id].easier
    _require(below, catalogue.exercises, f"exercises/{exercise_id}.yaml: unknown exercise")
    return all(_leads_down(catalogue, easier, seen=seen | {exercise_id}) for easier in below)


def _check_blocks(catalogue: Catalogue) -> None:
    tags = {tag for exercise in catalogue.exercises.values() for tag in exercise.tags}
    blockable = tags | set(catalogue.exercises) | set(catalogue.advice)
    for rule in catalogue.contraindications:
        path = f"rules/contraindications/{rule.id}.yaml"
        _require(rule.block, blockable, f"{path}: blocks what no exercise, tag or advice is called:")
        lifted_in = [phase for lift in rule.lifts for phase in lift.phases]
        _require(lifted_in, phases_of(catalogue), f"{path}: unknown plan phase")


def _check_points(catalogue: Catalogue) -> None:
    for rule in catalogue.scoring:
        _require(rule.points, catalogue.ailments, f"rules/scoring/{rule.id}.yaml: unknown condition")


def _check_plans(catalogue: Catalogue) -> None:
    phases = phases_of(catalogue)
    _require(catalogue.flag_plans.values(), phases, "flag_plans.yaml: unknown plan phase")
    _require((catalogue.unclear.plan,), phases, "unclear.yaml: unknown plan phase")
    for ailment in catalogue.ailments.values():
        path = f"conditions/{ailment.id}.yaml"
        _require([label.plan for label in ailment.labels], phases, f"{path}: unknown plan phase")
        _check_labels(ailment.labels, path)
    for flag in catalogue.red_flags:
        path = f"rules/red_flags/{flag.id}.yaml"
        _require((flag.urgency,), catalogue.flag_plans, f"{path}: no plan for the urgency")


def _check_labels(labels: Iterable[Label], path: str) -> None:
    *_, last = labels
    if getattr(last.when, "of", None) != ():
        raise ContentError(f"{path}: the last label must be always true, or a winner could stay without one")


def _check_advice(catalogue: Catalogue) -> None:
    for plan in catalogue.protocols.values():
        for phase in plan.phases:
            _require(phase.advice, catalogue.advice, f"protocols/{plan.id}.yaml: unknown advice")
            offered = [item.exercise for item in phase.exercises]
            picked = [name for pick in phase.picks for name in pick.exercises]
            _require(picked, offered, f"protocols/{plan.id}.yaml: a pick names what the phase does not hold")


def _check_readings(catalogue: Catalogue) -> None:
    """Refuse what could never be true: a fact that nobody derives or asks, a label that nobody gets."""
    derived = {made.fact for made in catalogue.derivations}
    results = {label.id for made in catalogue.ailments.values() for label in made.labels}
    results.add(catalogue.unclear.id)
    for folder, rule_id, when in _conditions(catalogue):
        path = f"rules/{folder}/{rule_id}.yaml"
        read = facts_in(when)
        _require([fact for fact in read if fact.startswith("d.")], derived, f"{path}: nothing derives")
        asked = [fact for fact in read if fact.startswith(("q.", "p."))]
        _require(asked, catalogue.questionnaire.questions, f"{path}: no question asks")
        _require(_results_in(when), results, f"{path}: no label is called")


def _conditions(catalogue: Catalogue) -> Iterator[tuple[str, str, Condition]]:
    yield from (
        ("derived", made.fact.removeprefix("d."), when)
        for made in catalogue.derivations
        for _, when in made.cases
    )
    yield from (("contradictions", rule.id, rule.when) for rule in catalogue.contradictions)
    yield from (("red_flags", rule.id, rule.when) for rule in catalogue.red_flags)
    yield from (("scoring", rule.id, rule.when) for rule in catalogue.scoring)
    yield from (("triage", rule.id, rule.when) for rule in catalogue.escalations)
    yield from (("contraindications", rule.id, rule.when) for rule in catalogue.contraindications)


def _results_in(when: Condition) -> Iterator[str]:
    match when:
        case Is(fact="result.top", value=value):
            yield from value if isinstance(value, tuple) else (str(value),)
        case NotAsserted(of=part):
            yield from _results_in(part)
        case AtLeast(of=of):
            for part in of:
                yield from _results_in(part)


def _check_rest_comes_first(catalogue: Catalogue) -> None:
    """Refuse loading work where a plan starts with rest or a clinician. Source: soreness.md §4."""
    labels = [*(label for made in catalogue.ailments.values() for label in made.labels), catalogue.unclear]
    gentle = {label.plan for label in labels if label.triage != "self_care"} | set(
        catalogue.flag_plans.values()
    )
    for plan in catalogue.protocols.values():
        for phase in plan.phases:
            if f"{plan.id}.{phase.id}" in gentle:
                _check_gentle(catalogue, phase, f"protocols/{plan.id}.yaml")


def _check_gentle(catalogue: Catalogue, phase: Phase, path: str) -> None:
    for part in phase.exercises:
        if LOADING & set(catalogue.exercises[part.exercise].tags):
            raise ContentError(f"{path}: {phase.id} is for rest, and {part.exercise} is loading work")


def _require(names: Iterable[str], known: Iterable[str], complaint: str) -> None:
    there = set(known)
    for name in names:
        if name not in there:
            raise ContentError(f"{complaint} {name!r}")
