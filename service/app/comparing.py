"""This marathon and the last one: two runs side by side, with the month before each and the days after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from service.app.picturing import Picture, tracks
from service.app.ports import Unit
from service.app.records import Length, Run
from service.app.world import World
from service.core.errors import NotFound
from service.core.load.accumulate import WINDOW_DAYS

ALIKE = 0.15
"""Runs whose distance differs by no more than this share are of a kind. Ours."""
MOST_OFFERED = 20
WEEKS_BEFORE = timedelta(weeks=4)
FELT_FOR = timedelta(days=7)
"""How long after a run its soreness is looked for. Ours: soreness is gone within five days, most of the time."""
_MOST_ANSWERS = 400


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two runs."""

    run: Run
    picture: Picture | None
    before_m: float
    """Run in the four weeks before, as far as the distances are known."""
    longest_m: float | None
    """The longest run of the 30 days before; None where there was none."""
    soreness: float | None
    """The worst answer, 0 to 10, in the week after; None where nobody was asked."""

    @property
    def step(self) -> float | None:
        """Give how far it went beyond the longest of the month, as a share."""
        far = self.run.metrics.distance.value
        return None if self.longest_m is None or far is None else far / self.longest_m - 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, and what else the first could be held against."""

    this: Side
    other: Side | None
    """None where there is no other run."""
    offered: Sequence[Length]
    """Runs of about the same length, newest first; where there are none, the longest ones."""


def compare(world: World, run_id: str | None = None, *, with_id: str | None = None) -> Comparison:
    """Hold a run (else the newest of the long ones) against another (else the last one of its kind).

    Raises NotFound for an unknown run, and where there is no run at all.
    """
    with world.store.unit() as unit:
        this = _run(unit, run_id or _first(unit))
        known = unit.runs.lengths(before=world.clock.local_date() + timedelta(days=2))
        offered = _offered(this, known)
        chosen = with_id or next(
            (one.id for one in offered if one.day < this.metrics.day), offered[0].id if offered else None
        )
        other = _run(unit, chosen) if chosen and chosen != this.id else None
    return Comparison(
        this=_side(world, this, known),
        other=None if other is None else _side(world, other, known),
        offered=offered,
    )


def _first(unit: Unit) -> str:
    newest = unit.runs.latest(limit=MOST_OFFERED)
    if not newest:
        raise NotFound("There is no run to compare yet. Add one on the first page.")
    longest = max(run.metrics.distance.value or 0.0 for run in newest)
    return next(run.id for run in newest if (run.metrics.distance.value or 0.0) >= (1.0 - ALIKE) * longest)


def _run(unit: Unit, run_id: str) -> Run:
    run = unit.runs.get(run_id)
    if run is None:
        raise NotFound("There is no such run here. Choose two on the history page.")
    return run


def _offered(this: Run, known: Sequence[Length]) -> Sequence[Length]:
    far = this.metrics.distance.value or 0.0
    others = [one for one in known if one.id != this.id and one.distance_m]
    alike = [one for one in others if abs((one.distance_m or 0.0) - far) <= ALIKE * far]
    if alike:
        return alike[: -MOST_OFFERED - 1 : -1]
    return sorted(others, key=lambda one: one.distance_m or 0.0, reverse=True)[:MOST_OFFERED]


def _side(world: World, run: Run, known: Sequence[Length]) -> Side:
    day = run.metrics.day
    before = [one for one in known if one.day < day and one.distance_m]
    month = [one.distance_m or 0.0 for one in before if (day - one.day).days <= WINDOW_DAYS]
    weeks = [one.distance_m or 0.0 for one in before if day - one.day <= WEEKS_BEFORE]
    pictures = tracks(world, run.activity_id)
    return Side(
        run=run,
        picture=next((picture for picture in pictures if picture.run_id == run.id), None),
        before_m=sum(weeks),
        longest_m=max(month, default=None),
        soreness=_soreness(world, run),
    )


def _soreness(world: World, run: Run) -> float | None:
    zone, day = world.clock.zone, run.metrics.day
    with world.store.unit() as unit:
        since = datetime.combine(day, time.min, UTC) - timedelta(days=1)
        answers = unit.check_ins.answers("q.pain", since=since, limit=_MOST_ANSWERS)
    told = [
        float(said)
        for at, said in answers
        if isinstance(said, int | float) and not isinstance(said, bool)
        if timedelta() <= at.astimezone(zone).date() - day <= FELT_FOR
    ]
    return max(told, default=None)
