"""Polar's account export: one JSON file a training session, an exercise in it for each sport.

Samples are lists of a local time and a value, one list a quantity, a second apart; places stand in a list of their
own, sometimes beside the samples and sometimes among them. They are brought together second by second. Speed is in
kilometres an hour, the offset of the time zone in minutes. Source: files of export versions 1.3 to 1.6, as public
converters read them; Polar publishes no description.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import isnan, nan

from adapters.files import RawFile
from adapters.formats.tracks import Point, Track, activity_of, finite, moment
from service.core.activity import Activity, Device, Lap, Verdict
from service.core.errors import FormatError

FILE_START = "training-session"
"""How the export calls these files; its other JSON files hold days, sleep and settings."""
_QUANTITIES = {
    "heartRate": ("heart", 1.0),
    "speed": ("speed", 1 / 3.6),
    "distance": ("distance", 1.0),
    "altitude": ("altitude", 1.0),
    "cadence": ("cadence", 1.0),
    "temperature": ("temperature", 1.0),
    "power": ("power", 1.0),
}
"""What a list of samples is to a point, and what makes it SI."""
_PLACE = ("latitude", "longitude", "altitude")
_SUB_SPORTS = {"TRAIL": "trail", "TREADMILL": "treadmill", "TRACK": "track"}
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_DEVICE = Device(manufacturer="Polar")

_Object = Mapping[str, object]


class PolarDecoder:
    """Reads Polar's JSON. Safe for several threads at once: it keeps nothing."""

    name = "polar"

    def claims(self, head: bytes, name: str) -> bool:
        """Say whether this is JSON that Polar's export calls a training session, or that looks like one."""
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        named = name.rsplit("/", 1)[-1].lower().startswith(FILE_START)
        return start.startswith(b"{") and (named or (b'"exercises"' in head and b'"startTime"' in head))

    def decode(self, raw: RawFile) -> Activity:
        """Read every exercise in the file. Raises FormatError when it is no whole JSON or no session."""
        exercises = _objects(_parsed(raw.data).get("exercises"))
        if not exercises:
            raise FormatError(
                "This JSON file holds no training session. In Polar's export those are the files that begin with "
                f"{FILE_START}.",
                offset=0,
            )
        tracks = [_track(exercise) for exercise in exercises]
        if not any(any(track.segments) for track in tracks):
            reason = (
                "This session holds no samples: it was typed in by hand, so there is nothing to read from it."
            )
            return Activity(Verdict.NOT_AN_ACTIVITY, reason, "activity", _DEVICE, ())
        offset_s = _offset_s(exercises[0])
        return activity_of(tracks, device=_DEVICE, stop_offset=None, warnings=[], utc_offset_s=int(offset_s))


def _parsed(data: bytes) -> _Object:
    try:
        return _object(json.loads(data))
    except json.JSONDecodeError as broken:
        raise FormatError(
            f"This JSON file is damaged or cut off at character {broken.pos}. Unpack Polar's export again.",
            offset=broken.pos,
        ) from broken
    except (ValueError, RecursionError) as odd:
        raise FormatError("This JSON file is built like no training session.", offset=0) from odd


def _track(exercise: _Object) -> Track:
    sport, sub_sport = _sport(exercise.get("sport"))
    offset_s = _offset_s(exercise)
    start = _unix_s(exercise.get("startTime"), offset_s)
    points = _points(exercise, offset_s)
    distance_m, ascent_m, descent_m = (
        _known(finite(exercise.get(name))) for name in ("distance", "ascent", "descent")
    )
    return Track(
        sport,
        sub_sport,
        start=start,
        segments=[points] if points else [],
        laps=list(_laps(exercise, start)),
        timer_s=_known(_duration_s(exercise.get("duration"))),
        distance_m=distance_m,
        ascent_m=ascent_m,
        descent_m=descent_m,
    )


def _points(exercise: _Object, offset_s: float) -> list[Point]:
    """Give a point for each second of which anything is known, in order."""
    samples = _object(exercise.get("samples"))
    found: dict[int, Point] = {}
    for name, (ours, factor) in _QUANTITIES.items():
        for point, sample in _at_each(found, samples.get(name), offset_s):
            setattr(point, ours, finite(sample.get("value")) * factor)
    for point, place in _at_each(
        found, samples.get("recordedRoute") or exercise.get("recordedRoute"), offset_s
    ):
        for name in _PLACE:
            if isnan(getattr(point, name)):
                setattr(point, name, finite(place.get(name)))
    return [found[second] for second in sorted(found)]


def _at_each(found: dict[int, Point], samples: object, offset_s: float) -> Iterator[tuple[Point, _Object]]:
    """Give each sample with the point of its second, made where there is none yet."""
    for sample in _objects(samples):
        at = _unix_s(sample.get("dateTime"), offset_s)
        if not isnan(at):
            yield found.setdefault(int(at), Point(at=float(int(at)))), sample


def _laps(exercise: _Object, start: float) -> Iterator[Lap]:
    """Give the runner's own laps, else the watch's; each says when it ended and how long it took."""
    for lap in _objects(exercise.get("laps")) or _objects(exercise.get("autoLaps")):
        end_s, length_s = _duration_s(lap.get("splitTime")), _duration_s(lap.get("duration"))
        began = start + end_s - length_s
        if not isnan(began):
            at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=began)
            yield Lap(at, length_s, _known(finite(lap.get("distance"))))


def _sport(said: object) -> tuple[str | None, str | None]:
    if not isinstance(said, str):
        return None, None
    if said.endswith("RUNNING") or said == "JOGGING":
        return "running", next((sub for part, sub in _SUB_SPORTS.items() if part in said), None)
    return said.lower()[:40], None


def _offset_s(exercise: _Object) -> float:
    """Give local time minus UTC; the export has both spellings."""
    minutes = finite(exercise.get("timezoneOffset", exercise.get("timeZoneOffset")))
    return 0.0 if isnan(minutes) or abs(minutes) > 14 * 60 else minutes * 60


def _unix_s(local: object, offset_s: float) -> float:
    at = moment(local) if isinstance(local, str) else None
    if at is None:
        return nan
    return at.timestamp() - (offset_s if at.utcoffset() == timedelta(0) else 0.0)


def _duration_s(said: object) -> float:
    """Read `PT1H2M3.5S`; NaN where it is something else."""
    found = _DURATION.fullmatch(said) if isinstance(said, str) else None
    if found is None or not any(found.groups()):
        return nan
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def _known(value: float) -> float | None:
    return value if value >= 0 else None  # NaN is not


def _object(value: object) -> _Object:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> Sequence[_Object]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
