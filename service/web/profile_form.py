"""The profile form at the border: strings in, a profile out. Empty means not known, never no."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Question
from service.core.emergency import COUNTRIES
from service.core.units import METRES_PER_MILE
from service.web.own_numbers import Blank, HrMax, HrRest, Lthr, Mass, Pace, blank_is_none, in_kg, in_m_s


def conditions_of(catalogue: Catalogue) -> list[Question]:
    """Give the yes/no questions of the profile, in the content's order."""
    questions = [catalogue.questionnaire.questions[fact] for fact in catalogue.questionnaire.profile]
    return [question for question in questions if question.kind == "yes_no"]


def _known_country(value: object) -> object:
    value = blank_is_none(value)
    if value is not None and value not in COUNTRIES:
        raise ValueError("not a country of the list")
    return value


TESTABLE = ("hr_max", "lthr", "threshold_speed")
"""Numbers of which the runner can say that they come from a test."""


class ProfileForm(BaseModel):
    """What the page sends; unknown fields (the form token) are ignored."""

    model_config = ConfigDict(frozen=True, extra="allow")

    age: Annotated[Annotated[int, Field(ge=5, le=120)] | None, Blank] = None
    sex: Annotated[Literal["female", "male", "other"] | None, Blank] = None
    units: Literal["km", "mi"] = "km"
    country: Annotated[str | None, BeforeValidator(_known_country)] = None
    longest_run: Annotated[Annotated[float, Field(ge=0, le=300)] | None, Blank] = None
    """In the runner's units as they were shown; the page sends them along."""
    hr_max: HrMax = None
    hr_rest: HrRest = None
    lthr: Lthr = None
    threshold_pace: Pace = None
    """Seconds a kilometre or mile, as `shown_units`."""
    weight: Mass = None
    """kg, or pounds for those who set miles."""
    shown_units: Literal["km", "mi"] = "km"

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        """Refuse what no runner has, in whatever units."""
        in_kg(self.weight, self.shown_units)
        in_m_s(self.threshold_pace, self.shown_units)
        return self

    def applied_to(self, athlete: Athlete, conditions: Sequence[str], *, today: date) -> Athlete:
        """Give the profile with this form's answers; what the form does not ask stays as it was.

        `conditions`: the names that were on the page.
        """
        per_unit = METRES_PER_MILE if self.shown_units == "mi" else 1000.0
        return replace(
            athlete,
            age=self.age,
            sex=self.sex,
            units=self.units,
            country=self.country,
            longest_run_30d_m=None if self.longest_run is None else self.longest_run * per_unit,
            conditions=self._conditions(athlete, conditions),
            confirmed=today,
            told={},
            hr_max_bpm=self.hr_max,
            hr_rest_bpm=self.hr_rest,
            lthr_bpm=self.lthr,
            threshold_speed_m_s=in_m_s(self.threshold_pace, self.shown_units),
            mass_kg=in_kg(self.weight, self.shown_units),
            tested=tuple(name for name in TESTABLE if (self.model_extra or {}).get(f"tested.{name}")),
        )

    def _conditions(self, athlete: Athlete, names: Sequence[str]) -> dict[str, bool]:
        """Read `condition.NAME` = yes or no; empty forgets the answer."""
        sent = self.model_extra or {}
        kept = {name: value for name, value in athlete.conditions.items() if name not in names}
        answers = {name: sent.get(f"condition.{name}") for name in names}
        return kept | {name: answer == "yes" for name, answer in answers.items() if answer in {"yes", "no"}}
