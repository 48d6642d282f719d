"""Whatever order the files come in, the findings are the same."""

from datetime import timedelta
from itertools import islice
from random import Random

import pytest

from service.app.importing import import_file
from service.app.judging import settle
from service.app.overview import list_runs
from service.app.world import World
from service.core.findings import Findings
from tests.build import records as build
from tests.build.watch import MORNING, import_all, watch_run, world_of

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

    judged = settle(world).judged

    assert all(one == Findings() for one in before.values())
    assert judged == 3
    assert all(one.all for one in findings(world).values())
    assert settle(world).judged == 0


def test_an_older_run_says_in_the_later_one_what_it_changed() -> None:
    later = {f"{day}.fit": watch_run(days=day, km=6.0) for day in (40, 50, 60, 69)} | {
        "long.fit": watch_run(days=70, km=12.0)
    }
    world, files = world_of({**later, "older.fit": watch_run(days=55, km=14.0)})
    for raw in files[:-1]:
        import_file(world, raw)

    done = import_file(world, files[-1])

    with world.store.unit() as unit:
        (longest,) = [run for run in unit.runs.latest(limit=9) if run.metrics.day.isoformat() == "2026-08-10"]
    assert longest.rejudged is not None
    assert longest.rejudged.startswith("A run of 26 July 2026 came in later, so this one was judged again: ")
    assert "the step in distance went from moderate to reference" in longest.rejudged
    assert (done.settled.again, done.settled.changed) == (3, 1)
    assert done.settled.words == "3 later runs were judged again; 1 changed."


def test_a_newest_run_judges_nothing_again() -> None:
    world, files = world_of(RUNS)

    done = [import_file(world, raw) for raw in files]

    assert {one.settled.words for one in done} == {None}


def test_a_step_run_on_sore_legs_is_high() -> None:
    runs = {f"{day}.fit": watch_run(days=day, km=6.0) for day in (0, 10, 20, 30)} | {
        "step.fit": watch_run(days=40, km=8.0)
    }
    levels = []
    for sore in (False, True):
        world, files = world_of(runs)
        if sore:
            kept = build.kept_assessment("a1", check_in_id="c1", made_at=MORNING + timedelta(days=39))
            with world.store.unit() as unit:
                unit.check_ins.add(build.kept_check_in("c1"))
                unit.check_ins.add_assessment(kept)
        *_, last = [import_file(world, raw) for raw in files]
        found = last.runs[0].findings.get("overload")
        assert found is not None
        levels.append((found.level, found.numbers.get("soreness_0_10")))

    assert levels == [("notice", None), ("high", 6.0)]
