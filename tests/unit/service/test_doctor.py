import json
import socket
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from service import doctor
from service.config import DATABASE, Settings
from service.core.errors import ContentError, WorldError
from service.store.database import open_store
from voice.engines.silent import SilentEngine
from voice.speech import AudioClip, Voice

NAMES = ("packages", "content", "store", "speech", "natural voice", "loudspeaker", "microphone", "address")
Usage = namedtuple("Usage", "total used free")


class QuickEngine(SilentEngine):
    """Says it at once; the real engine has tests of its own."""

    def close(self) -> None:
        pass


class DumbEngine(QuickEngine):
    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        raise WorldError(f"The speech engine does not say {text!r} as {voice.name}.")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PyttsxEngine", QuickEngine)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def settings_in(folder: Path, **given: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, "port": free_port(), **given})


def check(name: str, settings: Settings) -> doctor.Check:
    return next(found for found in doctor.examine(settings).checks if found.name == name)


def test_everything_is_tried_and_told_as_json(tmp_path: Path) -> None:
    report = doctor.examine(settings_in(tmp_path))

    told = json.loads(json.dumps(report.as_json()))
    assert [found["name"] for found in told["checks"]] == list(NAMES)
    assert {tuple(found) for found in told["checks"]} == {("name", "ok", "says", "do", "needed")}
    assert told["ok"] is True


def test_what_is_broken_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(doctor, "PyttsxEngine", DumbEngine)

    broken = [found for found in doctor.examine(settings_in(tmp_path / "file")).checks if not found.ok]

    assert {"store", "speech"} <= {found.name for found in broken}
    for found in broken:
        assert found.says.endswith(".")
        assert found.do


def test_what_we_can_do_without_does_not_make_it_ill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise WorldError("There is no loudspeaker.")

    monkeypatch.setattr(doctor, "find_loudspeaker", none)

    report = doctor.examine(settings_in(tmp_path))

    assert report.ok
    assert [found.says for found in report.checks if found.name == "loudspeaker"] == [
        "There is no loudspeaker."
    ]


def test_a_foreign_package_of_our_name_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = tmp_path / "adapter_hub-1.3.0.dist-info"
    foreign.mkdir()
    (foreign / "METADATA").write_text("Metadata-Version: 2.1\nName: adapter-hub\nVersion: 1.3.0\n")
    (foreign / "top_level.txt").write_text("adapters\n")
    monkeypatch.syspath_prepend(tmp_path)

    found = check("packages", settings_in(tmp_path))

    assert not found.ok
    assert "adapter-hub" in found.says
    assert found.do is not None


def test_broken_content_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ContentError("R07 names a fact that does not exist.")

    monkeypatch.setattr(doctor, "load", broken)

    assert check("content", settings_in(tmp_path)).says == "R07 names a fact that does not exist."


def test_speech_that_fails_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PyttsxEngine", DumbEngine)

    report = doctor.examine(settings_in(tmp_path))

    assert not report.ok
    assert next(found for found in report.checks if found.name == "speech").do


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    found = check("store", settings_in(tmp_path / "file" / "data"))

    assert (found.ok, found.do) == (False, "Set AFTERRUN_DATA_DIR to a folder that you own.")
    assert str(tmp_path / "file" / "data") in found.says


def test_a_data_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)

    found = check("store", settings_in(tmp_path))

    assert found.says == f"{tmp_path} cannot be written: Permission denied."


def test_a_data_folder_it_makes_is_for_its_owner_alone_and_stays_empty(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    check("store", settings_in(folder))

    assert folder.stat().st_mode & 0o777 == 0o700
    assert list(folder.iterdir()) == []


def test_a_disk_that_is_nearly_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 10**9, 5 * 2**20))

    found = check("store", settings_in(tmp_path))

    assert (found.ok, found.do) == (False, "Make room: 100 MB should be free.")
    assert " 5 MB free" in found.says


def test_a_whole_database_is_well_also_while_it_is_in_use(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    store = open_store(settings.database_url)

    assert check("store", settings).ok

    store.close()
    assert check("store", settings).ok


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.execute("create table run (id text primary key, words text)")
        database.executemany("insert into run values (?, ?)", [(str(n), "x" * 100) for n in range(2000)])
    database.close()
    whole = bytearray((tmp_path / DATABASE).read_bytes())
    whole[8192:40960] = b"\x17" * 32768
    (tmp_path / DATABASE).write_bytes(whole)

    found = check("store", settings)

    assert not found.ok
    assert "damaged" in found.says
    assert found.do == "Stop Afterrun and put the data folder of your last backup in its place."


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"my notes, and a good deal more of them " * 100)

    assert "not a database" in check("store", settings_in(tmp_path)).says


def test_a_free_address_can_be_started(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)

    found = check("address", settings)

    assert (found.ok, found.says) == (True, f"{settings.address} is free.")


def test_an_address_that_answers_can_be_opened(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = settings_in(tmp_path, port=listening.getsockname()[1])

        assert check("address", settings).do == f"Open {settings.address}"


def test_an_address_of_the_newer_kind_is_tried_as_well(tmp_path: Path) -> None:
    assert check("address", settings_in(tmp_path, host="::1")).says.startswith("http://[::1]:")
