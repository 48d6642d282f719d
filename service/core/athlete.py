"""The runner, as far as we know them. Everything is optional; what is unknown is asked when it matters."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

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
    """When the whole was last looked through, on the profile's own page."""
    told: Mapping[str, date] = field(default_factory=dict)
    """When one answer was given by itself, by its bare name: it confirms itself and nothing else."""
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

    def as_confirmed(self, today: date) -> "Athlete":
        """Give the profile without every answer that was confirmed too long ago: it is asked again."""
        return replace(
            self,
            age=self.age if self._is_fresh("age", today) else None,
            sex=self.sex if self._is_fresh("sex", today) else None,
            conditions={name: said for name, said in self.conditions.items() if self._is_fresh(name, today)},
            told={name: on for name, on in self.told.items() if self._is_fresh(name, today)},
        )

    def said_on(self, name: str) -> date | None:
        """Give when this answer was last confirmed, by itself or with the whole; None for never."""
        dates = (self.confirmed, self.told.get(name))
        return max((on for on in dates if on is not None), default=None)

    def _is_fresh(self, name: str, today: date) -> bool:
        on = self.said_on(name)
        return on is not None and today - on <= timedelta(days=PROFILE_VALID_DAYS)
