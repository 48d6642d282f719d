"""Whatever order the files come in, the findings are the same."""

from itertools import islice
from random import Random

import pytest

from service.app.importing import import_file
from service.app.judging import settle
from service.app.overview import list_runs
from service.app.world import World
from service.core.findings import Findings
from tests.build.watch import import_all, watch_run, world_of

# A long silence, then regular runs: the old one still decides how many days the history covers.
DAYS = (0, 150, 153, 156, 158, 160, 163, 167, 170)
RUNS = {f"{day}.fit": watch_run(days=day, km=4 + day % 7) for day in DAYS}


def findings(world: World) -> dict[str, Findings]:
    return {run.sha256: run.findings for run in list_runs(world, limit=99, offset=0)}


def in_order() -> dict[str, Findings]:
    world, files = world_of(RUNS)
    for raw in files:
        import_file(world, raw)
    return findings(world)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("together", [True, False])
def test_any_order_of_import_gives_the_same_findings(seed: int, together: bool) -> None:
    world, files = world_of(RUNS)
    Random(seed).shuffle(files)  # noqa: S311  # an order, not a secret

    done = list(import_all(world, files)) if together else [import_file(world, raw) for raw in files]

    assert len(done) == len(DAYS)
    assert findings(world) == in_order()


def test_stopping_in_the_middle_keeps_and_judges_what_is_in() -> None:
    world, files = world_of(RUNS)
    coming = import_all(world, reversed(files))

    list(islice(coming, 4))
    coming.close()

    kept = findings(world)
    assert len(kept) == 4
    assert all(one.all for one in kept.values())


def test_what_a_crash_left_unjudged_is_judged_later() -> None:
    world, files = world_of(RUNS)
    coming = import_all(world, files)
    list(islice(coming, 3))
    before = findings(world)

    judged = settle(world)

    assert all(one == Findings() for one in before.values())
    assert judged == 3
    assert all(one.all for one in findings(world).values())
    assert settle(world) == 0
