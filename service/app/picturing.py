"""The curves of a run, read anew from the kept original whenever they are looked at.

Nothing of them is stored: a better decoder or a better smoothing shows in every old run at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from adapters.files import RawFile
from service.app.overview import get_activity
from service.app.world import World
from service.core.activity import Lap, Session
from service.core.errors import NotFound
from service.core.metrics.cleaning import Cleaned, clean
from service.core.metrics.route import Route, route
from service.core.metrics.tracks import LateRun, Split, Tracks, late_run, resample, splits
from service.core.units import Floats


@dataclass(frozen=True, slots=True)
class LapLine:
    """One lap as the watch closed it, with the heart rate of its seconds."""

    timer_s: float | None
    distance_m: float | None
    heart_bpm: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """What one run looks like."""

    run_id: str
    tracks: Tracks
    splits: tuple[Split, ...]
    late: LateRun
    laps: tuple[LapLine, ...]
    route: Route | None
    """On the pieces of road of the tracks."""


def tracks(world: World, activity_id: str, *, every_m: float = 1000.0) -> Sequence[Picture]:
    """Give a picture of every run of an activity, with a split each `every_m`; none without the original.

    Raises NotFound for an unknown activity.
    """
    view = get_activity(world, activity_id)
    wanted = {run.id for run in view.runs}
    if not wanted:
        return ()
    try:
        data = world.blobs.get(view.file.sha256)
    except NotFound:  # the numbers are kept, so the page has more to show than its pictures
        return ()
    activity = world.decode(RawFile(view.file.name, data, view.file.origin))
    named = ((f"{activity_id}-{index}", session) for index, session in enumerate(activity.sessions))
    return [_picture(run_id, session, every_m) for run_id, session in named if run_id in wanted]


def _picture(run_id: str, session: Session, every_m: float) -> Picture:
    cleaned = clean(session)
    over = resample(cleaned)
    return Picture(
        run_id=run_id,
        tracks=over,
        splits=splits(cleaned, every_m=every_m),
        late=late_run(cleaned),
        laps=_laps(session, cleaned),
        route=route(session.streams, pieces=len(over), piece_m=over.piece_m),
    )


def _laps(session: Session, cleaned: Cleaned) -> tuple[LapLine, ...]:
    if session.start is None:
        return ()
    begins = [_since(lap, session.start) for lap in session.laps]
    ends = [*begins, np.inf][1:]
    return tuple(
        LapLine(lap.timer_s, lap.distance_m, _heart(cleaned.elapsed_s, cleaned.heart_bpm, begin, end))
        for lap, begin, end in zip(session.laps, begins, ends, strict=True)
    )


def _since(lap: Lap, start: datetime) -> float:
    return (lap.start - start).total_seconds()


def _heart(elapsed_s: Floats, heart_bpm: Floats, begin: float, end: float) -> float | None:
    inside = heart_bpm[(elapsed_s >= begin) & (elapsed_s < end) & ~np.isnan(heart_bpm)]
    return float(inside.mean()) if len(inside) else None
