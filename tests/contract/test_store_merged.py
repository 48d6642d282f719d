"""Two records of one run, and findings that wait: what both stores must do."""

from datetime import timedelta

from service.app.ports import Store
from service.core.findings import Findings
from tests.build import records as build
from tests.build.stored import add_runs

MINUTE = timedelta(minutes=1)


def names(n: int) -> str:
    return build.run(n).id


def test_a_run_in_the_shadow_is_counted_nowhere(store: Store) -> None:
    add_runs(store, 1, 2, 3)

    with store.unit() as unit:
        unit.runs.shadow(names(2), by=names(1))

    with store.unit() as unit:
        assert unit.runs.count() == 2
        assert [run.id for run in unit.runs.latest()] == [names(1), names(3)]
        assert [run.id for run in unit.runs.past(before=build.day(0))] == [names(3), names(1)]
        assert [run.id for run in unit.runs.lengths(before=build.day(0))] == [names(3), names(1)]
        assert [run.id for run in unit.runs.since(build.day(9))] == [names(3), names(1)]
        assert unit.runs.around(build.NOON - timedelta(days=2), within=MINUTE) == []


def test_a_run_in_the_shadow_is_still_there_and_comes_back(store: Store) -> None:
    add_runs(store, 1, 2)

    with store.unit() as unit:
        unit.runs.shadow(names(2), by=names(1))
        hidden = unit.runs.get(names(2))
        (listed,) = unit.runs.shadowed(names(1))
        unit.runs.shadow(names(2), by=None)

    assert hidden is not None
    assert hidden.shadowed_by == names(1)
    assert listed.id == names(2)
    with store.unit() as unit:
        assert unit.runs.shadowed(names(1)) == []
        assert unit.runs.count() == 2


def test_runs_about_one_moment_are_found_with_both_edges(store: Store) -> None:
    add_runs(store, 1)
    start = build.NOON - timedelta(days=1)

    with store.unit() as unit:
        assert [run.id for run in unit.runs.around(start + MINUTE, within=MINUTE)] == [names(1)]
        assert [run.id for run in unit.runs.around(start - MINUTE, within=MINUTE)] == [names(1)]
        assert unit.runs.around(start + 1.1 * MINUTE, within=MINUTE) == []


def test_stale_findings_wait_oldest_first_until_they_are_judged(store: Store) -> None:
    add_runs(store, 1, 2, 3)

    with store.unit() as unit:
        assert unit.runs.stale(limit=9) == []
        unit.runs.mark_stale(first=build.day(2), last=build.day(1))
        unit.runs.mark_stale(first=build.day(2), last=build.day(2))
        assert [run.id for run in unit.runs.stale(limit=9)] == [names(2), names(1)]
        assert [run.id for run in unit.runs.stale(limit=1)] == [names(2)]
        unit.runs.judge(names(2), Findings())

    with store.unit() as unit:
        judged = unit.runs.get(names(2))
        assert judged is not None
        assert judged.findings == Findings()
        assert [run.id for run in unit.runs.stale(limit=9)] == [names(1)]


def test_a_run_that_is_added_again_is_not_stale(store: Store) -> None:
    add_runs(store, 1)

    with store.unit() as unit:
        unit.runs.mark_stale(first=build.day(1), last=build.day(1))
        unit.runs.add(build.run(1, start=build.NOON - timedelta(days=1)))

    with store.unit() as unit:
        assert unit.runs.stale(limit=9) == []


def test_a_record_that_was_parted_counts_and_says_so_in_the_history(store: Store) -> None:
    add_runs(store, 1, 2)

    with store.unit() as unit:
        unit.runs.shadow(names(2), by=names(1))
        unit.runs.part(names(2))

    with store.unit() as unit:
        parted = unit.runs.get(names(2))
        assert parted is not None
        assert parted.apart
        assert [run.apart for run in unit.runs.past(before=build.day(0))] == [True, False]


def test_what_came_in_is_known_until_the_run_is_judged(store: Store) -> None:
    add_runs(store, 1)

    with store.unit() as unit:
        unit.runs.mark_stale(first=build.day(1), last=build.day(1), came_in=build.day(9))
        unit.runs.mark_stale(first=build.day(1), last=build.day(1), came_in=build.day(7))
        (waiting,) = unit.runs.stale(limit=9)
        unit.runs.judge(names(1), Findings(), rejudged="A run came in later.")
        unit.runs.judge(names(1), Findings())

    with store.unit() as unit:
        judged = unit.runs.get(names(1))
    assert waiting.came_in == build.day(9)
    assert judged is not None
    assert (judged.came_in, judged.rejudged) == (None, "A run came in later.")
