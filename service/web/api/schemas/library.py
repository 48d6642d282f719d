"""Exercises, patterns of pain and sources as JSON."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field

from service.core.catalogue import Ailment, Catalogue, Exercise
from service.web import library


class Filter(BaseModel):
    """What to filter by; what is left out filters nothing."""

    muscle: Annotated[str, Field(max_length=40)] | None = None
    """Such as `hamstrings` or `outer_hip`."""
    thing: Annotated[str, Field(max_length=40)] | None = None
    """Such as `mat` or `band`; `nothing` for what needs none."""
    plan: Annotated[str, Field(max_length=40)] | None = None
    """A pattern of pain whose plan prescribes it."""


class DoseOut(BaseModel):
    """How much, times in seconds; a hold and a tempo exclude each other."""

    sets: int
    reps: int
    hold_s: float | None
    tempo_s: list[float]
    sides: int
    rest_s: float
    between_reps_s: float


class FaultOut(BaseModel):
    """What goes wrong, and the one cue that mends it."""

    see: str
    fix: str


class ReviewOut(BaseModel):
    """Who last looked at its sentences, and when."""

    day: date
    by: str


class ExerciseOut(BaseModel):
    """One movement."""

    id: str
    name: str
    purpose: str
    equipment: list[str]
    position: str
    dose: DoseOut
    setup: list[str]
    move: list[str]
    breathe: str
    faults: list[FaultOut]
    easier: list[str]
    harder: list[str]
    avoid_if: list[str]
    stop_signs: list[str]
    note: str | None
    muscles: list[str]
    """What works most, in words."""
    plans: list[str]
    """Patterns of pain whose plans prescribe it."""
    sources: list[str]
    review: ReviewOut | None

    @classmethod
    def of(cls, exercise: Exercise, catalogue: Catalogue) -> Self:
        """Describe it."""
        own = {name: getattr(exercise, name) for name in cls.model_fields if hasattr(exercise, name)}
        more = {
            "muscles": library.muscles_of(exercise, catalogue),
            "plans": [one.id for one in library.plans_with(exercise, catalogue)],
            "review": catalogue.reviews.get(f"exercises/{exercise.id}"),
        }
        return cls.model_validate(own | more, from_attributes=True)


class ExercisesOut(BaseModel):
    """Exercises, by name."""

    exercises: list[ExerciseOut]


class FigureOfOut(BaseModel):
    """A moving figure."""

    svg: str
    moving: dict[str, object]
    """What the page's script draws every moment from."""


class WeighedOut(BaseModel):
    """A rule that speaks for or against."""

    says: str
    points: int


class ConditionOut(BaseModel):
    """A pattern of pain that the rules know; what fits it is no diagnosis."""

    id: str
    name: str
    about: str
    speaks_for: list[WeighedOut]
    speaks_against: list[WeighedOut]
    exercises: list[str]
    """That any of its plans prescribes."""
    sources: list[str]

    @classmethod
    def of(cls, ailment: Ailment, catalogue: Catalogue) -> Self:
        """Describe it."""
        speaks_for, speaks_against = (
            [WeighedOut(says=rule.says, points=rule.points[ailment.id]) for rule in rules]
            for rules in library.weighed(ailment, catalogue)
        )
        return cls(
            id=ailment.id,
            name=ailment.name,
            about=ailment.about,
            speaks_for=speaks_for,
            speaks_against=speaks_against,
            exercises=sorted(library.in_plan(ailment.id, catalogue)),
            sources=list(ailment.sources),
        )


class ConditionsOut(BaseModel):
    """All patterns of pain."""

    conditions: list[ConditionOut]


class CitedOut(BaseModel):
    """Where a sentence comes from."""

    key: str
    citation: str
    url: str | None
    read: Literal["read", "general_knowledge", "ours"]
    """How well we know it."""


class SourcesOut(BaseModel):
    """All sources."""

    content_version: str
    sources: list[CitedOut]

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Describe them."""
        known = [CitedOut.model_validate(one, from_attributes=True) for one in catalogue.sources.values()]
        return cls(content_version=catalogue.version, sources=known)
