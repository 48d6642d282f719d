"""A plan that goes on, as JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from service.app.plan_view import PlanView
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


def described(seen: PlanView) -> dict[str, object]:
    """Give the plan that goes on, with why it is where it is."""
    progress = seen.course.progress
    return {
        "id": seen.course.id,
        "assessment_id": seen.kept.id,
        "phase": progress.phase,
        "step": progress.step,
        "stopped": progress.stopped,
        "see_clinician": seen.course.see_clinician,
        "rests_until": _iso(seen.rests_until),
        "asks": {"session": seen.asks_session, "morning": seen.asks_morning},
        "plan": PlanOut.of(seen.plan).model_dump(mode="json"),
        "stages": [
            {"id": stage.phase.id, "days": stage.phase.days, "leave": stage.phase.leave, "state": stage.state}
            for stage in seen.stages
        ],
        "requirements": [
            {"id": one.id, "met": one.met, "day": _iso(one.day), "done": one.done}
            for one in seen.requirements
        ],
        "ladder": _ladder(seen),
        "pain": [{"day": point.day.isoformat(), "pain": point.pain} for point in progress.points],
        "story": [
            {
                "at": step.at.isoformat(),
                "told": step.what,
                "move": step.move,
                "why": list(step.why),
                "says": list(sentences),
                "phase": step.phase,
                "pain": step.pain,
                "see_clinician": step.see_clinician,
            }
            for step, sentences in seen.story
        ],
    }


def _ladder(seen: PlanView) -> dict[str, object] | None:
    if seen.ladder is None:
        return None
    return {
        "open": seen.ladder.is_open,
        "times": seen.ladder.times,
        "next_on": _iso(seen.ladder.next_on),
        "criteria": [{"id": one.id, "says": one.says, "met": met} for one, met in seen.ladder.criteria],
        "steps": [{"says": says, "state": state} for says, state in seen.ladder.steps],
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
