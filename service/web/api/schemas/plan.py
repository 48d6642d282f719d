"""A plan that goes on, as JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from service.app.plan_view import LadderView, PlanView
from service.web.api.schemas.assessments import PlanOut


class TellIn(BaseModel):
    """One thing to tell about the plan."""

    model_config = ConfigDict(extra="forbid")

    told: Literal["session", "morning", "gate", "seen", "criterion", "run"]
    pain: int | None = Field(None, ge=0, le=10)
    """Of a session or a run: its worst."""
    sharp: bool = False
    answer: bool | None = None
    """Of a morning (settled), a gate (passed) or a criterion (met)."""
    criterion: str | None = None


class AsksOut(BaseModel):
    """What is waited for."""

    session: bool
    """A session was done and nobody has told how it felt."""
    morning: bool
    """The morning after the last session has come."""


class StageOut(BaseModel):
    """One phase of the way."""

    id: str
    days: str
    leave: str
    state: str
    """done, here or ahead."""


class RequirementOut(BaseModel):
    """What has to be true to go on."""

    id: str
    met: bool | None
    day: date | None
    done: int


class CriterionOut(BaseModel):
    """One line to tick before running again."""

    id: str
    says: str
    met: bool


class RungOut(BaseModel):
    """One step of the way back to running."""

    says: str
    state: str
    """done, here, ahead, or later (not in this phase)."""


class LadderOut(BaseModel):
    """The way back to running."""

    open: bool
    times: int
    """Runs done on this step."""
    next_on: date | None
    criteria: list[CriterionOut]
    steps: list[RungOut]

    @classmethod
    def of(cls, ladder: LadderView) -> Self:
        """Describe it."""
        return cls(
            open=ladder.is_open,
            times=ladder.times,
            next_on=ladder.next_on,
            criteria=[CriterionOut(id=one.id, says=one.says, met=met) for one, met in ladder.criteria],
            steps=[RungOut(says=says, state=state) for says, state in ladder.steps],
        )


class PainOut(BaseModel):
    """Pain on a day, 0 to 10."""

    day: date
    pain: float


class StepOfStoryOut(BaseModel):
    """What happened to the plan at one moment, and why."""

    at: datetime
    told: str
    move: str
    why: list[str]
    says: list[str]
    phase: str
    pain: float | None
    see_clinician: bool


class GoingOut(BaseModel):
    """The plan that goes on, with why it is where it is."""

    id: str
    assessment_id: str
    phase: str
    step: int
    stopped: bool
    see_clinician: bool
    rests_until: date | None
    asks: AsksOut
    plan: PlanOut
    stages: list[StageOut]
    requirements: list[RequirementOut]
    ladder: LadderOut | None
    """Null in a phase without one."""
    pain: list[PainOut]
    story: list[StepOfStoryOut]
    """Newest first."""
    spoken: list[str]
    """The last change, why, and what to do today, as sentences to read aloud."""

    @classmethod
    def of(cls, seen: PlanView, *, spoken: Sequence[str]) -> Self:
        """Describe it."""
        progress = seen.course.progress
        return cls(
            id=seen.course.id,
            assessment_id=seen.kept.id,
            phase=progress.phase,
            step=progress.step,
            stopped=progress.stopped,
            see_clinician=seen.course.see_clinician,
            rests_until=seen.rests_until,
            asks=AsksOut(session=seen.asks_session, morning=seen.asks_morning),
            plan=PlanOut.of(seen.plan),
            stages=_stages(seen),
            requirements=[
                RequirementOut.model_validate(one, from_attributes=True) for one in seen.requirements
            ],
            ladder=None if seen.ladder is None else LadderOut.of(seen.ladder),
            pain=[PainOut(day=point.day, pain=point.pain) for point in progress.points],
            story=_story(seen),
            spoken=list(spoken),
        )


def _stages(seen: PlanView) -> list[StageOut]:
    return [
        StageOut(id=stage.phase.id, days=stage.phase.days, leave=stage.phase.leave, state=stage.state)
        for stage in seen.stages
    ]


def _story(seen: PlanView) -> list[StepOfStoryOut]:
    return [
        StepOfStoryOut(
            at=step.at,
            told=step.what,
            move=step.move,
            why=list(step.why),
            says=list(sentences),
            phase=step.phase,
            pain=step.pain,
            see_clinician=step.see_clinician,
        )
        for step, sentences in seen.story
    ]
