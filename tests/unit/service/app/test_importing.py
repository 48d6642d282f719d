import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.files import MAX_FILE_BYTES, RawFile
from service.app.importing import Imported, import_file
from service.app.overview import get_activity, original
from service.app.records import Run
from service.app.world import World
from service.core.activity import Verdict
from service.core.errors import NotFound, WorldError
from tests.build import fit
from tests.build.memory_store import MemoryBlobs, MemoryStore, MemoryUnit
from tests.build.world import MovableClock, Watch, run_on, world

DAY = date(2026, 5, 31)


class FailingStore(MemoryStore):
    """Refuses to commit as long as it is told to, like a disk that is full."""

    fails = False

    @contextmanager
    def unit(self, *, alone: bool = False) -> Iterator[MemoryUnit]:
        with super().unit(alone=alone) as unit:
            yield unit
            if self.fails:
                raise WorldError("The disk is full.", code="disk_full")


def level(run: Run, finding: str = "session_spike") -> str:
    found = run.findings.get(finding)
    assert found is not None
    return found.level


def remembered(house: World) -> tuple[int, int]:
    """Give how many files and how many runs there are."""
    with house.store.unit() as unit:
        return len(unit.runs.files()), unit.runs.count()


def test_a_run_is_kept_read_and_remembered() -> None:
    house = world(MovableClock())
    raw = RawFile("Morning.fit", fit.run(600), "command")

    done = import_file(house, raw)

    assert (done.file.verdict, done.file.name, done.file.origin, done.known) == (
        Verdict.COMPLETE,
        "Morning.fit",
        "command",
        False,
    )
    assert done.runs[0].id == f"{raw.sha256[:16]}-0"
    assert done.runs[0].metrics.distance.value == 1800.0
    assert original(house, done.file.activity_id) == ("Morning.fit", raw.data)


def test_the_same_bytes_twice_are_one_activity_whatever_they_are_called() -> None:
    house = world()
    first = import_file(house, RawFile("a.fit", fit.run(60)))

    again = import_file(house, RawFile("copy of a.fit", fit.run(60)))

    assert again == Imported(first.file, first.runs, known=True)
    assert remembered(house) == (1, 1)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a zip", ""),
        (b"\x00" * 500, ""),
        (fit.run(60)[:20], ""),
        (bytes(MAX_FILE_BYTES + 1), "our limit is 32 MB"),
    ],
    ids=["empty", "foreign", "zeros", "cut off", "too large"],
)
def test_a_file_that_cannot_be_read_is_remembered_with_its_reason_and_stops_no_other(
    data: bytes, words: str
) -> None:
    house = world()

    bad, good = (import_file(house, RawFile("x.fit", bytes_)) for bytes_ in (data, fit.run(60)))

    assert bad.runs == ()
    assert get_activity(house, bad.file.activity_id).file == bad.file
    assert bad.file.reason is not None
    assert words in bad.file.reason
    assert good.file.verdict is Verdict.COMPLETE
    assert remembered(house) == (2, 1)


def test_the_bytes_of_a_file_above_the_limit_are_not_kept_and_we_say_so() -> None:
    blobs = MemoryBlobs()
    house = world(blobs=blobs)

    done = import_file(house, RawFile("video.fit", bytes(MAX_FILE_BYTES + 1)))

    assert blobs.by_digest == {}
    with pytest.raises(NotFound, match="too large to take in, so it was not kept"):
        original(house, done.file.activity_id)


def test_a_file_is_kept_at_the_limit() -> None:
    blobs = MemoryBlobs()
    raw = RawFile("big.fit", bytes(MAX_FILE_BYTES))

    import_file(world(blobs=blobs), raw)

    assert list(blobs.by_digest) == [raw.sha256]


def test_after_a_crash_between_bytes_and_rows_the_file_can_be_sent_again() -> None:
    store, blobs = FailingStore(), MemoryBlobs()
    house = world(store=store, blobs=blobs)
    raw = RawFile("a.fit", fit.run(60))

    store.fails = True
    with pytest.raises(WorldError):
        import_file(house, raw)
    store.fails = False

    assert remembered(house) == (0, 0)
    done = import_file(house, raw)
    assert (done.known, remembered(house)) == (False, (1, 1))
    assert blobs.by_digest == {raw.sha256: raw.data}


def test_a_ride_is_remembered_as_a_file_without_a_run() -> None:
    house = world()

    done = import_file(house, RawFile("ride.fit", fit.run(60, sport=fit.CYCLING)))

    assert (done.file.verdict, done.runs) == (Verdict.NOT_A_RUN, ())
    assert remembered(house) == (1, 0)


def test_every_running_session_of_a_file_is_a_run_and_no_other() -> None:
    watch = Watch()
    house = world(decode=watch.decode)
    swum = run_on(DAY, sport="swimming")
    later = replace(run_on(DAY), start=run_on(DAY + timedelta(days=1)).start)

    done = import_file(house, watch.file(swum, run_on(DAY), later))

    assert [run.id[-2:] for run in done.runs] == ["-1", "-2"]


def test_a_run_without_a_start_is_shown_but_not_remembered_as_a_run() -> None:
    watch = Watch()
    house = world(decode=watch.decode)

    done = import_file(house, watch.file(replace(run_on(DAY), start=None)))

    assert done.runs == ()
    assert remembered(house) == (1, 0)


def test_runs_after_it_are_judged_again_for_as_long_as_history_reaches() -> None:
    watch = Watch()
    house = world(decode=watch.decode)
    ran = [DAY - timedelta(days=back) for back in (25, 15, 5)]
    for day in ran:
        import_file(house, watch.file(run_on(day, km=10)))
    judged = import_file(house, watch.file(run_on(DAY, km=16)))
    assert level(judged.runs[0]) == "unknown"

    import_file(house, watch.file(run_on(DAY - timedelta(days=200), km=5)))

    again = get_activity(house, judged.file.activity_id).runs[0]
    assert level(again) == "moderate"


def test_a_run_that_cannot_be_one_never_counts_in_the_history_of_others() -> None:
    watch = Watch()
    house = world(decode=watch.decode)
    for back in (35, 25, 15, 5):
        import_file(house, watch.file(run_on(DAY - timedelta(days=back), km=5)))
    forgotten = replace(run_on(DAY - timedelta(days=2), km=9.9), timer_s=7 * 3600.0)
    assert import_file(house, watch.file(forgotten)).runs[0].metrics.quarantined == "watch_left_running"

    done = import_file(house, watch.file(run_on(DAY, km=8)))

    assert level(done.runs[0]) == "moderate"


def test_nothing_about_the_runner_is_logged_at_info(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    import_file(world(), RawFile("my secret hill.fit", fit.run(60)))
    import_file(world(), RawFile("my secret hill.fit", b"position 48.1, 11.5"))

    assert not [record for record in caplog.records if "secret" in record.getMessage()]
    assert not [record for record in caplog.records if "48.1" in record.getMessage()]
