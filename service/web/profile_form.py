"""The profile form at the border: strings in, a profile out. Empty means not known, never no."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Question
from service.core.units import METRES_PER_MILE
from service.web.emergency import COUNTRIES


def conditions_of(catalogue: Catalogue) -> list[Question]:
    """Give the yes/no questions of the profile, in the content's order."""
    questions = [catalogue.questionnaire.questions[fact] for fact in catalogue.questionnaire.profile]
    return [question for question in questions if question.kind == "yes_no"]


def _blank_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _known_country(value: object) -> object:
    value = _blank_is_none(value)
    if value is not None and value not in COUNTRIES:
        raise ValueError("not a country of the list")
    return value


_Blank = BeforeValidator(_blank_is_none)


class ProfileForm(BaseModel):
    """What the page sends; unknown fields (the form token) are ignored."""

    model_config = ConfigDict(frozen=True, extra="allow")

    age: Annotated[Annotated[int, Field(ge=5, le=120)] | None, _Blank] = None
    sex: Annotated[Literal["female", "male", "other"] | None, _Blank] = None
    units: Literal["km", "mi"] = "km"
    country: Annotated[str | None, BeforeValidator(_known_country)] = None
    longest_run: Annotated[Annotated[float, Field(ge=0, le=300)] | None, _Blank] = None
    """In the runner's units as they were shown; the page sends them along."""
    shown_units: Literal["km", "mi"] = "km"

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
        )

    def _conditions(self, athlete: Athlete, names: Sequence[str]) -> dict[str, bool]:
        """Read `condition.NAME` = yes or no; empty forgets the answer."""
        sent = self.model_extra or {}
        kept = {name: value for name, value in athlete.conditions.items() if name not in names}
        answers = {name: sent.get(f"condition.{name}") for name in names}
        return kept | {name: answer == "yes" for name, answer in answers.items() if answer in {"yes", "no"}}
