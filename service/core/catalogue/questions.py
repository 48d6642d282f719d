"""Questions, and the check-in that asks them in order."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.catalogue.conditions import Condition


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a closed question."""

    value: str
    words: str
    say: tuple[str, ...] = ()
    """Other words for it that a runner may use."""


@dataclass(frozen=True, slots=True)
class Question:
    """How one fact is asked."""

    fact: str
    says: str
    """At most 14 words, so that it can be spoken."""
    kind: str
    """yes_no, number or choice."""
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One screen or breath of the check-in: a single fact, several slots, or a bundle drilled after "yes"."""

    id: str
    facts: tuple[str, ...]
    kind: str
    """one, slots or bundle."""
    says: str | None = None
    """The bundle's or the slots' own sentence."""
    also_no: tuple[str, ...] = ()
    """Facts that the bundle names but a "no" to it does not settle (walk: a limp is still asked)."""


@dataclass(frozen=True, slots=True)
class Branch:
    """Questions that follow the first four, and those of them that are never left out."""

    id: str
    when: Condition
    ask: tuple[Step, ...]
    must: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The check-in, in order."""

    questions: Mapping[str, Question]
    profile: tuple[str, ...]
    opening: tuple[Step, ...]
    """Asked of everybody, in this order."""
    branches: tuple[Branch, ...]
    """The first whose test is true is taken."""
    additions: Mapping[str, tuple[Branch, ...]]
    """Per branch id: more questions when their own test is true."""
    probes: tuple[Branch, ...]
    """Asked in front of the branch, each when its test is true."""
    follow_up: tuple[str, ...]
    """The facts of a re-check."""
