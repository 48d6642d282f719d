"""An assessment as plain data for machines: ids first, and the whole trace of how it came about."""

from collections.abc import Iterable

from service.core.assessment import Assessment, Fired
from service.core.catalogue import Condition, Is, NotAsserted
from service.core.rules.trace import Trace


def as_json(assessment: Assessment) -> dict[str, object]:
    """Give what `afterrun assess --json` prints: dicts, lists, strings, numbers, booleans and None only."""
    return {
        "top": assessment.top,
        "label": assessment.label,
        "also": list(assessment.also),
        "confidence": assessment.confidence,
        "triage": assessment.triage,
        "urgency": assessment.urgency,
        "red_flags": [flag.id for flag in assessment.red_flags],
        "repairs": [repair.id for repair in assessment.repairs],
        "blocked": list(assessment.blocked),
        "first_phase": assessment.first_phase,
        "open_questions": list(assessment.open_questions),
        "trace": {
            "content_version": assessment.content_version,
            "facts": dict(assessment.facts),
            "scores": {standing.ailment: standing.score for standing in assessment.differential},
            "rules": _scoring(assessment),
            "red_flags": _fired(assessment.red_flags),
            "escalations": _fired(assessment.escalations),
            "contradictions": _fired(assessment.repairs),
            "contraindications": _fired(assessment.contraindications),
        },
    }


def tree(trace: Trace) -> dict[str, object]:
    """Give a trace as nested data: the test in its own words, its truth, and the value that was seen."""
    condition = trace.condition
    if isinstance(condition, Is):
        return {"test": in_words(condition), "truth": trace.truth.value, "seen": trace.seen}
    parts = [tree(part) for part in trace.parts]
    if isinstance(condition, NotAsserted):
        return {"not_asserted": parts[0], "truth": trace.truth.value}
    return {"at_least": condition.n, "of": parts, "truth": trace.truth.value}


def in_words(condition: Condition) -> str:
    """Give a condition as the content writes it: `q.pain >= 7`, `all: [q.pop is true, ..]`."""
    if isinstance(condition, Is):
        return f"{condition.fact} {condition.op} {_value(condition.value)}"
    if isinstance(condition, NotAsserted):
        return f"not_asserted: {in_words(condition.of)}"
    if condition.n == 0:
        return "always"
    word = _combines(condition.n, len(condition.of))
    return f"{word}: [{', '.join(in_words(part) for part in condition.of)}]"


def _combines(n: int, parts: int) -> str:
    if n == parts:
        return "all"
    return "any" if n == 1 else f"at_least {n}"


def _value(value: bool | float | str | tuple[str, ...]) -> str:  # noqa: FBT001  a fact's value, not a switch
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "|".join(value)
    return value if isinstance(value, str) else f"{value:g}"


def _scoring(assessment: Assessment) -> list[dict[str, object]]:
    """Give every scoring rule that fired, once, with its points for each condition."""
    rules: dict[str, dict[str, object]] = {}
    points: dict[str, dict[str, int]] = {}
    for standing in assessment.differential:
        for reason in (*standing.reasons_for, *standing.reasons_against):
            points.setdefault(reason.rule, {})[standing.ailment] = reason.points
            rules[reason.rule] = {"id": reason.rule, "reason": reason.says, "when": tree(reason.trace)}
    return [{**rules[name], "points": points[name]} for name in sorted(rules)]


def _fired(all_fired: Iterable[Fired]) -> list[dict[str, object]]:
    return [
        {"id": fired.id, "reason": fired.says, "urgency": fired.urgency, "when": tree(fired.trace)}
        for fired in all_fired
    ]
