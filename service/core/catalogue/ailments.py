"""Patterns of pain the rules can recognise, and their grades."""

from dataclasses import dataclass

from service.core.catalogue.conditions import Condition


@dataclass(frozen=True, slots=True)
class Label:
    """The winning condition, graded. First label of its condition whose test is true wins."""

    id: str
    words: str
    """"Your answers fit … best": what stands for the dots."""
    when: Condition
    triage: str
    urgency: str | None
    plan: str
    about: str = ""
    """What is true of this grade only; follows the condition's own `about`."""
    easing_by_day: int | None = None
    """Day of the pain by which it is usually falling; None where that may take weeks, as in tendons."""
    gone_by_day: int | None = None
    """Day of the pain by which it is usually gone; None where that takes months."""


@dataclass(frozen=True, slots=True)
class Ailment:
    """One pattern of pain the rules can recognise: the field says "condition", but that word is taken."""

    id: str
    name: str
    base: int
    labels: tuple[Label, ...]
    about: str
    """What it is and how it usually goes, in two or three sentences to the runner."""
    sources: tuple[str, ...]
