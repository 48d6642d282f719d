"""A house whose vendors are fakes and whose waits take no time, and how its worker goes on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from adapters.channels.sync.desk import Desk
from adapters.locks.vault import Vault
from service.app.connections import get
from service.app.ports import Blobs, Store
from service.app.syncing import progress, sync
from service.app.world import World
from tests.build.vendors import garmin, intervals
from tests.build.world import MovableClock
from tests.build.world import world as build_world

TODAY = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
KEYS = {"garmin": garmin.KEY, "intervals": intervals.KEY}


@dataclass
class House:
    world: World
    clock: MovableClock
    waits: list[float]


@contextmanager
def house(
    folder: Path, bases: Mapping[str, str], *, store: Store | None = None, blobs: Blobs | None = None
) -> Iterator[House]:
    """Give a world whose vendors are fakes and whose waits take no time."""
    clock, waits = MovableClock(TODAY), list[float]()
    desk = Desk(folder, Vault(lambda: b"k" * 32), today=clock.local_date, bases=bases, pause=waits.append)
    yield House(replace(build_world(clock, store=store, blobs=blobs), vendors=desk), clock, waits)


def sync_to_the_end(inside: House, vendor: str, *, most: int = 40) -> int:
    """Sync whenever its time has come, as the worker does, until nothing waits and nothing is wrong."""
    for nth in range(1, most + 1):
        tally = sync(inside.world, vendor)
        if tally.trouble is None and progress(inside.world, vendor).waiting == 0:
            return nth
        then = get(inside.world, vendor).next_at
        assert then is not None
        inside.clock.at = max(then, inside.clock.at)
    raise AssertionError("never done")
