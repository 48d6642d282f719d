"""A watched folder in a running worker, on a real disk."""

from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from adapters.channels.folder import FolderChannel, SeenFiles
from service.app.overview import list_runs
from service.core.errors import WorldError
from service.jobs.watching import start_watching, take
from tests.build import fit
from tests.build.web import house


def channel(folder: Path) -> FolderChannel:
    (folder / "inbox").mkdir(exist_ok=True)
    return FolderChannel([folder / "inbox"], SeenFiles(folder / "seen.jsonl"), quiet_s=0.05, look_s=0.5)


def test_a_run_that_appears_is_imported(tmp_path: Path) -> None:
    world = house().world
    stop = start_watching(world, channel(tmp_path))

    (tmp_path / "inbox" / "a.fit").write_bytes(fit.run(60))
    until = monotonic() + 20
    while not list_runs(world, limit=1, offset=0) and monotonic() < until:
        sleep(0.05)
    stop()

    (run,) = list_runs(world, limit=9, offset=0)
    assert run.findings.all


def test_a_disk_that_refuses_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world, inbox = house().world, channel(tmp_path)
    (tmp_path / "inbox" / "a.fit").write_bytes(fit.run(60))
    kept = world.blobs.put

    def full(_sha256: str, _data: bytes) -> None:
        raise WorldError("The disk is full.")

    take(world, inbox, Event())
    sleep(0.1)
    monkeypatch.setattr(world.blobs, "put", full)
    with pytest.raises(WorldError):
        take(world, inbox, Event())
    monkeypatch.setattr(world.blobs, "put", kept)
    take(world, inbox, Event())

    assert len(list_runs(world, limit=9, offset=0)) == 1
