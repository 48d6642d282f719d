"""Judging a condition against facts, with three truths and the whole record of how it came about.

Nothing is cut short: every part is judged and kept, because the trace is the explanation, the audit row and
the list of questions that are still worth asking. `holds` alone keeps nothing, because it is asked so often.
"""

from collections.abc import Mapping
from typing import assert_never

from service.core.catalogue import AtLeast, Condition, FactValue, Is, NotAsserted
from service.core.rules.trace import Trace, Truth


def judge(condition: Condition, facts: Mapping[str, FactValue]) -> Trace:
    """Give the condition's truth, part by part. A fact that is absent is UNKNOWN, never NO."""
    match condition:
        case Is():
            return _test(condition, facts.get(condition.fact))
        case NotAsserted(of=part):
            inner = judge(part, facts)
            truth = Truth.NO if inner.truth is Truth.YES else Truth.YES
            return Trace(truth, condition, parts=(inner,))
        case AtLeast(n=n, of=of):
            parts = tuple(judge(part, facts) for part in of)
            return Trace(_count(n, [part.truth for part in parts]), condition, parts=parts)
        case _:
            assert_never(condition)


def holds(condition: Condition, facts: Mapping[str, FactValue]) -> bool:
    """Say whether the condition is YES: a rule fires on nothing less."""
    return _truth(condition, facts) is True


def wanted(trace: Trace) -> tuple[str, ...]:
    """Give the unknown facts that could still change the outcome, each once, in the condition's order.

    Empty exactly when the outcome is settled. "Not asserted" may be true and still want its fact: learning it
    can overturn it.
    """
    return () if _settled(trace) else tuple(dict.fromkeys(_open_facts(trace)))


def facts_in(condition: Condition) -> tuple[str, ...]:
    """Give every fact the condition reads, each once, in its order."""
    return tuple(dict.fromkeys(test.fact for test in tests_in(condition)))


def tests_in(condition: Condition) -> tuple[Is, ...]:
    """Give every single test of the condition, in its order."""
    match condition:
        case Is():
            return (condition,)
        case NotAsserted(of=part):
            return tests_in(part)
        case AtLeast(of=of):
            return tuple(test for part in of for test in tests_in(part))
        case _:
            assert_never(condition)


def _truth(condition: Condition, facts: Mapping[str, FactValue]) -> bool | None:
    """Give what `judge` finds, without its record: None is UNKNOWN. Most rules do not fire and need no record."""
    if isinstance(condition, Is):  # no `match` here: this is most of what an assessment costs
        seen = facts.get(condition.fact)
        return None if seen is None else _compare(seen, condition.op, condition.value)
    if isinstance(condition, NotAsserted):
        return _truth(condition.of, facts) is not True
    truths = [_truth(part, facts) for part in condition.of]
    if truths.count(True) >= condition.n:
        return True
    return False if len(truths) - truths.count(False) < condition.n else None


def _test(test: Is, seen: FactValue | None) -> Trace:
    if seen is None:
        return Trace(Truth.UNKNOWN, test)
    return Trace(Truth.YES if _compare(seen, test.op, test.value) else Truth.NO, test, seen)


def _compare(seen: FactValue, op: str, value: FactValue | tuple[str, ...]) -> bool:
    if isinstance(value, tuple):
        return seen in value
    if op == "is":
        return seen == value
    if isinstance(seen, str) or isinstance(value, str):
        raise TypeError(f"{seen!r} {op} {value!r}: only numbers are larger or smaller")
    match op:
        case ">":
            return seen > value
        case ">=":
            return seen >= value
        case "<":
            return seen < value
        case "<=":
            return seen <= value
        case _:
            raise ValueError(f"no such operator: {op}")


def _count(n: int, truths: list[Truth]) -> Truth:
    if truths.count(Truth.YES) >= n:
        return Truth.YES
    return Truth.NO if len(truths) - truths.count(Truth.NO) < n else Truth.UNKNOWN


def _settled(trace: Trace) -> bool:
    match trace.condition:
        case Is():
            return trace.truth is not Truth.UNKNOWN
        case NotAsserted():
            return _settled(trace.parts[0])
        case AtLeast(n=n):
            known = [part.truth if _settled(part) else Truth.UNKNOWN for part in trace.parts]
            return _count(n, known) is not Truth.UNKNOWN
        case _:
            assert_never(trace.condition)


def _open_facts(trace: Trace) -> list[str]:
    if isinstance(trace.condition, Is):
        return [trace.condition.fact]
    return [fact for part in trace.parts if not _settled(part) for fact in _open_facts(part)]
