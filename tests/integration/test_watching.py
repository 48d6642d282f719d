"""A watched folder in a running worker, on a real disk."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from adapters.channels.folder import FolderChannel, SeenFiles
from service.app.overview import list_runs
from service.core.errors import WorldError
from service.jobs.watching import start_watching, take
from tests.build import fit
from tests.build.waiting import eventually
from tests.build.web import house


def channel(folder: Path, *, clock: Callable[[], float] = monotonic) -> FolderChannel:
    (folder / "inbox").mkdir(exist_ok=True)
    seen = SeenFiles(folder / "seen.jsonl")
    return FolderChannel([folder / "inbox"], seen, quiet_s=0.05, look_s=0.5, clock=clock)


def test_a_run_that_appears_is_imported(tmp_path: Path) -> None:
    world = house().world
    stop = start_watching(world, channel(tmp_path))

    (tmp_path / "inbox" / "a.fit").write_bytes(fit.run(60))
    imported = eventually(lambda: list_runs(world, limit=1, offset=0))
    stop()

    assert imported
    (run,) = list_runs(world, limit=9, offset=0)
    assert run.findings.all


def test_a_disk_that_refuses_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = count()
    world, inbox = house().world, channel(tmp_path, clock=lambda: float(next(moments)))
    (tmp_path / "inbox" / "a.fit").write_bytes(fit.run(60))
    kept = world.blobs.put

    def full(_sha256: str, _data: bytes) -> None:
        raise WorldError("The disk is full.")

    take(world, inbox, Event())
    monkeypatch.setattr(world.blobs, "put", full)
    with pytest.raises(WorldError):
        take(world, inbox, Event())
    monkeypatch.setattr(world.blobs, "put", kept)
    take(world, inbox, Event())

    assert len(list_runs(world, limit=9, offset=0)) == 1
