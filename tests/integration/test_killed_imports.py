"""Kill -9 at any moment of an import: what was acknowledged is there once, the rest can be sent again."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from service.config import Settings
from service.core.findings import Findings
from service.wiring import open_world
from tests.build import fit
from tests.build.waiting import mortal

FILES = 60


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "AFTERRUN_DATA_DIR": str(folder / "data"),
        "AFTERRUN_CACHE_DIR": str(folder / "cache"),
    }


def killed_after(lines: int, inbox: Path, folder: Path, *, wait_s: float) -> tuple[set[str], bool]:
    """Start an import, kill it a moment after it has told so many lines, and give what it told,
    and whether it was still at work."""
    running = subprocess.Popen(
        mortal(sys.executable, "-m", "service", "import", str(inbox), "--json"),
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout is not None
    told = [running.stdout.readline() for _ in range(lines)]
    try:
        running.wait(wait_s)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
    told += running.stdout.read().splitlines()
    running.wait()
    running.stdout.close()
    whole = [line for line in told if line.strip().endswith("}")]
    return {str(json.loads(line)["sha256"]) for line in whole}, running.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_a_killed_import_loses_nothing_it_acknowledged_and_can_be_repeated(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    files = {}
    for index in range(FILES):
        data = fit.run(600 + index)
        files[hashlib.sha256(data).hexdigest()] = data
        (inbox / f"{index:03}.fit").write_bytes(data)
    chance = random.Random(20261122)  # noqa: S311  # moments, not secrets
    acknowledged: set[str] = set()
    killed = 0

    for at_most_s in (0.0, 0.0, 0.4, 0.4, 0.4):  # two are killed at work, however fast the machine
        lines = chance.randrange(4)
        told, was_killed = killed_after(lines, inbox, tmp_path, wait_s=chance.uniform(0.0, at_most_s))
        acknowledged |= told
        killed += was_killed
        check_whole(tmp_path / "data", files, acknowledged)

    ended = subprocess.run(
        [sys.executable, "-m", "service", "import", str(inbox)],
        env=environment(tmp_path),
        check=False,
        capture_output=True,
    )
    assert ended.returncode == 0
    assert acknowledged
    assert killed >= 2
    check_whole(tmp_path / "data", files, set(files))
    with open_world(Settings(data_dir=tmp_path / "data")) as world, world.store.unit() as unit:
        assert unit.runs.stale(limit=1) == []
        assert all(run.findings != Findings() for run in unit.runs.latest(limit=FILES))


def check_whole(data_dir: Path, files: dict[str, bytes], acknowledged: set[str]) -> None:
    """Say that the database is sound, each acknowledged file is in it once, and each original is whole."""
    stored = sqlite3.connect(data_dir / "afterrun.sqlite3")
    sound = stored.execute("PRAGMA integrity_check").fetchone()
    kept = [sha256 for (sha256,) in stored.execute("SELECT sha256 FROM files")]
    runs = [sha256 for (sha256,) in stored.execute("SELECT sha256 FROM runs")]
    stored.close()
    assert sound == ("ok",)
    assert len(set(kept)) == len(kept)
    assert acknowledged <= set(kept)
    assert sorted(runs) == sorted(kept)
    for path in (data_dir / "originals").glob("??/[0-9a-f]*"):
        assert path.read_bytes() == files[path.name]
    assert {path.name for path in (data_dir / "originals").glob("??/[0-9a-f]*")} >= set(kept)
