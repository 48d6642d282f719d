"""Folders that others write into, with a clock that the test moves."""

import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest

from adapters.channels.folder import FolderChannel, SeenFiles
from adapters.files import Arrived
from tests.build.waiting import comes_back, eventually


class Watcher:
    """A watched folder, and a clock."""

    def __init__(self, folder: Path) -> None:
        self.inbox, self.memory = folder / "inbox", folder / "seen.jsonl"
        self.inbox.mkdir()
        self.now = 100.0
        self.start()

    def start(self) -> None:
        self.channel = FolderChannel(
            [self.inbox, self.inbox / "not there"], SeenFiles(self.memory), clock=lambda: self.now
        )

    def write(self, name: str, data: bytes = b"run") -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def look(self, after_s: float = 0.0) -> list[Arrived]:
        self.now += after_s
        return list(self.channel.collect())

    def names(self, after_s: float = 0.0) -> list[str]:
        return [one.raw.name for one in self.look(after_s) if one.raw is not None]


@pytest.fixture
def watcher(tmp_path: Path) -> Watcher:
    return Watcher(tmp_path)


def test_a_file_is_taken_once_it_has_kept_still(watcher: Watcher) -> None:
    watcher.write("a.fit")

    assert watcher.names() == []
    assert watcher.names(1.0) == []
    assert watcher.names(2.5) == ["a.fit"]
    assert watcher.names(99.0) == []


def test_a_file_that_is_still_growing_is_left_alone(watcher: Watcher) -> None:
    for size in range(1, 5):
        watcher.write("a.fit", bytes(size))
        assert watcher.names(10.0) == []

    assert watcher.look(10.0)[0].raw is not None


def test_an_empty_file_is_waited_for(watcher: Watcher) -> None:
    watcher.write("a.fit", b"")
    assert [watcher.names(10.0) for _ in range(3)] == [[], [], []]

    watcher.write("a.fit")
    watcher.look(10.0)

    assert watcher.names(10.0) == ["a.fit"]


def test_a_restart_remembers_what_was_taken(watcher: Watcher) -> None:
    watcher.write("a.fit")
    watcher.look()
    watcher.look(10.0)
    watcher.write("b.fit")
    watcher.start()

    watcher.look()

    assert watcher.names(10.0) == ["b.fit"]


def test_a_file_that_changed_is_taken_again(watcher: Watcher) -> None:
    watcher.write("a.fit")
    watcher.look()
    watcher.look(10.0)

    watcher.write("a.fit", b"longer than before")
    watcher.look(10.0)

    assert watcher.names(10.0) == ["a.fit"]


def test_what_its_taker_did_not_finish_is_offered_again(watcher: Watcher) -> None:
    watcher.write("a.fit")
    watcher.look()
    watcher.now += 10.0
    coming = watcher.channel.collect()
    next(coming)
    coming.close()  # type: ignore[attr-defined]  # a generator, promised only as an iterator

    assert watcher.names(10.0) == ["a.fit"]


def test_a_memory_that_was_cut_short_forgets_only_its_end(watcher: Watcher) -> None:
    for name in ("a.fit", "b.fit"):
        watcher.write(name)
    watcher.look()
    watcher.look(10.0)
    watcher.memory.write_bytes(watcher.memory.read_bytes()[:-9])
    watcher.start()

    watcher.look()

    assert watcher.names(10.0) == ["b.fit"]


def test_the_users_files_stay_as_they_are(watcher: Watcher) -> None:
    path = watcher.write("a.fit")
    before = path.stat()
    path.chmod(0o400)

    watcher.look()
    watcher.look(10.0)

    assert path.read_bytes() == b"run"
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert sorted(found.name for found in watcher.inbox.iterdir()) == ["a.fit"]


def test_half_written_copies_old_versions_and_other_kinds_are_not_looked_at(watcher: Watcher) -> None:
    for name in (".syncthing.a.fit.tmp", ".a.fit.x7Yz", ".stversions/a.fit", "notes.txt", "a.fit.part"):
        watcher.write(name)
    watcher.write("GARMIN/Activity/2026-06-01.FIT")
    (watcher.inbox / "link.fit").symlink_to(watcher.inbox / "nowhere")

    watcher.look()

    assert watcher.names(10.0) == ["2026-06-01.FIT"]


def test_an_archive_is_opened(watcher: Watcher) -> None:
    with zipfile.ZipFile(watcher.inbox / "export.zip", "w") as made:
        made.writestr("a.fit", b"run")

    watcher.look()

    assert watcher.names(10.0) == ["a.fit"]


def test_a_new_file_wakes_the_watcher_long_before_the_next_look(tmp_path: Path) -> None:
    channel = FolderChannel([tmp_path], SeenFiles(tmp_path / "seen.jsonl"), look_s=3600.0)
    names = iter(range(100_000))
    waiting = Thread(target=channel.wait, args=(Event(),), daemon=True)
    waiting.start()

    def another_file_and_it_is_awake() -> bool:
        (tmp_path / f"{next(names)}.fit").write_bytes(b"run")
        return not waiting.is_alive()

    assert eventually(another_file_and_it_is_awake)


def test_a_stop_ends_the_wait(tmp_path: Path) -> None:
    stop = Event()
    channel = FolderChannel([tmp_path], SeenFiles(tmp_path / "seen.jsonl"), look_s=3600.0)
    waiting = Thread(target=channel.wait, args=(stop,), daemon=True)
    waiting.start()

    stop.set()

    assert comes_back(waiting.join)


def test_a_watch_on_a_cable_comes_and_goes(tmp_path: Path) -> None:
    now = [0.0]
    runs = tmp_path / "media" / "GARMIN" / "Activity"
    channel = FolderChannel([runs.parent], SeenFiles(tmp_path / "seen.jsonl"), clock=lambda: now[0])

    def taken_later() -> list[str]:
        list(channel.collect())
        now[0] += 60.0
        return [one.raw.name for one in channel.collect() if one.raw is not None]

    assert taken_later() == []
    runs.mkdir(parents=True)
    (runs / "2026-06-01-08-00-00.FIT").write_bytes(b"run")
    assert taken_later() == ["2026-06-01-08-00-00.FIT"]
    runs.parent.rename(tmp_path / "unplugged")
    assert taken_later() == []
    (tmp_path / "unplugged").rename(runs.parent)
    assert taken_later() == []


class Waits(Event):
    """A stop that never comes, and how long it was waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout)
        return False


def test_a_share_that_gives_no_notices_is_looked_at_every_so_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_folders: Path, **_settings: object) -> None:
        raise OSError("no notices here")

    monkeypatch.setattr("adapters.channels.folder.watch", refuses)
    stop = Waits()

    FolderChannel([tmp_path], SeenFiles(tmp_path / "seen.jsonl"), look_s=20.0).wait(stop)

    assert stop.seconds == [20.0]
