"""A mutant is the whole content in memory with one thing gone, and the words that name what is gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from service.core.catalogue import Catalogue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mutant:
    """`gone` says what: `red flag rf_dvt`, `R02: its points for pht`."""

    gone: str
    catalogue: Catalogue
    about: frozenset[str] = frozenset()
    """Facts, phases and exercises it touches: behaviours about these are tried first."""


def leaving_out(items: Sequence[T]) -> Iterator[tuple[T, tuple[T, ...]]]:
    """Give every item with the tuple of all the others."""
    for at, item in enumerate(items):
        yield item, (*items[:at], *items[at + 1 :])


def swapping(items: Sequence[T], old: T, new: T) -> tuple[T, ...]:
    """Give the items with one of them changed."""
    return tuple(new if item is old else item for item in items)
