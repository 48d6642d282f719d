"""The runner, as far as we know them. Everything is optional; what is unknown is asked when it matters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

PROFILE_VALID_DAYS = 90
"""A profile is confirmed this often. Source: soreness.md §2."""


@dataclass(frozen=True, slots=True)
class Athlete:
    """One runner's profile: facts of the `p.*` family by their bare name, and when they were last confirmed."""

    age: int | None = None
    """Years."""
    sex: str | None = None
    """female, male or other."""
    conditions: Mapping[str, bool] = field(default_factory=dict)
    """pregnant, kidney_disease, anticoagulant …: answered yes or no; absent means not asked."""
    confirmed: date | None = None
    units: str = "km"
    """km or mi: for pages and speech only."""
    country: str | None = None
    """ISO 3166 two letters: decides the emergency number."""
    hr_max_bpm: float | None = None
    hr_rest_bpm: float | None = None
    lthr_bpm: float | None = None
    """Heart rate at threshold: what can be held for about an hour."""
    threshold_speed_m_s: float | None = None
    """Speed at threshold, on the flat."""
    mass_kg: float | None = None
    tested: tuple[str, ...] = ()
    """Which of these numbers come from a test (hr_max, lthr, threshold_speed), and so go before all others."""
    longest_run_30d_m: float | None = None
    """A manual seed for the first month, when there is no history yet."""
