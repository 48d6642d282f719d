"""Take a file in: keep the original, read it, remember its runs. One bad file never stops the others.

The order matters for a crash at any moment: bytes first (under their digest, so a second try changes
nothing), then one transaction with everything that was read from them. Of a file above the limit only its
name, size and reason are remembered; its bytes are not kept.
"""

from dataclasses import dataclass, replace

from adapters.files import MAX_FILE_BYTES, RawFile
from service.app.judging import NOTHING_WAITED, Settled, outdate, settle
from service.app.measuring import days_of, measure, runner
from service.app.merging import merge
from service.app.opening import open_wanted
from service.app.ports import Unit
from service.app.records import KeptFile, Run
from service.app.to_watch import close_done
from service.app.world import World
from service.core.activity import Activity, Device, Session, Verdict
from service.core.errors import InputError
from service.core.findings import Findings

UNJUDGED = Findings()
"""What a run carries until the many that came with it are in."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file."""

    file: KeptFile
    runs: tuple[Run, ...]
    known: bool
    """True when the very same bytes were here already."""
    merged: bool = False
    """True when a run in it had come by another road before: it counts once."""
    settled: Settled = NOTHING_WAITED
    """What became of later runs, where this file was judged by itself."""


def import_file(world: World, raw: RawFile) -> Imported:
    """Keep, read and judge one file. Never raises for what is in the file: that becomes its verdict and reason.

    Raises WorldError when the disk or the store refuses; then nothing was half-written and the file can
    be sent again, or it is in already and waits to be judged.
    """
    imported = import_raw(world, raw)
    if not imported.runs:
        return imported
    settled = settle(world)
    open_wanted(world)
    with world.store.unit() as unit:
        runs = unit.runs.of_activity(imported.file.activity_id)
    return replace(imported, runs=tuple(runs), settled=settled)


def import_raw(world: World, raw: RawFile) -> Imported:
    """Keep and read one file of many; its findings wait for `settle`, which whoever brings the many calls."""
    sha256 = raw.sha256
    with world.store.unit() as unit:
        kept = unit.runs.file(sha256)
        if kept is not None:
            return Imported(kept, tuple(unit.runs.of_activity(kept.activity_id)), known=True)
    if len(raw.data) <= MAX_FILE_BYTES:
        world.blobs.put(sha256, raw.data)
    activity = _read(world, raw)
    file = _describe(world, raw, sha256=sha256, activity=activity)
    found = _runs(world, file, activity)
    with world.store.unit() as unit:
        unit.runs.add_file(file)
        merged = [_add(unit, run) for run in found]
    close_done(world, activity)
    return Imported(file, found, known=False, merged=any(merged))


def _read(world: World, raw: RawFile) -> Activity:
    try:
        return world.decode(raw)
    except InputError as wrong:
        return Activity(Verdict.UNREADABLE, wrong.words, None, Device(), ())


def _describe(world: World, raw: RawFile, *, sha256: str, activity: Activity) -> KeptFile:
    return KeptFile(
        sha256=sha256,
        name=raw.name,
        size=len(raw.data),
        origin=raw.origin,
        received_at=world.clock.now(),
        verdict=activity.verdict,
        reason=activity.reason,
        file_type=activity.file_type,
        device=activity.device,
        warnings=activity.warnings,
    )


def _runs(world: World, file: KeptFile, activity: Activity) -> tuple[Run, ...]:
    """Give every running session in numbers, not yet judged; reckoned before the store is locked."""
    runs = [(index, session) for index, session in enumerate(activity.sessions) if _countable(session)]
    if not runs:
        return ()
    with world.store.unit() as unit:
        known = runner(unit, days_of((session for _, session in runs), activity.utc_offset_s))
    found = []
    for index, session in runs:
        metrics, by = measure(session, activity, known=known)
        name = f"{file.activity_id}-{index}"
        found.append(Run(name, file.sha256, metrics=metrics, findings=UNJUDGED, measured_by=by))
    return tuple(found)


def _countable(session: Session) -> bool:
    """Say whether this is a run we can place in time; without a start it can be shown but not remembered."""
    return session.is_run and session.start is not None


def _add(unit: Unit, run: Run) -> bool:
    """Add the run, mark what it changes, and say whether it was merged with another record."""
    unit.runs.add(run)
    outdate(unit, run)
    return merge(unit, run) is not None
