"""A rule fires when its condition is YES. Not when it is unknown."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from service.core.catalogue import Condition, FactValue
from service.core.rules.predicate import holds, judge
from service.core.rules.trace import Trace


class Rule(Protocol):
    """Whatever stands under a condition."""

    @property
    def when(self) -> Condition:
        """The condition that has to be YES."""
        ...


AnyRule = TypeVar("AnyRule", bound=Rule)


def fired(rules: Iterable[AnyRule], facts: Mapping[str, FactValue]) -> tuple[tuple[AnyRule, Trace], ...]:
    """Give the rules that fire, as listed, each with the trace that says why."""
    return tuple((rule, judge(rule.when, facts)) for rule in rules if holds(rule.when, facts))
