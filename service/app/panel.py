"""What is shown on a panel at home: the load, how sore the legs are, and whether a check-in is due."""

from dataclasses import dataclass

from service.app import checking, rechecking
from service.app.world import World


@dataclass(frozen=True, slots=True)
class PanelView:
    """Plain values; None where nothing is known."""

    load: str | None
    """The level of the newest run's load notice: none, elevated, high ..."""
    soreness: float | None
    """Pain at the last answer, 0 to 10."""
    check_in_due: bool


def panel(world: World) -> PanelView:
    """Give what is shown now."""
    due = checking.asking(world) is not None or bool(rechecking.due(world))
    with world.store.unit() as unit:
        newest = next(iter(unit.runs.latest(limit=1)), None)
        told = next(iter(unit.check_ins.answers("q.pain", since=None, limit=1)), None)
    found = newest.findings.get("overload") if newest is not None else None
    pain = told[1] if told is not None else None
    sore = float(pain) if isinstance(pain, int | float) and not isinstance(pain, bool) else None
    return PanelView(found.level if found is not None else None, sore, check_in_due=due)
