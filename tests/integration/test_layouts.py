"""The folders that watches and phones' apps make, as their makers and users describe them: each run is found once."""

from pathlib import Path

import pytest

from adapters.channels.folder import FolderChannel, SeenFiles
from tests.build import fit

RUN = fit.run(60)
LAYOUTS = {
    "garmin by cable": (["GARMIN/Activity/2026-06-01-07-00-00.fit", "GARMIN/Activities/F6107000.FIT"], []),
    "wahoo by cable": (["exports/2026-06-01-070000-ELEMNT RIVAL 1234-5-0.fit"], []),
    "coros, suunto, polar exports": (
        ["Run20260601070000.fit", "suunto/2026-06-01.fit", "Flow/Mo_2026-06-01_07-00-00.tcx"],
        [],
    ),
    "healthfit in a synced drive": (["HealthFit/2026-06-01-070000-Running-Mo's Apple Watch.fit"], []),
    "gadgetbridge's export": (["Gadgetbridge/gadgetbridge-track-2026-06-01T07_00_00+02_00.gpx"], []),
    "syncthing": (
        ["Sync/run.fit"],
        ["Sync/.stversions/run~20260601-070000.fit", "Sync/.syncthing.run.fit.tmp", "Sync/.stfolder/a.fit"],
    ),
    "nextcloud": (["Watch/run.fit"], ["Watch/.run.fit.~1a2b", "Watch/.sync_1234.fit"]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_run_is_found_once(layout: str, tmp_path: Path) -> None:
    runs, clutter = LAYOUTS[layout]
    drive = tmp_path / "drive"
    for name in (*runs, *clutter):
        path = drive / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(RUN)
    now = [0.0]
    channel = FolderChannel([drive], SeenFiles(tmp_path / "seen.jsonl"), clock=lambda: now[0])

    found = []
    for _ in range(3):
        found += [arrived.path.name for arrived in channel.collect() if arrived.raw is not None]
        now[0] += 5.0

    assert sorted(found) == sorted(Path(name).name for name in runs)
