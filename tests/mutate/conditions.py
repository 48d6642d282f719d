"""A condition with one of its parts gone: one way in, one thing that must hold as well, one of several values."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from service.core.catalogue import AtLeast, Condition, Is, NotAsserted
from service.core.explain import in_words
from tests.mutate.mutant import leaving_out


def weakened(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Give every condition that has one part less, with the words for what is gone."""
    match condition:
        case Is(value=tuple() as values) if len(values) > 1:
            for value, others in leaving_out(values):
                yield f"{condition.fact} in {value}", replace(condition, value=others)
        case Is():
            return
        case NotAsserted(of=part):
            yield from ((gone, NotAsserted(less)) for gone, less in weakened(part))
        case AtLeast():
            yield from _fewer(condition)
        case _:
            assert_never(condition)


def _fewer(condition: AtLeast) -> Iterator[tuple[str, Condition]]:
    needs_all = condition.n == len(condition.of)
    for at, part in enumerate(condition.of):
        rest = (*condition.of[:at], *condition.of[at + 1 :])
        if rest:
            yield in_words(part), AtLeast(len(rest) if needs_all else condition.n, rest)
        for gone, less in weakened(part):
            yield gone, replace(condition, of=(*condition.of[:at], less, *condition.of[at + 1 :]))
