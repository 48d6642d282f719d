"""Five hundred activities from each vendor through all that goes wrong on the way: every file once, none lost."""

import hashlib
import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from service.app.connections import connect
from service.app.syncing import progress
from service.app.world import World
from tests.build import fit
from tests.build.vendors import garmin, intervals
from tests.build.vendors.house import KEYS, house, sync_to_the_end
from tests.build.vendors.server import FAULTS, Vendor, served

COUNT = 500
FIRST = date(2024, 1, 1)
VENDORS = ("garmin", "intervals")
SEEDS = [int(seed) for seed in os.environ.get("SYNC_SEEDS", "1").split()]
"""More of them by hand: SYNC_SEEDS=\"2 3 4\" pytest tests/integration/test_sync.py"""


def files(count: int, chance: Random) -> list[tuple[str, bytes]]:
    """Give (local start, file) in no order: most days one, some with several, some files twice under two names."""
    made = []
    for n in range(count):
        day = FIRST + timedelta(days=chance.randrange(600))
        start = fit.T0 + 86_400 * (day - date(2021, 9, 8)).days + n
        sport = fit.RUNNING if n % 10 == 0 else fit.CYCLING
        data = fit.file(fit.file_id() + fit.session(start, sport=sport))
        made.append((f"{day} {chance.randrange(24):02}:00:00", data))
    for n in chance.sample(range(count), count // 50):
        made[n] = (made[n][0], made[0][1])
    return made


def fake_of(vendor: str, made: Sequence[tuple[str, bytes]], *, seed: int, share: float) -> Vendor:
    fake: garmin.GarminFake | intervals.IntervalsFake
    if vendor == "garmin":
        had = [garmin.Had(10_000 + n, start, data) for n, (start, data) in enumerate(made)]
        fake = garmin.GarminFake(had, faults=FAULTS, share=share, seed=seed)
    else:
        others = [intervals.Had(f"i{10_000 + n}", start, data) for n, (start, data) in enumerate(made)]
        fake = intervals.IntervalsFake(others, faults=FAULTS, share=share, seed=seed)
    fake.doubles = True
    return fake


def here(world: World) -> list[str]:
    with world.store.unit() as unit:
        return sorted(file.sha256 for file in unit.runs.files(limit=2 * COUNT))


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("vendor", VENDORS)
def test_five_hundred_come_once_each_and_none_is_lost(vendor: str, seed: int, tmp_path: Path) -> None:
    made = files(COUNT, Random(seed))  # noqa: S311  # what is in the account, not secrets
    fake = fake_of(vendor, made, seed=seed, share=0.12)
    with served(fake) as base, house(tmp_path, {vendor: base}) as inside:
        connect(inside.world, vendor, KEYS[vendor])
        syncs = sync_to_the_end(inside, vendor)

        assert here(inside.world) == sorted({hashlib.sha256(data).hexdigest() for _, data in made})
        assert progress(inside.world, vendor).taken == COUNT
    assert set(fake.injected) == set(FAULTS)
    assert sum(fake.injected.values()) > 50
    assert fake.most_together <= 2
    assert syncs < 40
