"""Archives as they come from accounts and phones, broken ones and hostile ones."""

import gzip
import io
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

import pytest

from adapters.channels import archive
from adapters.channels.archive import gunzip, is_archive, is_gzip, unpack
from adapters.files import MAX_FILE_BYTES, Arrived
from tests.build import fit

RUN = fit.run(5)


def packed(members: Mapping[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target.getvalue()


def taken(data: bytes) -> list[Arrived]:
    return list(unpack(io.BytesIO(data), name="export.zip", origin="upload"))


def read(data: bytes) -> dict[str, bytes]:
    return {str(one.path): one.raw.data for one in taken(data) if one.raw is not None}


def troubles(data: bytes) -> dict[str, str]:
    return {str(one.path): one.trouble for one in taken(data) if one.trouble is not None}


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_runs_are_found_in_any_folder_and_named_with_their_place(how: int) -> None:
    members = {"a.fit": RUN, "deep/er/B.FIT": b"b", "c.tcx": b"c", "d.gpx": b"d"}

    (first, *_rest) = taken(packed(members, how=how))

    assert read(packed(members, how=how)) == {f"export.zip/{name}": data for name, data in members.items()}
    assert first.raw is not None
    assert (first.raw.name, first.raw.origin) == ("a.fit", "upload")


def test_an_account_export_of_zips_in_a_zip_is_read() -> None:
    inner = packed({"mo@example.com_123.fit": RUN})
    folder = "DI_CONNECT/DI-Connect-Uploaded-Files"

    found = read(packed({f"{folder}/UploadedFiles_0-_Part1.zip": inner, "DI_CONNECT/profile.json": b"{}"}))

    assert found == {f"export.zip/{folder}/UploadedFiles_0-_Part1.zip/mo@example.com_123.fit": RUN}


def test_an_account_export_of_packed_files_is_read() -> None:
    members = {
        "activities/1.fit.gz": gzip.compress(RUN),
        "activities/2.tcx.gz": gzip.compress(b"<tcx/>"),
        "activities/3.gpx": b"<gpx/>",
        "activities.csv": b"id",
        "media/1.jpg": b"jpg",
    }

    done = taken(packed(members))

    assert [one.raw.name for one in done if one.raw is not None] == ["1.fit", "2.tcx", "3.gpx"]
    assert [one.passed_over for one in done if one.passed_over] == [2]


def test_what_an_operating_system_put_there_is_not_mentioned() -> None:
    assert (
        taken(packed({"__MACOSX/._a.fit": b"x", ".DS_Store": b"x", "folder/": b"", "a/.b.fit": b"x"})) == []
    )


def test_a_third_level_is_named_and_not_opened() -> None:
    third = packed({"c.zip": packed({"d.fit": RUN})})

    assert (
        "archive in an archive in an archive" in troubles(packed({"b.zip": third}))["export.zip/b.zip/c.zip"]
    )


def test_a_damaged_member_fails_alone() -> None:
    data = packed({"a.fit": b"first" * 99, "b.fit": RUN}, how=zipfile.ZIP_STORED).replace(
        b"firstfirst", b"firstFIRST", 1
    )

    assert list(read(data)) == ["export.zip/b.fit"]
    assert "damaged" in troubles(data)["export.zip/a.fit"]


def test_a_locked_member_fails_alone() -> None:
    data = bytearray(packed({"a.fit": RUN, "b.fit": RUN}))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, central + 8, 1)

    assert list(read(bytes(data))) == ["export.zip/b.fit"]
    assert "password" in troubles(bytes(data))["export.zip/a.fit"]


@pytest.mark.parametrize("inner", [b"not a zip", packed({"a.fit": RUN})[:-9], b""])
def test_a_broken_archive_in_an_archive_fails_alone(inner: bytes) -> None:
    data = packed({"in.zip": inner, "b.fit": RUN})

    assert list(read(data)) == ["export.zip/b.fit"]
    assert "damaged or cut off" in troubles(data)["export.zip/in.zip"]


def test_every_cut_of_an_archive_is_one_sentence_and_no_error() -> None:
    data = packed({"a.fit": RUN, "b.fit": RUN})

    for end in range(0, len(data), 7):
        assert all(one.trouble for one in taken(data[:end]) if one.raw is None)


def test_every_flipped_byte_leaves_members_or_sentences() -> None:
    data = packed({"a.fit": RUN, "b.zip": packed({"c.fit": RUN})})

    for place in range(0, len(data), 3):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        taken(bytes(broken))


def test_a_member_above_the_limit_is_not_unpacked_further() -> None:
    huge = gzip.compress(bytes(MAX_FILE_BYTES + 1))
    data = packed(
        {"a.fit": bytes(range(256)) * (MAX_FILE_BYTES // 256 + 1), "b.fit": RUN}, how=zipfile.ZIP_STORED
    )

    assert list(read(data)) == ["export.zip/b.fit"]
    assert "larger than 32 MB" in troubles(data)["export.zip/a.fit"]
    assert gunzip(io.BytesIO(huge), name="a.fit.gz", origin="api", packed_bytes=len(huge)).trouble is not None


def test_a_bomb_is_stopped_early_by_its_ratio() -> None:
    bomb = packed({"a.fit": bytes(30 * 1024**2), "b.fit": RUN})
    tracemalloc.start()

    words = troubles(bomb)["export.zip/a.fit"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "far more than any run" in words
    assert peak < 10 * 1024**2
    assert list(read(bomb)) == ["export.zip/b.fit"]


def test_a_size_that_lies_in_the_list_is_not_believed() -> None:
    data = bytearray(packed({"a.fit": bytes(3 * 1024**2)}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)

    assert read(bytes(data)) == {}


def test_too_many_members_stop_the_archive_and_keep_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    monkeypatch.setattr(archive._Budget, "__init__", lambda self: _small(self, members=2, octets=10**9))

    data = packed({"a.fit": RUN, "b.fit": RUN, "c.fit": RUN})

    assert list(read(data)) == ["export.zip/a.fit", "export.zip/b.fit"]
    assert "more than 2 files" in troubles(data)["export.zip"]


def test_too_much_in_all_stops_the_archive_with_its_nested_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        archive._Budget, "__init__", lambda self: _small(self, members=9, octets=3 * len(RUN))
    )

    data = packed({"a.fit": RUN, "b.zip": packed({"c.fit": RUN}, how=zipfile.ZIP_STORED)})

    assert list(read(data)) == ["export.zip/a.fit"]
    assert "in parts" in troubles(data)["export.zip"]


def _small(budget: archive._Budget, *, members: int, octets: int) -> None:
    budget.bytes_left, budget.members_left, budget.passed_over = octets, members, 0


def test_names_that_point_elsewhere_are_only_names() -> None:
    (one,) = taken(packed({"../../etc/passwd.fit": RUN}))

    assert one.raw is not None
    assert one.raw.name == "passwd.fit"


def test_one_packed_file_loses_its_wrapping() -> None:
    data = gzip.compress(RUN)

    arrived = gunzip(io.BytesIO(data), name="run.fit.gz", origin="api", packed_bytes=len(data))

    assert arrived.path == PurePath("run.fit.gz")
    assert arrived.raw is not None
    assert (arrived.raw.name, arrived.raw.data) == ("run.fit", RUN)


@pytest.mark.parametrize("cut", [1, 5, 12, 30])
def test_a_packed_file_that_is_cut_off_says_so(cut: int) -> None:
    data = gzip.compress(RUN)[:-cut]

    arrived = gunzip(io.BytesIO(data), name="run.fit.gz", origin="api", packed_bytes=len(data))

    assert "damaged" in str(arrived.trouble)


def test_archives_are_known_by_their_first_bytes() -> None:
    assert is_archive(packed({"a": b""})[:4])
    assert is_archive(packed({})[:4])
    assert is_gzip(gzip.compress(b"")[:4])
    assert not is_archive(RUN[:4])
    assert not is_gzip(RUN[:4])
