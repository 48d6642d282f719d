"""What a run is measured by, and when it is measured again."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import numpy as np

from adapters.files import RawFile
from service.app.importing import import_file
from service.app.judging import measure_waiting, settle
from service.app.measuring import rescore, would_change
from service.app.profile import put_profile
from service.app.records import Run
from service.app.world import World
from service.core.activity import Activity, Session, WatchProfile
from service.core.athlete import Athlete
from service.core.load.establish import MeasuredBy
from tests.build.watch import import_all, watch_run, world_of


def beating(days: int, bpm: float) -> Session:
    """Give a run whose heart rate stays about so high; a little wavering, as hearts do."""
    run = watch_run(days=days, km=8.0)
    seconds = np.arange(len(run.streams))
    return replace(run, streams=replace(run.streams, heart_bpm=bpm + np.round(2.0 * np.sin(seconds / 7.0))))


def stored(world: World) -> list[Run]:
    with world.store.unit() as unit:
        return list(reversed(unit.runs.latest(limit=99)))


def by(run: Run) -> MeasuredBy:
    assert run.measured_by is not None
    return run.measured_by


def hr_max(run: Run) -> tuple[float, str] | None:
    top = by(run).baselines.hr_max
    return None if top is None else (top.value, top.source)


def of(runs: Mapping[str, Session]) -> World:
    world, files = world_of(runs)
    for raw in files:
        import_file(world, raw)
    return world


def test_a_run_is_measured_by_what_the_runs_before_it_showed() -> None:
    world = of({"a": beating(0, 150.0), "b": beating(3, 172.0), "c": beating(6, 140.0)})

    first, second, third = stored(world)

    assert hr_max(first) is None
    assert hr_max(second) == (152.0, "observed")
    assert hr_max(third) == (174.0, "observed")
    assert third.metrics.named("load").formula == "load.hrss.banister1991.male_female"
    assert first.metrics.named("load").formula == "load.srpe"
    assert third.metrics.named("hrss").inputs[0] == ("hr_max_bpm", 174.0)


def test_the_watchs_own_word_is_the_devices() -> None:
    world, (raw,) = world_of({"a": beating(0, 150.0)})
    plain = world.decode
    knowing = replace(
        world, decode=lambda raw: replace(plain(raw), profile=WatchProfile(hr_max_bpm=183.0, lthr_bpm=165.0))
    )
    import_file(knowing, raw)

    (run,) = stored(knowing)

    assert hr_max(run) == (183.0, "device")
    assert by(run).baselines.lthr == by(run).told.lthr[0]


def test_an_older_run_with_a_higher_heart_rate_measures_later_ones_again_and_says_so() -> None:
    runs = {"b": beating(3, 150.0), "c": beating(6, 150.0), "a": beating(0, 176.0)}
    world, (b, c, a) = world_of(runs)
    import_file(world, b)
    import_file(world, c)

    done = import_file(world, a)

    assert [hr_max(run) for run in stored(world)] == [None, (178.0, "observed"), (178.0, "observed")]
    assert done.settled.again == 2
    assert done.settled.words is not None
    assert done.settled.words.startswith("2 later runs were judged again; ")
    assert [run.metrics for run in stored(world)] == [
        run.metrics for run in stored(of(dict(sorted(runs.items()))))
    ]


def test_what_is_too_much_to_read_again_at_once_waits_for_the_worker() -> None:
    runs = {f"{day:02}": beating(day, 190.0 - day) for day in range(60)}
    world, files = world_of(runs)

    list(import_all(world, reversed(files)))

    with world.store.unit() as unit:
        waiting = unit.runs.count_unmeasured()
    assert waiting == 60 - 1 - 50
    assert measure_waiting(world) == waiting
    assert measure_waiting(world) == 0
    assert [run.metrics for run in stored(world)] == [run.metrics for run in stored(of(runs))]


def test_a_number_that_the_runner_changes_rescores_nothing_silently() -> None:
    world = of({"a": beating(0, 150.0), "b": beating(3, 150.0)})
    before = [run.metrics for run in stored(world)]

    put_profile(world, Athlete(hr_max_bpm=185.0, hr_rest_bpm=50.0))
    settle(world)
    measure_waiting(world)

    assert [run.metrics for run in stored(world)] == before
    assert [run_id for run_id, _ in would_change(world)] == [run.id for run in stored(world)]


def test_runs_that_come_in_later_are_measured_by_the_new_number_and_the_others_when_asked() -> None:
    world, (a, b) = world_of({"a": beating(0, 150.0), "b": beating(3, 150.0)})
    import_file(world, a)
    put_profile(world, Athlete(hr_max_bpm=185.0))
    import_file(world, b)
    first, second = stored(world)
    assert (hr_max(first), hr_max(second)) == (None, (185.0, "stated"))

    assert rescore(world) == 1
    assert measure_waiting(world) == 1

    assert [hr_max(run) for run in stored(world)] == [(185.0, "stated")] * 2
    assert would_change(world) == []


def test_what_moves_no_number_asks_for_nothing() -> None:
    world = of({"a": beating(0, 150.0)})

    put_profile(world, Athlete(units="mi", country="GB", conditions={"pregnant": False}))

    assert would_change(world) == []


def test_an_older_file_uses_the_word_that_the_later_run_was_measured_by() -> None:
    world, (b, a) = world_of({"b": beating(3, 150.0), "a": beating(0, 176.0)})
    import_file(world, b)
    put_profile(world, Athlete(sex="female"))

    import_file(world, a)

    assert [by(run).baselines.sex for run in stored(world)] == ["female", None]
    assert hr_max(stored(world)[1]) == (178.0, "observed")


def test_a_run_that_was_here_before_is_measured_from_its_original() -> None:
    world = of({"a": beating(0, 150.0), "b": beating(3, 150.0)})
    expected = stored(world)
    with world.store.unit() as unit:  # as the upgrade leaves them
        for run in expected:
            unit.runs.measure(run.id, replace(run.metrics, extra=()), by=None)
            unit.runs.mark_unmeasured(run.id)

    assert measure_waiting(world) == 2

    assert stored(world) == expected


def test_a_run_whose_original_is_gone_keeps_its_numbers() -> None:
    world = of({"a": beating(0, 150.0)})
    (run,) = stored(world)
    with world.store.unit() as unit:
        unit.runs.mark_unmeasured(run.id)
    lost = replace(world, blobs=world_of({})[0].blobs)

    assert measure_waiting(lost) == 1

    (kept,) = stored(world)
    assert kept.metrics == run.metrics
    assert kept.measured_by is None
    assert measure_waiting(lost) == 0


def test_a_stop_in_the_middle_leaves_the_rest_waiting() -> None:
    world = of({f"{day}": beating(day, 150.0) for day in range(4)})
    with world.store.unit() as unit:
        for run in unit.runs.latest(limit=9):
            unit.runs.mark_unmeasured(run.id)
    reads = iter(range(2))

    def tired(raw: RawFile) -> Activity:
        next(reads)
        return world.decode(raw)

    with suppress(StopIteration):
        measure_waiting(replace(world, decode=tired))

    with world.store.unit() as unit:
        assert unit.runs.count_unmeasured() == 2
    assert measure_waiting(world) == 2
