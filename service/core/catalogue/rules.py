"""Rules: what is derived, what does not fit, what is dangerous, what weighs what, what is left out."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.catalogue.conditions import Condition, FactValue


@dataclass(frozen=True, slots=True)
class Derivation:
    """A fact computed from facts; the first case whose condition is true gives the value."""

    fact: str
    cases: tuple[tuple[FactValue, Condition], ...]
    says: str = ""
    """What the fact means, to the runner."""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A danger that outranks every other finding."""

    id: str
    label: str
    """A few words, never a diagnosis: "Signs that a tendon may have torn"."""
    urgency: str
    when: Condition
    says: str
    """To the runner: why, and what to do now."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """Points for and against some conditions when its own condition is true."""

    id: str
    when: Condition
    points: Mapping[str, int]
    says: str
    """The reason, in the runner's words: "it crept up over days or weeks"."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """A reason for more caution than the label alone asks for."""

    id: str
    to: str
    urgency: str | None
    when: Condition
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """Ends a part of a contraindication, later in a plan, although its condition still holds. All parts count."""

    block: tuple[str, ...]
    when: Condition
    phases: tuple[str, ...] = ()
    """Only in these phases (`protocol.phase`); everywhere if empty."""
    pain_free_days: int = 0
    """Only after so many days without any pain."""


@dataclass(frozen=True, slots=True)
class Contraindication:
    """Removes every exercise whose id or tags, and every advice whose key, it blocks."""

    id: str
    when: Condition
    block: tuple[str, ...]
    says: str
    sources: tuple[str, ...]
    until: str | None = None
    """What ends it, in words, where it may end before its condition does."""
    lifts: tuple[Lift, ...] = ()
    """The same for the course of a plan. The first assessment never looks at it."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that do not fit: one repair question, otherwise the cautious reading."""

    id: str
    when: Condition
    asks: str
    """The repair question, to the runner."""
    repairs: tuple[str, ...]
    """The facts that the repair question asks again."""
    cautious: Mapping[str, FactValue | None]
    """Facts as read without a repair; None makes a fact unknown."""
    sources: tuple[str, ...]
    says: str = ""
    """What does not fit, and how it is read without a repair."""
