"""One suite for the store's Protocols, run on the database and on the fake that use cases are tested with."""

from dataclasses import replace
from datetime import UTC, date, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError

from service.app.ports import Store
from service.core.activity import Device, Verdict
from service.core.athlete import Athlete
from service.core.findings import Findings
from tests.build import records as build
from tests.build.stored import add_runs
from voice.script.coaching import Coaching, CueKind, Given

BUG = (IntegrityError, AssertionError)
"""What a write that makes no sense raises: nobody but a programmer can mend it."""


# ---- units


def test_a_unit_that_raises_leaves_nothing_behind(store: Store) -> None:
    add_runs(store, 1)

    def interrupted() -> None:
        with store.unit() as unit:
            unit.runs.add_file(build.kept_file(build.sha(2)))
            unit.profiles.put(Athlete(age=51))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()

    with store.unit() as unit:
        assert unit.runs.file(build.sha(2)) is None
        assert unit.profiles.get() == Athlete()
        assert unit.runs.count() == 1


def test_a_unit_sees_what_it_wrote(store: Store) -> None:
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file())
        first = unit.runs.file(build.SHA)
        unit.runs.add_file(replace(build.kept_file(), name="renamed.fit"))

        assert first == build.kept_file()
        assert unit.runs.file(build.SHA) == replace(build.kept_file(), name="renamed.fit")


# ---- files


def test_a_file_comes_back_as_it_was(store: Store) -> None:
    bare = replace(
        build.kept_file(build.sha(2), verdict=Verdict.UNREADABLE),
        file_type=None,
        device=Device(),
        warnings=(),
    )
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file())
        unit.runs.add_file(bare)

    with store.unit() as unit:
        assert unit.runs.file(build.SHA) == build.kept_file()
        assert unit.runs.file(bare.sha256) == bare
        assert unit.runs.file(build.sha(3)) is None


def test_a_moment_comes_back_in_utc(store: Store) -> None:
    in_auckland = build.NOON.astimezone(timezone(timedelta(hours=13)))
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file(received_at=in_auckland))

    with store.unit() as unit:
        kept = unit.runs.file(build.SHA)

    assert kept is not None
    assert kept.received_at == build.NOON
    assert kept.received_at.tzinfo is not None
    assert kept.received_at.astimezone(UTC).microsecond == 250_000


def test_the_same_file_again_keeps_its_runs(store: Store) -> None:
    add_runs(store, 1)

    with store.unit() as unit:
        unit.runs.add_file(replace(build.kept_file(build.sha(1)), verdict=Verdict.PARTIAL))

    with store.unit() as unit:
        assert unit.runs.count() == 1
        assert [file.verdict for file in unit.runs.files()] == [Verdict.PARTIAL]


def test_a_file_is_found_by_its_public_name(store: Store) -> None:
    add_runs(store, 1, 2)

    with store.unit() as unit:
        found = unit.runs.file_by_activity(build.sha(2)[:16])

        assert found is not None
        assert found.sha256 == build.sha(2)


@pytest.mark.parametrize("name", ["", "0", "00000002", "%", "0000000200000002g", "zzzzzzzzzzzzzzzz"])
def test_half_a_name_finds_no_file(store: Store, name: str) -> None:
    add_runs(store, 2)

    with store.unit() as unit:
        assert unit.runs.file_by_activity(name) is None
        assert unit.runs.of_activity(name) == []


def test_files_come_newest_first_by_page(store: Store) -> None:
    add_runs(store, 3, 1, 4, 2)

    with store.unit() as unit:
        pages = [[file.sha256 for file in unit.runs.files(limit=3, offset=at)] for at in (0, 3)]

    assert pages == [[build.sha(1), build.sha(2), build.sha(3)], [build.sha(4)]]


# ---- runs


def test_a_run_comes_back_as_it_was(store: Store) -> None:
    add_runs(store, 1, distance_m=None)

    with store.unit() as unit:
        expected = build.run(1, start=build.NOON - timedelta(days=1), distance_m=None)

        assert unit.runs.get(expected.id) == expected
        assert unit.runs.get("unknown-0") is None


def test_a_run_added_again_is_replaced(store: Store) -> None:
    add_runs(store, 1)
    better = replace(build.run(1), findings=Findings())

    with store.unit() as unit:
        unit.runs.add(better)

    with store.unit() as unit:
        assert unit.runs.get(better.id) == better
        assert unit.runs.count() == 1


def test_a_run_without_its_file_is_a_bug(store: Store) -> None:
    with pytest.raises(BUG), store.unit() as unit:
        unit.runs.add(build.run(1))


def test_the_runs_of_one_file_come_earliest_first(store: Store) -> None:
    add_runs(store, 1, 2)
    afternoon = build.run(2, session=10, start=build.NOON - timedelta(days=2) + timedelta(hours=4))
    with store.unit() as unit:
        unit.runs.add(afternoon)

        ids = [run.id for run in unit.runs.of_activity(build.sha(2)[:16])]

    assert ids == [f"{build.sha(2)[:16]}-0", f"{build.sha(2)[:16]}-10"]


def test_the_latest_runs_come_first_by_page(store: Store) -> None:
    add_runs(store, 3, 1, 4, 2)

    with store.unit() as unit:
        pages = [[run.sha256 for run in unit.runs.latest(limit=3, offset=at)] for at in (0, 3)]

    assert pages == [[build.sha(1), build.sha(2), build.sha(3)], [build.sha(4)]]


def test_the_past_ends_the_day_before(store: Store) -> None:
    add_runs(store, 0, 1, 29, 30, 31, 400)

    with store.unit() as unit:
        month = unit.runs.past(before=build.day(0), days=30)
        ever = unit.runs.past(before=build.day(0))

    assert [run.day for run in month] == [build.day(30), build.day(29), build.day(1)]
    assert [run.day for run in ever] == [build.day(n) for n in (400, 31, 30, 29, 1)]


def test_the_past_is_what_history_needs(store: Store) -> None:
    add_runs(store, 1, distance_m=None)

    with store.unit() as unit:
        (past,) = unit.runs.past(before=date(2026, 10, 4))

    assert past.id == build.run(1).id
    assert past.start == build.NOON - timedelta(days=1)
    assert past.distance_m is None
    assert past.moving_s == 6_250.5


@pytest.mark.parametrize("days", [None, 2])
def test_lengths_are_of_the_same_runs_as_the_past(store: Store, days: int | None) -> None:
    add_runs(store, 3, 0, 1)
    add_runs(store, 2, distance_m=None)

    with store.unit() as unit:
        past = unit.runs.past(before=build.day(0), days=days)
        lengths = unit.runs.lengths(before=build.day(0), days=days)

    told = [
        (run.id, run.day, run.distance_m, run.load, run.load_estimated, run.descent_m, run.steps)
        for run in past
    ]
    assert len(told) == (3 if days is None else 2)
    assert [tuple(run) for run in lengths] == told


def test_a_quarantined_run_is_no_history(store: Store) -> None:
    add_runs(store, 1, 2)
    with store.unit() as unit:
        run = build.run(2, start=build.NOON - timedelta(days=2))
        unit.runs.add(replace(run, metrics=replace(run.metrics, quarantined="watch_left_running")))

        past = unit.runs.past(before=build.day(0))
        lengths = unit.runs.lengths(before=build.day(0))
        shown = unit.runs.since(build.day(5))

    assert [each.day for each in past] == [build.day(1)]
    assert [each.day for each in lengths] == [build.day(1)]
    assert len(shown) == 2


def test_runs_since_a_day_include_that_day(store: Store) -> None:
    add_runs(store, 0, 1, 2)

    with store.unit() as unit:
        days = [run.metrics.day for run in unit.runs.since(build.day(1))]

    assert days == [build.day(1), build.day(0)]


# ---- the profile


def test_an_unknown_runner_has_an_empty_profile(store: Store) -> None:
    with store.unit() as unit:
        assert unit.profiles.get() == Athlete()


def test_everything_is_spoken_until_the_runner_chooses(store: Store) -> None:
    chosen = Coaching({CueKind.COUNT: Given.TONE, CueKind.PRAISE: Given.OFF})
    with store.unit() as unit:
        assert unit.profiles.coaching() == Coaching()

        unit.profiles.put_coaching(Coaching({CueKind.FIX: Given.OFF}))
        unit.profiles.put_coaching(chosen)

        assert unit.profiles.coaching() == chosen
        assert unit.profiles.get() == Athlete()


def test_the_profile_is_the_last_one_put(store: Store) -> None:
    runner = Athlete(
        age=51, sex="female", conditions={"anticoagulant": False}, confirmed=date(2026, 9, 1), country="GB"
    )
    with store.unit() as unit:
        unit.profiles.put(Athlete(age=50))
    with store.unit() as unit:
        unit.profiles.put(runner)

    with store.unit() as unit:
        assert unit.profiles.get() == runner
