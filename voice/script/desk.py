"""What every line of a script is written with, and which exercise it is written for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.core.catalogue import Exercise
from service.core.routine import RoutineItem
from voice.script.coaching import Coaching
from voice.script.model import Kind, Step
from voice.script.wording import Phrases

KNOWN_FROM = 2
"""Sittings with an exercise after which it is briefed in short: from the third time on. Source: voice.md §5."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One runner's words, voice and wishes."""

    phrases: Phrases
    words_per_minute: int
    first_side: str = "left"
    coaching: Coaching = field(default_factory=Coaching)
    known: Mapping[str, int] = field(default_factory=dict)
    """Sittings in which an exercise was done, by its id."""

    def knows(self, exercise: Exercise) -> bool:
        """Say whether the runner has been told often enough how this is done."""
        return self.known.get(exercise.id, 0) >= KNOWN_FROM


@dataclass(frozen=True, slots=True)
class Part:
    """One version of one exercise in its place."""

    index: int
    of: int
    """Exercises in the whole routine."""
    item: RoutineItem
    easier: bool
    opening: str | None
    following: Exercise | None

    def step(self, kind: Kind, *, detail: str, work_s: float, side: str | None = None) -> Step:
        """Give a step of it, still without words."""
        return Step(kind, self.index, self.easier, self.item.exercise.name, detail, work_s, side=side)
