"""Accounts elsewhere that hold a runner's activities, and the border they cross: what every vendor must be able to do.

A vendor is only ever asked, in small steps that can be repeated; who remembers what was taken is the store.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from adapters.files import Arrived
from service.core.errors import WorldError

OBSERVED = ("resting_hr_bpm", "hrv_ms", "sleep_s")
"""What may be observed of a day beside its activities: resting heart rate, overnight HRV, seconds asleep."""


@dataclass(frozen=True, slots=True, order=True)
class Listed:
    """One activity that a vendor says it has."""

    day: date
    """The local day it began."""
    id: str
    """The vendor's own name for it; says nothing outside of the vendor."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One number about one day, as the vendor says it."""

    day: date
    kind: str
    """One of OBSERVED; the unit is in its name."""
    value: float


class KeyRefused(WorldError):
    """The vendor does not take this key: only its owner can help."""

    code = "key_refused"


class VendorAway(WorldError):
    """The vendor did not do its part. `wait_s`: how long it asks to be left alone, where it said so."""

    code = "vendor_away"

    def __init__(self, words: str, *, wait_s: float | None = None) -> None:
        super().__init__(words)
        self.wait_s = wait_s


class Account(Protocol):
    """One runner's account with a vendor. Used by one thread at a time, one request at a time.

    Every method raises KeyRefused or VendorAway, after it has tried again by itself what may pass.
    """

    name: str
    """Short and stable: garmin, intervals. The origin of its files."""

    def listed(self, since: date) -> Sequence[Listed]:
        """Give every activity that began on `since` or later, oldest first, each once."""
        ...

    def original(self, activity_id: str) -> Sequence[Arrived]:
        """Give the file as the watch wrote it, with what cannot be read of it; nothing where there is no file."""
        ...

    def observed(self, since: date, until: date) -> Sequence[Observed]:
        """Give what was observed on these days, both included; a day without a number is left out."""
        ...

    def tell(self, day: date, *, soreness: int, injury: int) -> None:
        """Write back how the legs were, each 1 (none) to 4 (worst). Raises NotImplementedError where none is taken."""
        ...
