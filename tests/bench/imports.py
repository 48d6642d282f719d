"""A first day: an archive of years of runs, from its bytes to runs that are judged, originals kept."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from adapters.channels.paths import PathChannel
from adapters.files import RawFile
from adapters.outlets.fit_file import write_fit
from service.app.arriving import import_arrivals
from service.app.season.files import DEVICE
from service.app.season.outing import Outing
from service.app.season.simulate import run_of
from service.app.world import World
from service.config import Settings
from service.core.activity import Activity
from service.wiring import open_world
from tests.bench.measure import Measurement

FILES, LONG_FILES = 1000, 5000
FIRST = datetime(2012, 1, 1, 6, 0, tzinfo=UTC)
FILES_PER_S = 60
FLAT_MB = 250


def measure(*, long: bool) -> Iterator[Measurement]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "export.zip"
        write_archive(archive, FILES)
        yield from rates("fit.import", archive, folder / "first", bar=FILES_PER_S)
        yield from rates("fit.import.newest_first", newest_first(archive), folder / "newest_first")
        yield known_decode(archive, folder / "known")
        yield memory("fit.import.1000.peak_mb", archive, folder / "memory")
        if long:
            write_archive(archive, LONG_FILES)
            yield memory("fit.import.5000.peak_mb", archive, folder / "long")


def write_archive(path: Path, count: int) -> None:
    """Write runs of 3 to 16 km, sampled each 1, 5 or 10 s, two in three days."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for index in range(count):
            made.writestr(f"activities/{index:05}.fit", one_file(index))


def one_file(index: int) -> bytes:
    outing = Outing(distance_km=3 + index * 7 % 14, every_s=(5.0, 10.0, 1.0, 5.0)[index % 4], seed=index)
    start = FIRST + timedelta(days=index + index // 2, minutes=index * 7 % 55)
    return write_fit(run_of(outing, start=start), device=DEVICE, utc_offset_s=3600, serial=index)


def newest_first(path: Path) -> Path:
    """Give the same archive with its newest runs first, as accounts export them."""
    target = path.with_name("newest-first.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in reversed(source.namelist()):
            made.writestr(name, source.read(name))
    return target


def rates(name: str, archive: Path, home: Path, *, bar: float | None = None) -> Iterator[Measurement]:
    """Give files a second by the clock, which waits for the disk and for whoever else uses the core, and of a core."""
    with open_world(Settings(data_dir=home, cache_dir=home)) as world:
        begin = process_time()
        files, seconds = timed(world, archive)
        worked = process_time() - begin
    yield Measurement(f"{name}.files_per_s", files / seconds, "/s", op=">=", bar=bar)
    yield Measurement(f"{name}.files_per_core_s", files / worked, "/s", op=">=")


def timed(world: World, archive: Path) -> tuple[int, float]:
    begin = perf_counter()
    told = sum(1 for _ in import_arrivals(world, PathChannel([archive]).arrivals()))
    seconds = perf_counter() - begin
    with world.store.unit() as unit:
        assert unit.runs.count() == told, f"{told} files came in, but {unit.runs.count()} runs are there"
        assert not unit.runs.stale(limit=1), "not everything was judged"
    return told, seconds


def known_decode(archive: Path, home: Path) -> Measurement:
    """Time everything but the decoder: unpacking, originals, metrics, store, findings."""
    with open_world(Settings(data_dir=home, cache_dir=home)) as world:
        known = decoded(world, PathChannel([archive]).collect())
        files, seconds = timed(replace(world, decode=lambda raw: known[raw.name]), archive)
    return Measurement("fit.import.without_decoder.files_per_s", files / seconds, "/s", op=">=")


def decoded(world: World, files: Iterable[RawFile]) -> dict[str, Activity]:
    return {raw.name: world.decode(raw) for raw in files}


def memory(name: str, archive: Path, home: Path) -> Measurement:
    """Give the highest memory of the command that imports the archive, the whole process."""
    environment = {**os.environ, "AFTERRUN_DATA_DIR": str(home), "AFTERRUN_CACHE_DIR": str(home)}
    command = [sys.executable, "-m", "service", "import", str(archive), "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, f"the import ended with {running.returncode}"
    return Measurement(name, usage.ru_maxrss / 1024, "MB", bar=FLAT_MB)
