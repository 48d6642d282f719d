"""Take away one thing at a time and see whether a named behaviour notices."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from service.core.catalogue import Catalogue
from tests.mutate import of_course, of_exercises, of_questions, of_rules
from tests.mutate.behaviours import Behaviour
from tests.mutate.mutant import Mutant


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was taken away, and the behaviour that broke; None when nobody would have noticed."""

    gone: str
    noticed_by: str | None


def every_mutant(catalogue: Catalogue) -> Iterator[Mutant]:
    for kind in (of_rules, of_questions, of_exercises, of_course):
        yield from kind.mutants(catalogue)


def prove(mutants: Iterable[Mutant], behaviours: Sequence[Behaviour]) -> Iterator[Verdict]:
    for mutant in mutants:
        likely_first = sorted(behaviours, key=partial(_unlike, mutant))
        broken = (behaviour.name for behaviour in likely_first if not _holds(behaviour, mutant.catalogue))
        yield Verdict(mutant.gone, next(broken, None))


def _unlike(mutant: Mutant, behaviour: Behaviour) -> float:
    """Give 0 where both are about the same things, 1 where they share none."""
    shared, either = mutant.about & behaviour.about, mutant.about | behaviour.about
    return 1 - len(shared) / len(either) if either else 1


def _holds(behaviour: Behaviour, catalogue: Catalogue) -> bool:
    """A crash is no behaviour: what no longer runs has to be noticed by something that does."""
    try:
        return behaviour.holds(catalogue)
    except (KeyError, ValueError, IndexError):
        return True
