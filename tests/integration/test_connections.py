"""Connected accounts: what is new comes in, trouble is told once, keys stay secret, and off is off."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.vendors import KeyRefused
from service.app.connections import (
    all_of,
    connect,
    disconnect,
    find,
    get,
    let_tell_back,
    switch,
)
from service.app.observing import observed
from service.app.reminding import remind, unread
from service.app.syncing import MOST_TRIES, ask_for_sync, progress, sync, sync_due
from service.core.errors import Conflict, InputError, NotFound, WorldError
from tests.build import fit
from tests.build.records import assessment, kept_assessment, kept_check_in
from tests.build.vendors import garmin, intervals
from tests.build.vendors.house import KEYS, House, house
from tests.build.vendors.server import Ask, Reply, served


def run_file(day: date) -> bytes:
    start = fit.T0 + 86_400 * (day - date(2021, 9, 8)).days
    return fit.file(fit.file_id() + fit.session(start, seconds=1800, metres=5000))


def had(nth: int, day: date) -> garmin.Had:
    return garmin.Had(nth, f"{day} 07:00:00", run_file(day))


@contextmanager
def connected(
    folder: Path, fake: garmin.GarminFake | None = None
) -> Iterator[tuple[House, garmin.GarminFake]]:
    fake = fake or garmin.GarminFake([had(n, date(2026, 6, n)) for n in range(1, 4)])
    with served(fake) as base, house(folder, {"garmin": base}) as inside:
        connect(inside.world, "garmin", garmin.KEY)
        yield inside, fake


def test_what_is_new_comes_in_and_nothing_is_fetched_twice(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, fake):
        first = sync(inside.world, "garmin")
        fake.held.activities.append(had(9, date(2026, 6, 20)))
        second = sync(inside.world, "garmin")

        assert (first.files, second.files) == (3, 1)
        assert [fake.asked[f"GET /download-service/files/activity/{n}"] for n in (1, 2, 3, 9)] == [1] * 4
        with inside.world.store.unit() as unit:
            runs = unit.runs.latest()
            assert unit.runs.file(runs[0].sha256).origin == "garmin"  # type: ignore[union-attr]
        assert [run.metrics.day.day for run in runs] == [20, 3, 2, 1]
        assert all(run.findings.all for run in runs)


def test_an_activity_that_reached_the_vendor_weeks_late_is_found(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, fake):
        sync(inside.world, "garmin")
        fake.held.activities.append(had(9, date(2026, 6, 4)))
        fake.held.activities.append(had(10, date(2019, 6, 4)))

        assert sync(inside.world, "garmin").files == 1
        assert sync(inside.world, "garmin", whole=True).files == 1


def test_what_came_by_cable_is_known(tmp_path: Path) -> None:
    from adapters.files import RawFile
    from service.app.importing import import_file

    with connected(tmp_path) as (inside, _):
        import_file(inside.world, RawFile("a.fit", run_file(date(2026, 6, 1))))
        tally = sync(inside.world, "garmin")

        assert (tally.files, tally.known) == (2, 1)


def test_an_activity_deleted_between_two_pages_hides_no_other(tmp_path: Path) -> None:
    first = date(2026, 1, 1)
    fake = garmin.GarminFake([had(n, first + timedelta(days=n)) for n in range(100)])
    search, pages = fake._search, []

    def deleting(ask: Ask) -> Reply:
        answer = search(ask)
        pages.append(ask)
        fake.held.activities = [one for one in fake.held.activities if one.id != len(pages)]
        return answer

    fake._search = deleting  # type: ignore[method-assign]
    with served(fake) as base, house(tmp_path, {"garmin": base}) as inside:
        account = inside.world.vendors.account("garmin", garmin.KEY)

        found = {int(one.id) for one in account.listed(date(2000, 1, 1))}

    assert found >= {n for n in range(100) if n > len(pages)}


def test_a_wrong_key_is_not_kept(tmp_path: Path) -> None:
    with served(garmin.GarminFake()) as base, house(tmp_path, {"garmin": base}) as inside:
        with pytest.raises(InputError, match="does not take this key"):
            connect(inside.world, "garmin", "grmn-wrong-wrong")
        for nonsense in ("", "short", "two words here", "ключключключ", "x" * 600):
            with pytest.raises(InputError, match="no key"):
                connect(inside.world, "garmin", nonsense)
        with pytest.raises(NotFound):
            get(inside.world, "garmin")


def test_a_key_that_ends_is_told_of_a_week_before(tmp_path: Path) -> None:
    with served(garmin.GarminFake()) as base, house(tmp_path, {"garmin": base}) as inside:
        with pytest.raises(InputError, match="has ended"):
            connect(inside.world, "garmin", garmin.KEY, ends_on=date(2026, 6, 29))
        connect(inside.world, "garmin", garmin.KEY, ends_on=date(2026, 7, 20))
        told = []
        for _ in range(15):
            remind(inside.world)
            told.append(len(unread(inside.world)))
            inside.clock.pass_by(days=1)

        assert told == [0] * 13 + [1] * 2


def test_a_key_that_is_refused_later_is_told_once_and_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with connected(tmp_path) as (inside, fake):
        sync_due(inside.world)
        fake.keys.clear()
        fake.token = None
        for _ in range(24 * 5):
            inside.clock.pass_by(hours=1)
            sync_due(inside.world)
            remind(inside.world)

        assert len(unread(inside.world)) == 1
        assert get(inside.world, "garmin").code == KeyRefused.code
        told = [line for line in caplog.messages if "key_refused" in line]
        assert len(told) == 1
        assert fake.asked[f"POST {garmin.TOKEN_PATH}"] < 10

        fake.keys.add(garmin.KEY)
        inside.clock.pass_by(days=2)
        sync_due(inside.world)
        assert get(inside.world, "garmin").trouble is None
    assert garmin.KEY not in caplog.text


def test_a_dead_service_is_told_once_and_asked_less_and_less(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with connected(tmp_path) as (inside, fake):
        fake.down = True
        for _ in range(24 * 5):
            sync_due(inside.world)
            remind(inside.world)
            inside.clock.pass_by(hours=1)

        assert len(unread(inside.world)) == 1
        assert get(inside.world, "garmin").failures < 15
        assert len([line for line in caplog.messages if "vendor_away" in line]) == 1


def test_a_long_pause_that_is_asked_for_is_kept(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, fake):
        fake.faults, fake.share, fake.retry_after = ("429",), 1.0, "3600"
        sync_due(inside.world)
        asked = sum(fake.asked.values())
        inside.clock.pass_by(hours=0.95)
        sync_due(inside.world)

        assert sum(fake.asked.values()) == asked


def test_one_broken_file_holds_nothing_up_and_is_given_up_in_the_end(tmp_path: Path) -> None:
    fake = garmin.GarminFake([had(n, date(2026, 6, n)) for n in range(1, 4)])
    file = fake._file
    fake._file = lambda ask: Reply(500) if ask.path.endswith("/1") else file(ask)  # type: ignore[method-assign]
    with connected(tmp_path, fake) as (inside, _):
        tallies = [sync(inside.world, "garmin") for _ in range(MOST_TRIES + 1)]

        assert [tally.files for tally in tallies] == [2] + [0] * MOST_TRIES
        assert all(tally.trouble is None for tally in tallies)
        assert progress(inside.world, "garmin").given_up == 1
        assert fake.asked["GET /download-service/files/activity/1"] == MOST_TRIES * 4


def test_off_is_off_and_a_button_is_heeded(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, fake):
        switch(inside.world, "garmin", is_on=False)
        asked = sum(fake.asked.values())
        sync_due(inside.world)
        assert sum(fake.asked.values()) == asked

        ask_for_sync(inside.world, "garmin")
        sync_due(inside.world)
        assert progress(inside.world, "garmin").taken == 3


def test_a_connection_that_is_cut_during_a_sync_stays_cut(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, fake):
        file = fake._file

        def cutting(ask: Ask) -> Reply:
            with inside.world.store.unit() as unit:
                known = find(unit, "garmin")
            if known is not None:
                disconnect(inside.world, "garmin")
            return file(ask)

        fake._file = cutting  # type: ignore[method-assign]
        sync(inside.world, "garmin")

        with inside.world.store.unit() as unit:
            assert all_of(unit) == []


def test_two_syncs_never_run_at_once(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, _), inside.world.vendors.alone("garmin"):
        with pytest.raises(Conflict):
            sync(inside.world, "garmin")
        sync_due(inside.world)


def test_keys_are_sealed_and_open_for_their_own_vendor_alone(tmp_path: Path) -> None:
    with connected(tmp_path) as (inside, _):
        sealed = get(inside.world, "garmin").sealed

        assert garmin.KEY not in sealed
        assert inside.world.vendors.unseal("garmin", sealed) == garmin.KEY
        for vendor, text in (
            ("intervals", sealed),
            ("garmin", sealed[:-4] + "AAA="),
            ("garmin", "not base64"),
        ):
            with pytest.raises(WorldError, match="Connect again"):
                inside.world.vendors.unseal(vendor, text)


def test_nights_are_kept_and_feed_the_resting_heart_rate(tmp_path: Path) -> None:
    days = {date(2026, 6, n): garmin.Day(sleep_s=27_000, hrv=60, resting=40 + n % 3) for n in range(1, 30)}
    fake = garmin.GarminFake([had(1, date(2026, 6, 29))], days)
    with connected(tmp_path, fake) as (inside, _):
        sync(inside.world, "garmin")

        with inside.world.store.unit() as unit:
            assert len(observed(unit, "hrv_ms")) == 29
            assert observed(unit, "sleep_s")[0] == (date(2026, 6, 1), "garmin", 27_000.0)
            (run,) = unit.runs.latest()
        assert run.measured_by is not None
        rest = run.measured_by.baselines.hr_rest
        assert rest is not None
        assert (rest.value, rest.source, rest.formula) == (41.0, "device", "median14")


def assessed(inside: House, name: str) -> None:
    """Keep an assessment of pain 6 that asks for rest, made now."""
    kept = kept_assessment(name, check_in_id=name, made_at=inside.clock.now())
    with inside.world.store.unit() as unit:
        unit.check_ins.add(kept_check_in(name, status="done"))
        unit.check_ins.add_assessment(replace(kept, assessment=assessment(triage="rest_first")))


def test_soreness_is_written_back_where_it_is_wanted(tmp_path: Path) -> None:
    fake = intervals.IntervalsFake(wellness={"2026-06-30": {"restingHR": 44}})
    with served(fake) as base, house(tmp_path, {"intervals": base}) as inside:
        connect(inside.world, "intervals", KEYS["intervals"])
        assessed(inside, "1")
        sync(inside.world, "intervals")
        assert "soreness" not in fake.wellness["2026-06-30"]

        let_tell_back(inside.world, "intervals", tells_back=True)
        inside.clock.pass_by(hours=1)
        assessed(inside, "2")
        sync(inside.world, "intervals")
        sync(inside.world, "intervals")

    assert fake.wellness["2026-06-30"] == {"restingHR": 44, "soreness": 3, "injury": 2}
    assert fake.asked["PUT /api/v1/athlete/0/wellness/2026-06-30"] == 1
