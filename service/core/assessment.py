"""What the rules made of the facts. Values only; `assess.py` makes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.catalogue import FactValue
from service.core.rules.trace import Trace


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that fired, and what it weighed for one condition."""

    rule: str
    points: int
    says: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Standing:
    """One condition's place in the differential: base + points of every rule that fired."""

    ailment: str
    label: str
    """The label id it would get if it won."""
    words: str
    score: int
    reasons_for: tuple[Reason, ...]
    """Largest first."""
    reasons_against: tuple[Reason, ...]
    """Largest first."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A red flag, escalation, contraindication or contradiction whose condition is true."""

    id: str
    says: str
    trace: Trace
    urgency: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer. Deterministic in `facts` and `content_version`, so it can always be replayed."""

    top: str
    """A red-flag id, a label id or `unclear`."""
    label: str
    """Its words."""
    also: tuple[str, ...]
    """Label ids that fit nearly as well, best first; empty when a red flag is up."""
    confidence: str
    """low, moderate or high."""
    triage: str
    """self_care, rest_first, see_clinician or urgent."""
    urgency: str | None
    red_flags: tuple[Fired, ...]
    """Most urgent first."""
    escalations: tuple[Fired, ...]
    repairs: tuple[Fired, ...]
    """Contradictions that stand; `says` is the repair question."""
    contraindications: tuple[Fired, ...]
    blocked: tuple[str, ...]
    """Tags, exercise ids and advice keys, sorted."""
    first_phase: str
    """protocol.phase"""
    open_questions: tuple[str, ...]
    """Facts a check-in would still have to ask before a plan may start."""
    differential: tuple[Standing, ...]
    """Every condition, best first."""
    facts: Mapping[str, FactValue]
    """As read: derived facts and cautious readings included."""
    content_version: str
