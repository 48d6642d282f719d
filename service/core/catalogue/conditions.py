"""Conditions of rules: a tree of three kinds of node, and the values they compare."""

from dataclasses import dataclass
from typing import TypeAlias

FactValue: TypeAlias = bool | float | str
"""What a fact can be; an unknown fact is simply absent."""


@dataclass(frozen=True, slots=True)
class Is:
    """One test in three words: fact, operator, value."""

    fact: str
    op: str
    """is, in, >, >=, < or <=."""
    value: FactValue | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotAsserted:
    """True unless its part is true: an unknown fact counts as not asserted (soreness.md §3)."""

    of: "Condition"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """True when n parts are: `all` is n = len, `any` is n = 1; no parts and n = 0 is `always`."""

    n: int
    of: tuple["Condition", ...]


Condition: TypeAlias = Is | NotAsserted | AtLeast
