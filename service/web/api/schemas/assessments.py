"""A plan as JSON."""

from typing import Self

from pydantic import BaseModel

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
