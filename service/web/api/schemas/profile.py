"""The runner's profile as JSON, in SI."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from service.core.athlete import Athlete
from service.core.emergency import COUNTRIES

Testable = Literal["hr_max", "lthr", "threshold_speed"]


class ProfileOut(BaseModel):
    """What the runner said; null is not known."""

    age: int | None
    sex: str | None
    units: str
    country: str | None
    conditions: dict[str, bool]
    longest_run_30d_m: float | None
    hr_max_bpm: float | None
    hr_rest_bpm: float | None
    lthr_bpm: float | None
    threshold_speed_m_s: float | None
    mass_kg: float | None
    tested: list[str]
    confirmed: date | None

    @classmethod
    def of(cls, athlete: Athlete) -> Self:
        """Describe the profile."""
        return cls.model_validate(athlete, from_attributes=True)


def _known_country(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError("not a country of the list")
    return code


class ProfileIn(BaseModel):
    """Changes: what is not sent stays, null forgets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    age: Annotated[int, Field(ge=5, le=120)] | None = None
    sex: Literal["female", "male", "other"] | None = None
    units: Literal["km", "mi"] = "km"
    country: Annotated[str, AfterValidator(_known_country)] | None = None
    """Two letters (ISO 3166-1): whose emergency number is shown."""
    conditions: dict[str, bool | None] = Field(default_factory=dict)
    """What changes advice, by name; null forgets an answer, what is not named stays."""
    longest_run_30d_m: Annotated[float, Field(ge=0, le=500_000)] | None = None
    hr_max_bpm: Annotated[float, Field(ge=100, le=230)] | None = None
    hr_rest_bpm: Annotated[float, Field(ge=25, le=110)] | None = None
    lthr_bpm: Annotated[float, Field(ge=80, le=220)] | None = None
    threshold_speed_m_s: Annotated[float, Field(ge=1.1, le=8.4)] | None = None
    mass_kg: Annotated[float, Field(ge=20, le=300)] | None = None
    tested: tuple[Testable, ...] = ()

    def applied_to(self, athlete: Athlete, *, today: date) -> Athlete:
        """Give the profile with these changes; each confirms itself and nothing else."""
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        if "conditions" in changes:
            said = {**athlete.conditions, **self.conditions}
            changes["conditions"] = {name: on for name, on in said.items() if on is not None}
        told = {name: on for name, on in athlete.told.items() if name not in changes}
        told |= {name: today for name, value in changes.items() if value is not None}
        return replace(athlete, **changes, told=told)


class WaitingOut(BaseModel):
    """How many runs wait to be measured again."""

    waiting: int


class RescoreOut(WaitingOut):
    """How many runs the present profile would measure otherwise."""

    would_change: int
