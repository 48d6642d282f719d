"""`connect` and `sync`, and a sync that is killed in the middle."""

import hashlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from service.config import Settings
from service.wiring import open_world
from tests.build import fit
from tests.build.command import Afterrun
from tests.build.vendors import garmin
from tests.build.vendors.server import Ask, Reply, served
from tests.build.waiting import mortal

COUNT = 12
FILES = [fit.file(fit.file_id() + fit.session(fit.T0 + 86_400 * n, sport=fit.CYCLING)) for n in range(COUNT)]


def told(*, key: str) -> io.StringIO:
    return io.StringIO(f"{key}\n")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[garmin.GarminFake]:
    first = date(2021, 9, 8)
    had = [
        garmin.Had(n, f"{first + timedelta(days=n)} 07:00:00", data) for n, data in enumerate(FILES, start=1)
    ]
    fake = garmin.GarminFake(had)
    fake.now = 4_000_000_000.0
    with served(fake) as base:
        monkeypatch.setenv("AFTERRUN_GARMIN_URL", base)
        yield fake


def test_connect_sync_list_and_disconnect(
    afterrun: Afterrun, fake: garmin.GarminFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert afterrun("connect").out == "Nothing is connected. There are: garmin, intervals.\n"
    assert afterrun("sync").code == 2
    monkeypatch.setattr("sys.stdin", told(key="wrong-wrong-wrong"))
    assert "does not take this key" in afterrun("connect", "garmin").err
    monkeypatch.setattr("sys.stdin", told(key=garmin.KEY))
    assert afterrun("connect", "garmin", "--ends", "2099-01-31").code == 0

    assert afterrun("sync").out == f"garmin: {COUNT} new.\n"
    assert afterrun("sync", "--all", "--json").json["new"] == 0
    (one,) = afterrun("connect", "--json").json
    assert (one["fetched"], one["on"], one["key_ends_on"]) == (COUNT, True, "2099-01-31")
    assert garmin.KEY not in str(one)

    assert "switched off" in afterrun("connect", "garmin", "--switch", "off").out
    assert afterrun("sync").code == 2
    assert afterrun("connect", "garmin", "--remove").code == 0
    assert afterrun("sync", "garmin").code == 2
    assert fake.asked[f"GET {garmin.FILE}1"] == 1


def test_a_key_is_never_an_argument(afterrun: Afterrun) -> None:
    with pytest.raises(SystemExit):
        afterrun("connect", "garmin", garmin.KEY)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_sync_that_is_killed_goes_on_where_it_was(
    afterrun: Afterrun, fake: garmin.GarminFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", told(key=garmin.KEY))
    assert afterrun("connect", "garmin").code == 0
    answer, asked, running = fake.answer, list[str](), list["subprocess.Popen[bytes]"]()

    def killing(ask: Ask) -> Reply:
        if ask.path.startswith(garmin.FILE):
            asked.append(ask.path)
            if len(asked) in {4, 9}:
                running[-1].send_signal(signal.SIGKILL)
        return answer(ask)

    fake.answer = killing  # type: ignore[method-assign]
    codes = list[int]()
    while not codes or codes[-1] != 0:
        running.append(subprocess.Popen(mortal(sys.executable, "-m", "service", "sync")))
        codes.append(running[-1].wait())

    assert codes == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert len(asked) == COUNT + 2  # what was under way is fetched again, nothing else
    with (
        open_world(Settings(data_dir=Path(os.environ["AFTERRUN_DATA_DIR"]))) as world,
        world.store.unit() as unit,
    ):
        kept = sorted(file.sha256 for file in unit.runs.files(limit=100))
    assert kept == sorted(hashlib.sha256(data).hexdigest() for data in FILES)
