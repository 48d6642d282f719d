"""What a crash, a full disk and a race may do to a folder of files: nothing that can be seen."""

import errno
import hashlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.core.errors import NotFound, WorldError
from service.store import DiskBlobs

DATA = b"a run" * 20_000
SHA = hashlib.sha256(DATA).hexdigest()


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_under_the_first_two_digits(tmp_path: Path) -> None:
    DiskBlobs(tmp_path).put(SHA, DATA)

    assert files_in(tmp_path) == [f"{SHA[:2]}/{SHA}"]


def test_only_the_owner_can_read_what_a_runner_brought(tmp_path: Path) -> None:
    DiskBlobs(tmp_path / "files").put(SHA, DATA)

    kept = tmp_path / "files" / SHA[:2] / SHA
    assert kept.stat().st_mode & 0o077 == 0


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    blobs = DiskBlobs(tmp_path)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        (tmp_path / SHA[:2]).mkdir()
        with pytest.raises(WorldError, match="disk is full") as caught:
            blobs.put(SHA, DATA)

    assert caught.value.code == "disk_full"
    assert files_in(tmp_path) == []
    blobs.put(SHA, DATA)
    assert blobs.get(SHA) == DATA


def test_a_crash_before_the_rename_shows_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(part: Path, target: Path) -> Path:
        assert part.parent == target.parent
        assert part.read_bytes() == DATA
        raise KeyboardInterrupt

    with monkeypatch.context() as crashing:
        crashing.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            DiskBlobs(tmp_path).put(SHA, DATA)

    with pytest.raises(NotFound):
        DiskBlobs(tmp_path).get(SHA)


def test_what_a_killed_process_left_is_never_a_file(tmp_path: Path) -> None:
    shard = tmp_path / SHA[:2]
    shard.mkdir()
    (shard / ".half.part").write_bytes(DATA[:10])
    blobs = DiskBlobs(tmp_path)

    with pytest.raises(NotFound):
        blobs.get(SHA)
    blobs.put(SHA, DATA)

    assert blobs.get(SHA) == DATA


def test_a_reader_sees_all_of_a_file_or_none(tmp_path: Path) -> None:
    blobs, done = DiskBlobs(tmp_path), threading.Event()
    seen: set[bytes] = set()

    def look() -> None:
        while not done.is_set():
            try:
                seen.add(blobs.get(SHA))
            except NotFound:
                continue

    reader = threading.Thread(target=look)
    reader.start()
    with ThreadPoolExecutor(3) as writers:
        list(writers.map(lambda _: blobs.put(SHA, DATA), range(6)))
    done.set()
    reader.join()

    assert seen <= {DATA}
    assert files_in(tmp_path) == [f"{SHA[:2]}/{SHA}"]


def test_a_name_that_is_no_digest_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a SHA-256 digest"):
        DiskBlobs(tmp_path).put("../../etc/passwd", DATA)

    assert files_in(tmp_path) == []


def test_a_folder_that_is_a_file_is_the_worlds_fault(tmp_path: Path) -> None:
    (tmp_path / "files").touch()
    blobs = DiskBlobs(tmp_path / "files")

    with pytest.raises(WorldError):
        blobs.put(SHA, DATA)
    with pytest.raises(WorldError):
        blobs.get(SHA)


def test_a_sweep_removes_what_a_crash_left_and_nothing_else(tmp_path: Path) -> None:
    blobs = DiskBlobs(tmp_path)
    blobs.put("ab" * 32, b"whole")
    left, busy = tmp_path / "ab" / ".x1.part", tmp_path / "ab" / ".x2.part"
    left.write_bytes(b"hal")
    busy.write_bytes(b"hal")
    os.utime(left, (0, 0))

    swept = blobs.sweep()

    assert swept == 1
    assert sorted(path.name for path in (tmp_path / "ab").iterdir()) == [".x2.part", "ab" * 32]
