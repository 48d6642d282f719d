"""Take a file in: keep the original, read it, remember its runs. One bad file never stops the others.

The order matters for a crash at any moment: bytes first (under their digest, so a second try changes
nothing), then one transaction with everything that was read from them. Of a file above the limit only its
name, size and reason are remembered; its bytes are not kept.
"""

from dataclasses import dataclass
from datetime import timedelta

from adapters.files import MAX_FILE_BYTES, RawFile
from service.app.judging import HISTORY_DAYS, judge
from service.app.ports import Unit
from service.app.records import KeptFile, Run
from service.app.world import World
from service.core.activity import Activity, Device, Session, Verdict
from service.core.errors import InputError
from service.core.findings import Findings
from service.core.metrics.summarise import summarise


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file."""

    file: KeptFile
    runs: tuple[Run, ...]
    known: bool
    """True when the very same bytes were here already."""


def import_file(world: World, raw: RawFile) -> Imported:
    """Keep and read one file. Never raises for what is in the file: that becomes its verdict and reason.

    Raises WorldError when the disk or the store refuses; then nothing was half-written and the file can
    be sent again.
    """
    sha256 = raw.sha256
    with world.store.unit() as unit:
        kept = unit.runs.file(sha256)
        if kept is not None:
            return Imported(kept, tuple(unit.runs.of_activity(kept.activity_id)), known=True)
    if len(raw.data) <= MAX_FILE_BYTES:
        world.blobs.put(sha256, raw.data)
    activity = _read(world, raw)
    file = _describe(world, raw, activity)
    with world.store.unit() as unit:
        unit.runs.add_file(file)
        runs = _add_runs(unit, file, activity)
    return Imported(file, runs, known=False)


def _read(world: World, raw: RawFile) -> Activity:
    try:
        return world.decode(raw)
    except InputError as wrong:
        return Activity(Verdict.UNREADABLE, wrong.words, None, Device(), ())


def _describe(world: World, raw: RawFile, activity: Activity) -> KeptFile:
    return KeptFile(
        sha256=raw.sha256,
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


def _add_runs(unit: Unit, file: KeptFile, activity: Activity) -> tuple[Run, ...]:
    """Add every running session; judge them and the runs of the year after, whose history has changed."""
    for index, session in enumerate(activity.sessions):
        if _countable(session):
            metrics = summarise(session, utc_offset_s=activity.utc_offset_s)
            unit.runs.add(Run(f"{file.activity_id}-{index}", file.sha256, metrics, Findings()))
    added = unit.runs.of_activity(file.activity_id)
    if added:
        days = [run.metrics.day for run in added]
        judge(unit, first=min(days), last=max(days) + timedelta(days=HISTORY_DAYS))
    return tuple(unit.runs.of_activity(file.activity_id))


def _countable(session: Session) -> bool:
    """Say whether this is a run we can place in time; without a start it can be shown but not remembered."""
    return session.is_run and session.start is not None
