"""`import` and `demo`: one line a file, and one bad file among good ones stops nothing."""

import json
import os
import sys
from pathlib import Path

import pytest

from service.store.blobs import DiskBlobs
from service.wiring import sample_season_files
from tests.build import fit
from tests.build.command import Afterrun

LINE = ["path", "sha256", "verdict", "activity_id", "reason", "warnings", "known", "merged"]


def written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_import_prints_one_json_line_a_file(afterrun: Afterrun) -> None:
    path = written(afterrun.home / "a.fit", fit.run(60))

    ended = afterrun("import", path, "--json")

    (line,) = ended.lines
    assert (ended.code, ended.err, list(line)) == (0, "", LINE)
    assert (line["path"], line["verdict"], line["reason"]) == (str(path), "complete", None)
    assert line["activity_id"] == line["sha256"][:16]


def test_a_file_with_a_wrong_checksum_is_imported_with_a_warning(afterrun: Afterrun) -> None:
    whole = fit.run(60)
    path = written(afterrun.home / "a.fit", whole[:-1] + bytes([whole[-1] ^ 1]))

    (line,) = afterrun("import", path, "--json").lines

    assert (line["verdict"], line["warnings"]) == (
        "complete",
        ["The file's checksum does not match its contents."],
    )


def test_one_bad_file_among_good_ones_stops_nothing(afterrun: Afterrun) -> None:
    season = afterrun.home / "season"
    written(season / "2024" / "a.fit", fit.run(60))
    written(season / "b.FIT", b"no watch wrote this")
    written(season / "c.fit", b"")
    written(season / "notes.txt", b"not asked for")
    ride = written(afterrun.home / "ride.bin", fit.run(90, sport=fit.CYCLING))
    missing = afterrun.home / "missing.fit"

    ended = afterrun("import", missing, season, ride, "--json")

    assert ended.code == 2
    assert [(Path(line["path"]).name, line["verdict"]) for line in ended.lines] == [
        ("missing.fit", "unreadable"),
        ("a.fit", "complete"),
        ("b.FIT", "unreadable"),
        ("c.fit", "unreadable"),
        ("ride.bin", "not_a_run"),
    ]
    assert [line["sha256"] is None for line in ended.lines] == [True, False, False, False, False]
    assert ended.lines[0]["reason"] == "There is no such file. Check the path."
    assert all(line["reason"] for line in ended.lines if line["verdict"] != "complete")


def test_the_same_file_twice_has_one_id_also_in_another_call(afterrun: Afterrun) -> None:
    path = written(afterrun.home / "a.fit", fit.run(60))
    copy = written(afterrun.home / "copy of a.fit", fit.run(60))

    lines = [*afterrun("import", path, copy, "--json").lines, *afterrun("import", path, "--json").lines]

    assert len({line["activity_id"] for line in lines}) == 1
    assert [line["known"] for line in lines] == [False, True, True]
    assert {line["verdict"] for line in lines} == {"complete"}


def test_a_file_that_could_not_be_read_says_so_again_the_next_time(afterrun: Afterrun) -> None:
    path = written(afterrun.home / "a.fit", b"no watch wrote this")

    first, again = (afterrun("import", path) for _ in range(2))

    assert (first.out, first.code) == (again.out, again.code)
    assert first.code == 2


def test_import_says_it_in_words_without_json(afterrun: Afterrun) -> None:
    good, bad = written(afterrun.home / "a.fit", fit.run(60)), written(afterrun.home / "b.fit", b"")

    ended = afterrun("import", good, bad)

    assert ended.out.startswith(f"{good}: complete\n{bad}: unreadable. ")
    again = afterrun("import", good)
    assert again.out == f"{good}: complete. Already here; nothing is counted twice\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be any bytes")
def test_a_name_that_is_no_text_stops_nothing(afterrun: Afterrun) -> None:
    odd = written(Path(os.fsdecode(os.fsencode(afterrun.home) + b"/\xff.fit")), fit.run(60))
    good = written(afterrun.home / "good.fit", fit.run(90))

    ended = afterrun("import", odd, good)

    assert ended.code == 0
    assert [line.rsplit(": ")[-1] for line in ended.out.splitlines()] == ["complete", "complete"]
    assert "complete" in {line["verdict"] for line in afterrun("import", odd, "--json").lines}


def test_a_disk_that_refuses_ends_with_one_and_the_file_can_be_sent_again(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(afterrun.home / "a.fit", fit.run(60))
    with monkeypatch.context() as full:
        full.setattr("service.store.blobs._write_whole", _no_space)
        refused = afterrun("import", path, "--json")

    assert (refused.code, refused.json["error"]) == (1, "disk_full")
    assert "Make some room" in refused.err
    assert afterrun("import", path, "--json").lines[0]["verdict"] == "complete"


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_original_is_kept_byte_for_byte(afterrun: Afterrun) -> None:
    data = fit.run(60)

    (line,) = afterrun("import", written(afterrun.home / "a.fit", data), "--json").lines

    assert DiskBlobs(afterrun.home / "data" / "originals").get(line["sha256"]) == data


@pytest.mark.slow
def test_demo_adds_a_season_that_is_there_already_the_second_time(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sample_season_files()
    monkeypatch.setattr("service.cli.files.sample_season_files", lambda: lambda day: list(whole(day))[-3:])

    first, again = (afterrun("demo", "--json") for _ in range(2))

    assert (first.code, again.code) == (0, 0)
    assert [line | {"known": True} for line in first.lines] == again.lines
    assert {line["verdict"] for line in first.lines} == {"complete"}
    assert [list(json.loads(line)) for line in first.out.splitlines()] == [LINE] * 3
