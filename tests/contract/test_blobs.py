"""One suite for the place of original files, run on the disk and on the fake."""

import hashlib
from pathlib import Path

import pytest

from service.app.ports import Blobs
from service.core.errors import NotFound
from service.store import DiskBlobs
from tests.build.memory_store import MemoryBlobs

DATA = bytes(range(256)) * 300
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture(params=["disk", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return MemoryBlobs() if request.param == "memory" else DiskBlobs(tmp_path / "files")


@pytest.mark.parametrize("data", [DATA, b"", b"\r\n\x1a\x00"], ids=["large", "empty", "newlines"])
def test_bytes_come_back_as_they_were(blobs: Blobs, data: bytes) -> None:
    blobs.put(SHA, data)

    assert blobs.get(SHA) == data


def test_the_same_file_twice_changes_nothing(blobs: Blobs) -> None:
    blobs.put(SHA, DATA)
    blobs.put(SHA, DATA)

    assert blobs.get(SHA) == DATA


def test_two_files_lie_side_by_side(blobs: Blobs) -> None:
    neighbour = SHA[:-1] + ("0" if SHA[-1] != "0" else "1")
    blobs.put(SHA, DATA)
    blobs.put(neighbour, b"other")

    assert blobs.get(SHA) == DATA
    assert blobs.get(neighbour) == b"other"


@pytest.mark.parametrize("name", ["0" * 64, "", "..", "../secret", SHA.upper()])
def test_an_unknown_name_is_not_found(blobs: Blobs, name: str) -> None:
    blobs.put(SHA, DATA)

    with pytest.raises(NotFound):
        blobs.get(name)


def test_erasing_counts_what_was_there_and_the_place_goes_on(blobs: Blobs) -> None:
    assert blobs.erase() == (0, 0)
    blobs.put(SHA, DATA)

    assert blobs.erase() == (1, len(DATA))
    with pytest.raises(NotFound):
        blobs.get(SHA)
    blobs.put(SHA, DATA)
    assert blobs.get(SHA) == DATA
