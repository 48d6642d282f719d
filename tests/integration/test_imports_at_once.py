"""Files that arrive at the same moment, on the real store: nothing is lost, nothing is there twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.files import RawFile
from service.app.importing import import_file
from service.app.world import World
from service.core.findings import Findings
from service.store.blobs import DiskBlobs
from service.store.database import open_store
from tests.build import fit
from tests.build.world import MovableClock, Watch, run_on, world

TODAY = MovableClock().local_date()


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[tuple[World, Watch]]:
    store, watch = open_store(f"sqlite:///{tmp_path / 'afterrun.sqlite3'}"), Watch()
    yield world(store=store, blobs=DiskBlobs(tmp_path / "originals"), decode=watch.decode), watch
    store.close()


def found(house: World) -> dict[str, Findings]:
    with house.store.unit() as unit:
        return {run.id: run.findings for run in unit.runs.latest(limit=100)}


def test_the_same_file_from_many_sides_at_once_is_one_activity(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'afterrun.sqlite3'}")
    house = world(store=store, blobs=DiskBlobs(tmp_path / "originals"))
    raw = RawFile("a.fit", fit.run(60))

    with ThreadPoolExecutor(6) as threads:
        done = list(threads.map(lambda _: import_file(house, raw), range(6)))

    assert {run.id for imported in done for run in imported.runs} == {f"{raw.sha256[:16]}-0"}
    assert all(len(imported.runs) == 1 for imported in done)
    with house.store.unit() as unit:
        assert (len(unit.runs.files()), unit.runs.count()) == (1, 1)
    store.close()


def test_many_files_at_once_find_the_same_as_one_after_the_other(on_disk: tuple[World, Watch]) -> None:
    house, watch = on_disk
    files = [watch.file(run_on(TODAY - timedelta(days=back), km=5 + back % 7)) for back in range(0, 80, 4)]
    alone = world(decode=watch.decode)
    for raw in files:
        import_file(alone, raw)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda raw: import_file(house, raw), files))

    assert found(house) == found(alone)
