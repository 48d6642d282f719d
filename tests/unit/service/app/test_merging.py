"""The same run from the watch and from the phone."""

from itertools import permutations

import pytest

from service.app.checking import look, open_check_in
from service.app.importing import import_file
from service.app.merging import separate, twins
from service.app.overview import list_runs
from service.app.world import World
from service.core.activity import Session
from service.core.errors import NotFound
from tests.build.talk import SORE_THE_NEXT_DAY, answer_step
from tests.build.watch import import_all, phone_run, watch_run, world_of

BOTH = {"watch.fit": watch_run(), "phone.gpx": phone_run()}


@pytest.mark.parametrize("order", list(permutations(BOTH)))
def test_a_run_that_came_by_two_roads_counts_once_as_the_richer_record(order: tuple[str, ...]) -> None:
    world, files = world_of({name: BOTH[name] for name in order})

    first, second = (import_file(world, raw) for raw in files)

    (shown,) = list_runs(world, limit=9, offset=0)
    assert shown.metrics.hr_mean.value is not None
    assert (first.merged, second.merged) == (False, True)
    assert len(world.blobs.get(first.file.sha256)) + len(world.blobs.get(second.file.sha256)) == 18


@pytest.mark.parametrize(
    "other",
    [phone_run(late_s=121), phone_run(late_s=-121), phone_run(km=5.4), phone_run(days=1)],
    ids=["later", "earlier", "longer", "the next day"],
)
def test_a_run_that_is_not_quite_the_same_is_another_run(other: Session) -> None:
    world, files = world_of({"watch.fit": watch_run(), "other.gpx": other})

    done = [import_file(world, raw) for raw in files]

    assert not any(one.merged for one in done)
    assert len(list_runs(world, limit=9, offset=0)) == 2


def test_three_records_of_one_run_are_one_run_whatever_came_first() -> None:
    three = {**BOTH, "tablet.tcx": phone_run(late_s=20)}

    for order in permutations(three):
        world, files = world_of({name: three[name] for name in order})
        for raw in files:
            import_file(world, raw)
        (shown,) = list_runs(world, limit=9, offset=0)
        assert shown.metrics.hr_mean.value is not None


def test_a_record_with_a_check_in_keeps_its_place() -> None:
    world, (watch, phone) = world_of(BOTH)
    answered = import_file(world, phone)
    answer_step(world, look(world, open_check_in(world, answered.runs[0].id).id), SORE_THE_NEXT_DAY)

    import_file(world, watch)

    assert [run.id for run in list_runs(world, limit=9, offset=0)] == [answered.runs[0].id]


def test_merged_records_can_be_separated_and_stay_so_when_sent_again() -> None:
    world, (watch, phone) = world_of(BOTH)
    import_file(world, watch)
    hidden = import_file(world, phone)
    ((front, name),) = twins(world, hidden.file.activity_id)

    let_out = separate(world, front.activity_id)
    again = import_file(world, phone)

    assert name == "watch.fit"
    assert [run.id for run in let_out] == [hidden.runs[0].id]
    assert again.known
    assert len(list_runs(world, limit=9, offset=0)) == 2
    with pytest.raises(NotFound):
        separate(world, front.activity_id)


def test_a_run_recorded_twice_is_half_the_history_that_two_runs_are() -> None:
    season = {f"{day}.fit": watch_run(days=day) for day in range(0, 36, 3)}
    world, files = world_of({**season, "copy.gpx": phone_run(days=30), "last.fit": watch_run(days=36, km=9)})
    alone, other_files = world_of({**season, "last.fit": watch_run(days=36, km=9)})

    *_, last = import_all(world, files)
    *_, same = import_all(alone, other_files)

    with world.store.unit() as unit, alone.store.unit() as other:
        judged, expected = unit.runs.get(last.runs[0].id), other.runs.get(same.runs[0].id)
    assert judged is not None
    assert expected is not None
    assert judged.findings == expected.findings


def test_records_that_were_separated_are_two_runs_in_every_load() -> None:
    season = {f"{day}.fit": watch_run(days=day) for day in range(0, 36, 3)}
    world, files = world_of({**season, "copy.gpx": phone_run(days=33), "last.fit": watch_run(days=36, km=9)})
    *_, hidden, last = import_all(world, files)
    together = week_of(world, last.runs[0].id)

    separate(world, hidden.file.activity_id)

    assert week_of(world, last.runs[0].id) == together + 5.0


def test_a_third_record_joins_one_of_two_that_were_separated() -> None:
    world, files = world_of({**BOTH, "tablet.tcx": phone_run(late_s=20)})
    watch, phone, tablet = files
    import_file(world, watch)
    separate(world, import_file(world, phone).file.activity_id)

    third = import_file(world, tablet)

    assert third.merged
    assert len(list_runs(world, limit=9, offset=0)) == 2


def week_of(world: World, run_id: str) -> float:
    """Give the kilometres of the seven days up to a run, as its findings tell them."""
    with world.store.unit() as unit:
        run = unit.runs.get(run_id)
    assert run is not None
    found = run.findings.get("week_ratio")
    assert found is not None
    return round(found.numbers["week_m"] / 1000.0, 1)
