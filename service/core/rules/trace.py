"""Three truths and the record of how one came about (Kleene's strong logic)."""

from dataclasses import dataclass
from enum import StrEnum

from service.core.catalogue import Condition, FactValue


class Truth(StrEnum):
    """A missing fact is UNKNOWN, never NO."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trace:
    """The same shape as its condition, each part with its truth and the value that was seen."""

    truth: Truth
    condition: Condition
    seen: FactValue | None = None
    """For `Is`: the fact's value; None where it is unknown."""
    parts: tuple["Trace", ...] = ()
