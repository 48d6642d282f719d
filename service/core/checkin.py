"""What the runner says after a run. An answer is a value or an honest "don't know"; silence is neither."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from service.core.catalogue import FactValue


class Unsure(Enum):
    """The runner was asked and does not know. Unknown, never "no"; but not asked again in this check-in."""

    DONT_KNOW = "dont_know"


DONT_KNOW = Unsure.DONT_KNOW

Answer: TypeAlias = FactValue | Unsure


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The answers so far, by fact id (`q.site`, `p.age`), in the order they were given."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    asked: tuple[str, ...] = ()
    """Step ids that are done, in order: what "back" undoes. A bundle that was answered "yes" is `ID:yes`, a
    step answered in part `ID:more`."""
    repaired: tuple[str, ...] = ()
    """Contradictions whose repair question has been asked."""
    before: tuple[Mapping[str, FactValue | None], ...] = ()
    """For each entry of `asked`, its facts as they were before (None: not answered): "back" restores them."""

    follow_up: tuple[str, ...] = ()
    """Facts a re-check asks of everybody, whatever the branch; empty in a first check-in."""

    @property
    def unsure(self) -> tuple[str, ...]:
        """Give the facts that were asked and answered "don't know"."""
        return tuple(fact for fact, answer in self.answers.items() if isinstance(answer, Unsure))
