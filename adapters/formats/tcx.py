"""TCX, Garmin's XML before FIT, which Polar, Suunto, Coros and Strava still export.

Laps carry the watch's own time and distance, so totals are as good as in FIT. `Sport` knows only Running,
Biking and Other; a treadmill or a trail looks like any run.
Source: Training Center Database schema v2 and Activity Extension v2 (garmin.com/xmlschemas).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from adapters.files import RawFile
from adapters.formats.markup import Markup, text
from adapters.formats.tracks import Point, Track, activity_of, moment, number, planned
from service.core.activity import Activity, Device, Lap
from service.core.errors import FormatError

_SPORTS = {"running": "running", "biking": "cycling"}


@dataclass(slots=True)
class _Reading:
    tracks: list[Track] = field(default_factory=list)
    device: Device = field(default_factory=Device)
    untimed: int = 0


class TcxDecoder:
    """Reads TCX. Safe for several threads at once: it keeps nothing."""

    name = "tcx"

    def claims(self, head: bytes, name: str) -> bool:
        """Say whether the root element is TCX's, or the name says so and the bytes are XML."""
        start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        return b"<trainingcenterdatabase" in start or (
            start.startswith(b"<?xml") and name.lower().endswith(".tcx") and b"<gpx" not in start
        )

    def decode(self, raw: RawFile) -> Activity:
        """Read every activity in the file. Raises FormatError when there is none that can be read."""
        markup = Markup(raw.data, let_go=frozenset({"Trackpoint", "Track", "Lap", "Activity"}))
        reading = _Reading()
        for event, name, element in markup.events():
            act = (_START if event == "start" else _END).get(name)
            if act is not None:
                act(reading, element)
        if not any(any(track.segments) or track.laps for track in reading.tracks):
            if markup.stop_offset is not None:
                raise FormatError(
                    f"Nothing in this TCX file can be read: it breaks off at byte {markup.stop_offset}. "
                    "Export it again.",
                    offset=markup.stop_offset,
                )
            return planned("TCX course or workout", reading.device)
        if markup.stop_offset is not None:  # the open lap's totals are lost, so the others' are too little
            reading.tracks[-1].timer_s = reading.tracks[-1].distance_m = None
        untimed = [f"Points without a time: {reading.untimed}."] if reading.untimed else []
        return activity_of(
            reading.tracks, device=reading.device, stop_offset=markup.stop_offset, warnings=untimed,
            utc_offset_s=None,
        )  # fmt: skip


def _open_activity(reading: _Reading, element: Element) -> None:
    said = element.get("Sport", "")
    reading.tracks.append(Track(sport=_SPORTS.get(said.lower())))


def _open_segment(reading: _Reading, _element: Element) -> None:
    if reading.tracks:
        reading.tracks[-1].segments.append([])


def _close_point(reading: _Reading, element: Element) -> None:
    if not reading.tracks or not reading.tracks[-1].segments:
        return
    at = moment(text(element, "Time"))
    if at is None:
        reading.untimed += 1
        return
    point = Point(
        at=at.timestamp(),
        altitude=number(text(element, "AltitudeMeters")),
        distance=number(text(element, "DistanceMeters")),
        cadence=number(text(element, "Cadence")),
    )
    _add_nested(point, element)
    reading.tracks[-1].segments[-1].append(point)


_NESTED = {
    "LatitudeDegrees": "latitude",
    "LongitudeDegrees": "longitude",
    "Speed": "speed",
    "RunCadence": "cadence",
    "Watts": "power",
}


def _add_nested(point: Point, element: Element) -> None:
    for inner in element.iter():
        name = inner.tag.rsplit("}", 1)[-1]
        if name in _NESTED:
            setattr(point, _NESTED[name], number(inner.text))
        elif name == "HeartRateBpm":
            point.heart = number(text(inner, "Value"))


def _close_lap(reading: _Reading, element: Element) -> None:
    if not reading.tracks:
        return
    track = reading.tracks[-1]
    start = moment(element.get("StartTime"))
    timer_s, distance_m = number(text(element, "TotalTimeSeconds")), number(text(element, "DistanceMeters"))
    if start is not None:
        if not track.laps:
            track.start = start.timestamp()
        track.laps.append(Lap(start, _known(timer_s), _known(distance_m)))
    track.timer_s = _plus(track.timer_s, timer_s)
    track.distance_m = _plus(track.distance_m, distance_m)


def _close_creator(reading: _Reading, element: Element) -> None:
    reading.device = Device(manufacturer=text(element, "Name"))


def _known(value: float) -> float | None:
    return value if value >= 0 else None  # NaN is not


def _plus(total: float | None, value: float) -> float | None:
    return total if _known(value) is None else (total or 0.0) + value


_Act = Callable[[_Reading, Element], None]
_START: dict[str, _Act] = {"Activity": _open_activity, "Track": _open_segment}
_END: dict[str, _Act] = {"Trackpoint": _close_point, "Lap": _close_lap, "Creator": _close_creator}
