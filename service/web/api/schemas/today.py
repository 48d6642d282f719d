"""How things stand, as JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from pydantic import BaseModel

from service.app.overview import Overview
from service.app.reminding import Told
from service.web.api.schemas.check_ins import RecheckOut


class ToldOut(BaseModel):
    """A reminder that was sent."""

    at: datetime
    says: str

    @classmethod
    def of(cls, told: Told) -> Self:
        """Describe it."""
        return cls(at=told.at, says=told.says)


class TodayOut(BaseModel):
    """The first page's facts."""

    runs: int
    waiting: int
    """Runs that wait to be measured again."""
    asking_run_id: str | None
    """The run whose check-in is wanted now."""
    due: list[RecheckOut]
    assessment_id: str | None
    """The assessment that today's plan stands on."""
    unread: list[ToldOut]
    """Reminders that were not seen yet, newest first."""

    @classmethod
    def of(cls, facts: Overview, *, told: Sequence[Told]) -> Self:
        """Describe them."""
        return cls(
            runs=facts.run_count,
            waiting=facts.unmeasured,
            asking_run_id=facts.asking.id if facts.asking else None,
            due=[RecheckOut.of(one) for one in facts.due],
            assessment_id=facts.latest.id if facts.latest else None,
            unread=[ToldOut.of(one) for one in told],
        )


class SittingOut(BaseModel):
    """A routine for any time."""

    id: str
    title: str


class SittingsOut(BaseModel):
    """All of them."""

    sittings: list[SittingOut]
