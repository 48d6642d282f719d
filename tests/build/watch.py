"""Runs as sessions, and a house whose decoder knows files by name: for what happens around decoding."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

from adapters.files import Arrived, RawFile
from service.app.arriving import import_arrivals
from service.app.importing import Imported
from service.app.season.outing import Outing
from service.app.season.simulate import run_of
from service.app.world import World
from service.core.activity import Activity, Device, Session, Verdict
from service.core.units import absent
from tests.build.web import house

MORNING = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)


def watch_run(*, days: int = 0, km: float = 5.0, late_s: float = 0.0) -> Session:
    """Give a run with heart rate and all, so many days and seconds after the first morning."""
    start = MORNING + timedelta(days=days, seconds=late_s)
    return run_of(Outing(distance_km=km, every_s=10.0), start=start)


def phone_run(*, days: int = 0, km: float = 5.0, late_s: float = 40.0) -> Session:
    """Give the same run as a phone saw it: a little later, without heart, steps and temperature."""
    seen = watch_run(days=days, km=km, late_s=late_s)
    nothing = absent(len(seen.streams))
    streams = replace(seen.streams, heart_bpm=nothing, cadence_spm=nothing, temperature_c=nothing)
    return replace(seen, streams=streams, workout_rpe=None)


def world_of(files: Mapping[str, Session]) -> tuple[World, list[RawFile]]:
    """Give an empty house whose decoder knows these files, and the files."""

    def decode(raw: RawFile) -> Activity:
        return Activity(Verdict.COMPLETE, None, "activity", Device(), (files[raw.name],), utc_offset_s=0)

    return replace(house().world, decode=decode), [RawFile(name, name.encode()) for name in files]


def import_all(world: World, files: Iterable[RawFile]) -> Generator[Imported, None, None]:
    """Import many as one arrival after another."""
    coming = import_arrivals(world, (Arrived(PurePath(raw.name), raw) for raw in files))
    try:
        for told in coming:
            if told.is_file:
                assert told.imported is not None
                yield told.imported
    finally:
        coming.close()
