"""Conditions as experts write them: three words a test, four ways to combine them, nothing that computes.

    q.pain >= 7                    one test: fact, operator, value
    q.walk in limp|cannot          one of several values
    always                         true without a test
    {all: [..]}  {any: [..]}  {at_least: {n: 2, of: [..]}}  {not_asserted: ..}

Two doors: `parse` says whether the writing is right, `check` whether the facts exist and fit.
"""

import math
from typing import TypeGuard, assert_never

from service.core.catalogue import AtLeast, Condition, FactValue, Is, NotAsserted
from service.core.errors import ContentError
from service.core.facts import FACTS, FactSpec, FactSpecs

ORDER = (">", ">=", "<", "<=")
OPERATORS = ("is", "in", *ORDER)
FITTING = {"bool": ("is",), "enum": ("is", "in"), "number": ("is", *ORDER), "spots": ()}
ALWAYS = AtLeast(0, ())


def parse(node: object) -> Condition:
    """Give the condition that the content node states. Raises ContentError with what is wrong."""
    if isinstance(node, str):
        return ALWAYS if node.strip() == "always" else _test(node)
    if not isinstance(node, dict) or len(node) != 1:
        raise ContentError(f"a condition is three words or a mapping with exactly one key, not {node!r}")
    ((key, part),) = node.items()
    match key:
        case "all":
            parts = _parts(part, key)
            return AtLeast(len(parts), parts)
        case "any":
            return AtLeast(1, _parts(part, key))
        case "not_asserted":
            return NotAsserted(parse(part))
        case "at_least":
            return _at_least(part)
        case _:
            raise ContentError(f"unknown key {key!r}: a condition knows all, any, not_asserted and at_least")


def check(condition: Condition, facts: FactSpecs = FACTS) -> None:
    """Raise ContentError unless every test reads a known fact with an operator and a value that fit it."""
    match condition:
        case Is():
            _check_test(condition, facts)
        case NotAsserted(of=part):
            check(part, facts)
        case AtLeast(of=of):
            for part in of:
                check(part, facts)
        case _:
            assert_never(condition)


def _test(text: str) -> Is:
    words = text.split()
    if len(words) != 3:
        raise ContentError(f"a test is three words, fact operator value, not {text!r}")
    fact, op, value = words
    if op not in OPERATORS:
        raise ContentError(f"{text!r}: the operator is one of {', '.join(OPERATORS)}")
    if op == "in":
        values = tuple(value.split("|"))
        if not all(values) or len(set(values)) != len(values):
            raise ContentError(f"{text!r}: the values are one|another, each named once")
        return Is(fact, op, values)
    return Is(fact, op, _value(value))


def _value(word: str) -> FactValue:
    if word in ("true", "false"):
        return word == "true"
    try:
        return float(word)
    except ValueError:
        return word


def _parts(node: object, key: object) -> tuple[Condition, ...]:
    if not isinstance(node, list) or not node:
        raise ContentError(f"{key!r} needs a list of at least one condition, not {node!r}")
    return tuple(parse(part) for part in node)


def _at_least(node: object) -> AtLeast:
    if not isinstance(node, dict) or set(node) != {"n", "of"}:
        raise ContentError(f"'at_least' needs n and of, not {node!r}")
    n, parts = node["n"], _parts(node["of"], "of")
    if not _whole(n) or not 1 <= n <= len(parts):
        raise ContentError(f"'at_least' needs n from 1 to {len(parts)}, not {n!r}")
    return AtLeast(n, parts)


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _check_test(test: Is, facts: FactSpecs) -> None:
    spec = facts.get(test.fact)
    if spec is None:
        raise ContentError(f"unknown fact {test.fact!r}")
    if test.op not in FITTING[spec.type]:
        raise ContentError(f"{test.fact} is a {spec.type}: {test.op!r} does not fit it")
    for value in test.value if isinstance(test.value, tuple) else (test.value,):
        _check_value(spec, value)


def _check_value(spec: FactSpec, value: FactValue) -> None:
    if isinstance(value, bool):
        fits = spec.type == "bool"
    elif isinstance(value, str):
        fits = spec.type == "enum" and (not spec.values or value in spec.values)
    else:
        fits = spec.type == "number" and math.isfinite(value)
    if not fits:
        raise ContentError(f"{spec.name} is never {value!r}: it is {spec.expected}")
