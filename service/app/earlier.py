"""Where it hurt lately, for the body map and the hand-over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.app.world import World
from service.core.body import Spot, spots_in

SHOWN_DAYS = 28
"""Four weeks: longer ago is another story. Ours."""
LOOKED_THROUGH = 30
"""Check-ins; more in four weeks nobody answers."""


@dataclass(frozen=True, slots=True)
class Sore:
    """What one check-in said."""

    at: datetime
    spots: tuple[Spot, ...]
    pain: float | None
    """0-10; None where it was not said."""


def sore_lately(world: World) -> Sequence[Sore]:
    """Give what the check-ins of the last four weeks said, newest first; those where nothing hurt are left out."""
    since = world.clock.now() - timedelta(days=SHOWN_DAYS)
    with world.store.unit() as unit:
        latest = unit.check_ins.latest_assessments(limit=LOOKED_THROUGH)
    told = [(kept.made_at, kept.assessment.facts) for kept in latest if kept.made_at >= since]
    return [
        Sore(at, spots, None if facts.get("q.pain") is None else float(facts["q.pain"]))
        for at, facts in told
        if (spots := spots_in(facts))
    ]
