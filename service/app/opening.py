"""The run opens the check-in: what was found in it puts one there, and what is asked for afterwards is that one.

One waits at a time, as there is one pair of legs: a newer run takes the place of an older one's that nobody has
answered yet, and a richer record of the same run takes it over. All other runs only offer theirs.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from service.app.checking import LOOKS_AT, asking_in
from service.app.ports import Unit
from service.app.records import KeptCheckIn, Run
from service.app.world import World
from service.core.checkin import CheckIn
from service.core.errors import Conflict


def open_wanted(world: World) -> Run | None:
    """Give the run that asks, with its check-in open. Safe to run at any time, from any number of processes."""
    with suppress(Conflict), world.store.unit() as unit:  # another process was first with it
        run = asking_in(world, unit)
        if run is not None and unit.check_ins.open_for_run(run.id) is None:
            _open(world, unit, run)
        return run
    return None


def asked_for(world: World) -> KeptCheckIn | None:
    """Give the check-in that is asked for now; None where no run asks."""
    with world.store.unit() as unit:
        run = asking_in(world, unit)
        return unit.check_ins.open_for_run(run.id) if run is not None else None


def _open(world: World, unit: Unit, run: Run) -> None:
    handed_on = next(_untouched(unit, unit.runs.shadowed(run.id)), None)
    for left in list(_untouched(unit, unit.runs.latest(limit=LOOKS_AT))):
        unit.check_ins.update(replace(left, status="stopped"))
    if handed_on is not None:
        unit.check_ins.update(replace(handed_on, run_id=run.id))
        return
    unit.check_ins.add_once(
        KeptCheckIn(
            id=sha256(f"check-in of {run.id}".encode()).hexdigest()[:12],
            run_id=run.id,
            opened_at=world.clock.now(),
            status="open",
            check_in=CheckIn(),
            version=1,
        )
    )


def _untouched(unit: Unit, runs: Sequence[Run]) -> Iterator[KeptCheckIn]:
    open_ones = (unit.check_ins.open_for_run(run.id) for run in runs)
    return (kept for kept in open_ones if kept is not None and kept.is_untouched)


def reminder_key(unit: Unit, run: Run) -> str:
    """Name the reminder of this run's check-in; one that was made for another record of the run stays the one."""
    keys = [f"check_in:{record.id}" for record in (run, *unit.runs.shadowed(run.id))]
    return next((key for key in keys if unit.reminders.get(key) is not None), keys[0])
