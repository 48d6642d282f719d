import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from adapters.locks.keys import own_key
from service.config import Settings
from service.core.errors import WorldError
from service.wiring import open_world


def test_a_world_is_opened_in_a_folder_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"

    with open_world(Settings(data_dir=folder)) as world, world.store.unit() as unit:
        assert unit.runs.count() == 0

    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with (
        pytest.raises(WorldError, match="Set AFTERRUN_DATA_DIR"),
        open_world(Settings(data_dir=tmp_path / "file" / "data")),
    ):
        pass


def test_what_was_remembered_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    with open_world(settings) as world:
        world.blobs.put("ab" * 32, b"a file")

    with open_world(settings) as world:
        assert world.blobs.get("ab" * 32) == b"a file"


def test_a_house_has_one_secret_that_its_owner_alone_can_read(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    first = own_key(path)

    assert (len(first), own_key(path)) == (32, first)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_processes_that_start_at_once_have_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: own_key(tmp_path / "secret"), range(32)))

    assert len(found) == 1


def test_a_file_system_without_links_has_a_secret_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    assert len(own_key(tmp_path / "secret")) == 32
    assert list(tmp_path.iterdir()) == [tmp_path / "secret"]


def test_a_secret_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="secret cannot be made or read"):
        own_key(tmp_path / "missing" / "secret")
