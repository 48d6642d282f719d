"""A check-in as JSON. "Don't know" travels as the string `dont_know`."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from service.app.checking import Moment
from service.app.rechecking import DueRecheck
from service.core.checkin import DONT_KNOW, Answer, Unsure
from service.core.questions import Ask

DontKnow = Literal["dont_know"]


class OpenIn(BaseModel):
    """For which run, or which due re-check; neither is allowed too."""

    model_config = ConfigDict(extra="forbid")

    run_id: str | None = None
    recheck_id: str | None = None


class ReplyIn(BaseModel):
    """Answers to the step being asked, or `back`."""

    model_config = ConfigDict(extra="forbid")

    step: str | None = None
    answers: dict[str, bool | float | str] = Field(default_factory=dict)
    words: str | None = Field(default=None, max_length=2000)
    """The answer as it was said, in place of `answers` and `bundle`."""
    bundle: bool | Literal["yes", "no"] | DontKnow | None = None
    """One word for a whole bundle of questions."""
    back: bool = False

    def given(self) -> dict[str, Answer]:
        """Give the answers as the core reads them."""
        return {fact: DONT_KNOW if value == "dont_know" else value for fact, value in self.answers.items()}

    def one_word(self) -> bool | Unsure | None:
        """Give the one word for a bundle."""
        words: dict[str, bool | Unsure] = {"yes": True, "no": False, "dont_know": DONT_KNOW}
        return words[self.bundle] if isinstance(self.bundle, str) else self.bundle


class WordsIn(BaseModel):
    """What the runner said unasked; with `take` it becomes answers."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(max_length=2000)
    take: bool = False
    only: list[str] | None = None
    """Facts to take of it; all of them when left out."""


class HeardOut(BaseModel):
    """One fact that words state."""

    fact: str
    value: bool | float | str
    question: str
    says: str


class ChoiceOut(BaseModel):
    """One answer of a closed question."""

    value: str
    words: str


class QuestionOut(BaseModel):
    """How one fact is asked."""

    fact: str
    says: str
    kind: str
    choices: list[ChoiceOut]
    minimum: float | None
    maximum: float | None
    help: str | None


class StepOut(BaseModel):
    """What is asked now."""

    step: str
    kind: str
    says: str | None
    questions: list[QuestionOut]


class MomentOut(BaseModel):
    """Where a check-in stands."""

    id: str
    run_id: str | None
    status: str
    version: int
    asked: int
    step: StepOut | None
    """None once it is done."""
    why_done: str | None
    assessment_id: str | None

    @classmethod
    def of(cls, moment: Moment) -> Self:
        """Describe a moment."""
        step = moment.step
        return cls(
            id=moment.kept.id,
            run_id=moment.kept.run_id,
            status=moment.kept.status,
            version=moment.kept.version,
            asked=len(moment.kept.check_in.asked),
            step=StepOut.model_validate(step, from_attributes=True) if isinstance(step, Ask) else None,
            why_done=None if isinstance(step, Ask) else step.why,
            assessment_id=moment.assessment.id if moment.assessment else None,
        )


class AskingOut(BaseModel):
    """The check-in that is asked for now, if there is one."""

    check_in: MomentOut | None


class WordsOut(BaseModel):
    """What free words state."""

    heard: list[HeardOut]
    danger: bool
    """They raise a red flag, and were taken at once."""
    taken: bool
    check_in: MomentOut


class RecheckOut(BaseModel):
    """A re-check that waits for an answer."""

    recheck_id: str
    due_at: datetime
    after_h: int
    """Hours after the check-in that it asks about."""
    assessment_id: str
    run_id: str | None

    @classmethod
    def of(cls, one: DueRecheck) -> Self:
        """Describe it."""
        recheck = one.recheck
        return cls(
            recheck_id=recheck.id,
            due_at=recheck.due_at,
            after_h=recheck.after_h,
            assessment_id=recheck.assessment_id,
            run_id=one.about.run_id,
        )


class DueOut(BaseModel):
    """The re-checks that are due, earliest first."""

    due: list[RecheckOut]
