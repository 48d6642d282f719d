import os
import sys
import threading
from pathlib import Path

import pytest

from adapters.channels.paths import Arrived, PathChannel, read_path
from adapters.files import MAX_FILE_BYTES, RawFile

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def arrived(*paths: Path) -> list[Arrived]:
    return list(PathChannel(paths).arrivals())


def written(path: Path, data: bytes = b"fit") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_a_file_is_read_with_its_name(tmp_path: Path) -> None:
    path = written(tmp_path / "a.fit")

    assert arrived(path) == [Arrived(path, RawFile("a.fit", b"fit", origin="command"))]


def test_a_named_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (one,) = arrived(written(tmp_path / "activity.bin"))

    assert one.raw is not None


def test_a_folder_gives_every_fit_file_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.fit", "a/z.FIT", "notes.txt", "a/y.fit", "x.fit.bak"):
        written(tmp_path / name)
    (tmp_path / "c.fit").mkdir()

    names = [str(one.path.relative_to(tmp_path)) for one in arrived(tmp_path)]

    assert names == ["a/y.fit", "a/z.FIT", "b.fit"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (one,) = arrived(tmp_path)

    assert one.raw is None
    assert one.trouble is not None
    assert tmp_path.name in one.trouble


def test_a_missing_path_among_good_ones_stops_nothing(tmp_path: Path) -> None:
    good, missing = written(tmp_path / "a.fit"), tmp_path / "b.fit"

    found = arrived(good, missing, good)

    assert [one.raw is not None for one in found] == [True, False, True]
    assert found[1] == Arrived(missing, None, "There is no such file. Check the path.")
    assert len(list(PathChannel([good, missing]).collect())) == 1


def test_a_file_above_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "video.fit")
    os.truncate(path, MAX_FILE_BYTES + 1)

    def unread(*_: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", unread)
    assert read_path(path).trouble == "The file is larger than 32 MB, which no watch writes for a run."


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "long.fit")
    os.truncate(path, MAX_FILE_BYTES)

    raw = read_path(path).raw

    assert raw is not None
    assert len(raw.data) == MAX_FILE_BYTES


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_without_an_end_is_read_up_to_the_limit() -> None:
    assert "larger than" in str(read_path(Path("/dev/zero")).trouble)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"fit",))
    writer.start()

    raw = read_path(path).raw

    writer.join()
    assert raw is not None
    assert raw.data == b"fit"


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert read_path(tmp_path).trouble == "This is a folder. Name a file in it."


def test_a_name_that_is_too_long_is_reported(tmp_path: Path) -> None:
    (one,) = arrived(tmp_path / ("x" * 300))

    assert one.trouble == "The file cannot be opened: File name too long."


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_that_is_closed_to_us_is_reported(tmp_path: Path) -> None:
    path = written(tmp_path / "a.fit")
    path.chmod(0)

    assert read_path(path).trouble == "The file cannot be opened: Permission denied."


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_in_a_folder_that_is_closed_to_us_is_reported(tmp_path: Path) -> None:
    path = written(tmp_path / "closed" / "a.fit")
    path.parent.chmod(0)

    try:
        assert [one.raw for one in arrived(path, path.parent)] == [None, None]
    finally:
        path.parent.chmod(0o700)


def test_whatever_the_disk_answers_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = written(tmp_path / "a.fit")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_dir", refuse)
    (one,) = arrived(good)
    monkeypatch.setattr(Path, "stat", refuse)
    (other,) = arrived(good)

    assert one.raw is not None
    assert other.trouble == "The file cannot be opened: Permission denied."


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be any bytes")
def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(tmp_path: Path) -> None:
    path = written(Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xff\xe9n \n.fit")))

    for one in arrived(path, tmp_path):
        assert one.raw is not None
        assert one.raw.name == "r??n \n.fit"
        one.raw.name.encode("utf-8")
