"""The implementations that every suite here runs on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app.ports import Store
from service.store import open_store
from tests.build.memory_store import MemoryStore


@pytest.fixture(params=["database", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    database = open_store(f"sqlite:///{tmp_path / 'afterrun.db'}")
    yield database
    database.close()
