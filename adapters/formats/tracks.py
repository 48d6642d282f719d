"""Points on a track become a session: what TCX and GPX have in common.

Neither format has all that FIT has. What they leave out stays missing: no descent the watch totalled, no
effort; where GPX gives only places and times, distance is summed along the sphere and the file says so.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import isnan, nan

import numpy as np

from service.core.activity import Activity, Device, Lap, Pause, Session, Streams, Verdict
from service.core.units import Floats

EARTH_M = 6_371_008.8
"""Mean radius. Source: IUGG, as in WGS 84."""
LEAST_PAUSE_S = 5.0
"""A shorter break between two tracks is a lap or a lost satellite. Ours."""
_LARGEST = 1e15
"""Ours: nothing on a run has more digits, and Python cannot make a float of every number in a JSON file."""
STRIDES_BELOW = 120.0
"""Most files count one foot; nobody runs below this with both. Ours."""


@dataclass(slots=True)
class Point:
    """One point as it stands in the file; NaN where it says nothing."""

    at: float = nan
    """Unix seconds."""
    latitude: float = nan
    longitude: float = nan
    altitude: float = nan
    distance: float = nan
    speed: float = nan
    heart: float = nan
    cadence: float = nan
    temperature: float = nan
    power: float = nan


COLUMNS = (
    "at", "latitude", "longitude", "altitude", "distance", "speed", "heart", "cadence", "temperature", "power",
)  # fmt: skip


@dataclass(slots=True)
class Track:
    """One sport from start to end. Each segment is recorded without a break."""

    sport: str | None = None
    sub_sport: str | None = None
    start: float = nan
    """Where the file says it; else the first point's time."""
    segments: list[list[Point]] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    timer_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None


def finite(value: object) -> float:
    """Give a number of JSON's; NaN for all else, and for what is not finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return nan
    return float(value) if abs(value) < _LARGEST else nan


def number(words: str | None) -> float:
    """Read a number; NaN where there is none, or nothing that is finite."""
    try:
        value = float(words) if words is not None else nan
    except ValueError:
        return nan
    return value if np.isfinite(value) else nan


def moment(words: str | None) -> datetime | None:
    """Read an ISO 8601 time; one without a zone is UTC, as both formats ask for."""
    try:
        at = datetime.fromisoformat(words) if words is not None else None
    except ValueError:
        return None
    if at is None or at.year < 1980:  # clocks that were never set
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def session_of(track: Track) -> Session:
    """Put the points into columns and sum up what the file does not."""
    points = [point for segment in track.segments for point in segment]
    table = np.array([[getattr(point, name) for name in COLUMNS] for point in points], dtype=np.float64)
    column = dict(zip(COLUMNS, table.reshape(-1, len(COLUMNS)).T, strict=True))
    start = _first(column["at"]) if isnan(track.start) else track.start
    t_s = column["at"] - start
    distance = _distance(column, [len(segment) for segment in track.segments])
    pauses = _pauses(track, start)
    elapsed_s = float(np.nanmax(t_s)) if np.isfinite(t_s).any() else None
    stood_s = sum(pause.end_s - pause.start_s for pause in pauses)
    return Session(
        sport=track.sport,
        sub_sport=track.sub_sport,
        start=datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=start) if np.isfinite(start) else None,
        timer_s=track.timer_s if track.timer_s is not None or elapsed_s is None else elapsed_s - stood_s,
        elapsed_s=_longest(elapsed_s, track.timer_s),
        distance_m=track.distance_m if track.distance_m is not None else _last(distance),
        ascent_m=track.ascent_m,
        descent_m=track.descent_m,
        streams=_streams(column, t_s=t_s, distance=distance, is_run=track.sport == "running"),
        laps=tuple(track.laps),
        pauses=pauses,
        totals_from="records" if track.timer_s is None else "session",
    )


def activity_of(
    tracks: list[Track],
    *,
    device: Device,
    stop_offset: int | None,
    warnings: list[str],
    utc_offset_s: int | None,
) -> Activity:
    """Give the activity with its verdict; at least one track must have a point with a time."""
    recorded = [track for track in tracks if any(track.segments)]
    sessions = tuple(session_of(track) for track in recorded)
    verdict, reason = _judge(sessions, stop_offset)
    return Activity(
        verdict, reason, "activity", device=device, sessions=sessions, warnings=tuple(warnings),
        utc_offset_s=utc_offset_s,
    )  # fmt: skip


def planned(kind: str, device: Device) -> Activity:
    """Give the answer to a file with no recorded times in it."""
    reason = (
        f"This is a {kind} without recorded times, so nobody has run it yet. "
        "Export the activity itself, not the route."
    )
    return Activity(Verdict.NOT_AN_ACTIVITY, reason, "course", device, ())


def _judge(sessions: tuple[Session, ...], stop_offset: int | None) -> tuple[Verdict, str | None]:
    if stop_offset is not None:
        kept = sum(len(session.streams) for session in sessions)
        said = f"The file breaks off at byte {stop_offset}. What came before is kept: {kept} records."
        return Verdict.PARTIAL, f"{said} If you can, export it again."
    if any(session.is_run for session in sessions):
        return Verdict.COMPLETE, None
    sports = " and ".join(
        dict.fromkeys(session.sport.replace("_", " ") for session in sessions if session.sport is not None)
    )
    why = f"was recorded as {sports}" if sports else "does not say that it was a run"
    return Verdict.NOT_A_RUN, f"This {why}. If it was one, set the sport to running and export it again."


def _streams(column: dict[str, Floats], *, t_s: Floats, distance: Floats, is_run: bool) -> Streams:
    cadence = column["cadence"]
    stepping = cadence[cadence > 0]
    if is_run and stepping.size and np.median(stepping) < STRIDES_BELOW:
        cadence = 2 * cadence
    power = column["power"]
    return Streams(
        t_s=t_s,
        distance_m=distance,
        speed_m_s=column["speed"],
        heart_bpm=np.where(column["heart"] > 0, column["heart"], np.nan),  # 0 is "no strap" in both formats
        cadence_spm=cadence,
        altitude_m=column["altitude"],
        temperature_c=column["temperature"],
        latitude_deg=column["latitude"],
        longitude_deg=column["longitude"],
        others={} if np.isnan(power).all() else {"power_w": power},
    )


def _distance(column: dict[str, Floats], lengths: list[int]) -> Floats:
    """Give the file's own distance, else metres along the places; the way between two segments is not run."""
    own = column["distance"]
    if not np.isnan(own).all():
        return own - _offset(own)
    metres = np.full(len(own), np.nan)
    placed = np.flatnonzero(~np.isnan(column["latitude"]) & ~np.isnan(column["longitude"]))
    if placed.size == 0:
        return metres
    segment = np.repeat(np.arange(len(lengths)), lengths)[placed]
    lat, lon = np.radians(column["latitude"][placed]), np.radians(column["longitude"][placed])
    # Haversine (Sinnott 1984): exact enough for steps of a few metres.
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    steps = 2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    metres[placed] = np.concatenate(([0.0], np.cumsum(np.where(np.diff(segment) == 0, steps, 0.0))))
    return metres


def _offset(own: Floats) -> float:
    """Give what to take off: a later part of a multisport file may go on counting."""
    first = own[~np.isnan(own)][0]
    return float(first) if first > 1000.0 else 0.0


def _pauses(track: Track, start: float) -> tuple[Pause, ...]:
    found: list[Pause] = []
    filled = [segment for segment in track.segments if segment]
    for before, after in pairwise(filled):
        stopped, went = before[-1].at, after[0].at
        if went - stopped > LEAST_PAUSE_S:
            found.append(Pause(stopped - start, went - start))
    return tuple(found)


def _first(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known[0]) if known.size else nan


def _last(values: Floats) -> float | None:
    known = values[~np.isnan(values)]
    return float(known[-1]) if known.size else None


def _longest(elapsed_s: float | None, timer_s: float | None) -> float | None:
    return max((length for length in (elapsed_s, timer_s) if length is not None), default=None)
