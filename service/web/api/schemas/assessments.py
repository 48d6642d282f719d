"""An assessment with its trace, and a plan, as JSON."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, ConfigDict

from service.core.catalogue import FactValue
from service.core.plan import Plan


class LeftOutOut(BaseModel):
    """An exercise this runner does not get, and why."""

    exercise: str
    name: str
    why: str
    says: list[str]


class AdviceOut(BaseModel):
    """One piece of advice."""

    key: str
    says: str


class PlanOut(BaseModel):
    """What to do now."""

    id: str
    title: str
    triage: str
    days: str
    do: list[str]
    run: str
    leave: str
    advice: list[AdviceOut]
    exercises: list[str]
    left_out: list[LeftOutOut]
    gentle_only: bool
    rest_first: bool
    recheck_h: list[int]
    fifty_plus: list[str]
    sources: list[str]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Describe a plan."""
        return cls(
            id=plan.id,
            title=plan.title,
            triage=plan.triage,
            days=plan.phase.days,
            do=list(plan.do),
            run=plan.run,
            leave=plan.leave,
            advice=[AdviceOut.model_validate(one, from_attributes=True) for one in plan.advice],
            exercises=[item.exercise for item in plan.prescriptions],
            left_out=[LeftOutOut.model_validate(one, from_attributes=True) for one in plan.left_out],
            gentle_only=plan.gentle_only,
            rest_first=plan.rest_first,
            recheck_h=list(plan.recheck_h),
            fifty_plus=list(plan.fifty_plus),
            sources=list(plan.sources),
        )


class _Traced(BaseModel):
    """A node of a trace; which kind it is, is told by its fields."""

    model_config = ConfigDict(extra="forbid")


class TestOut(_Traced):
    """One test of one fact, such as `q.pain >= 7`."""

    test: str
    truth: str
    """true, false or unknown."""
    seen: FactValue | None
    """What the fact was; null where nobody knows."""


class NotAssertedOut(_Traced):
    """True unless its inside is surely true."""

    not_asserted: "WhenOut"
    truth: str


class AtLeastOut(_Traced):
    """True when at least so many of its parts are."""

    at_least: int
    of: list["WhenOut"]
    truth: str


WhenOut = TestOut | NotAssertedOut | AtLeastOut


class RuleOut(BaseModel):
    """A scoring rule that fired."""

    id: str
    reason: str
    when: WhenOut
    points: dict[str, int]
    """What it weighed, by condition."""


class FiredOut(BaseModel):
    """A red flag, an escalation, a contradiction or a contraindication that fired."""

    id: str
    reason: str
    urgency: str | None
    when: WhenOut


class TraceOut(BaseModel):
    """How an assessment came about."""

    content_version: str
    facts: dict[str, FactValue]
    scores: dict[str, int]
    rules: list[RuleOut]
    red_flags: list[FiredOut]
    escalations: list[FiredOut]
    contradictions: list[FiredOut]
    contraindications: list[FiredOut]


class FoundOut(BaseModel):
    """What the answers fit, and why; never a diagnosis."""

    top: str
    """A red flag, a label or `unclear`."""
    label: str
    also: list[str]
    confidence: str
    triage: str
    """self_care, rest_first, see_clinician or urgent."""
    urgency: str | None
    red_flags: list[str]
    repairs: list[str]
    blocked: list[str]
    first_phase: str
    open_questions: list[str]
    trace: TraceOut


class KeptAssessmentOut(BaseModel):
    """An assessment as it is kept, and the plan that follows from it."""

    id: str
    check_in_id: str
    run_id: str | None
    made_at: datetime
    assessment: FoundOut
    plan: PlanOut


class HandOverOut(BaseModel):
    """What a physio or a doctor wants to know, in sentences."""

    parts: dict[str, list[str]]
