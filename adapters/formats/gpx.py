"""GPX, the format every phone app exports: places and times, and in extensions heart rate and cadence.

GPX has no field for the sport. `<type>` is a free word that most exporters fill in; where it is missing we
read a run and say so, unless it was faster than anybody runs. A track with another word is not a run.
Source: GPX 1.0 and 1.1 (topografix.com), Garmin TrackPointExtension v1 and v2.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from adapters.files import RawFile
from adapters.formats.markup import Markup, text
from adapters.formats.tracks import Point, Track, activity_of, moment, number, planned, session_of
from service.core.activity import Activity, Device
from service.core.errors import FormatError

_RUN_WORDS = frozenset(
    {"run", "running", "9", "jogging", "laufen", "course à pied", "carrera", "corsa", "löpning"}
)
"""9 is what one large exporter wrote for a run before it wrote words."""
_SUB_SPORTS = {"trail": "trail", "treadmill": "treadmill", "track": "track", "street": "street"}
FASTEST_RUN_M_S = 6.0
"""Above it a track without a type was no run: the marathon record is 5.9 m/s. Ours."""
_UNTYPED = "The file does not say which sport it was; it was read as a run."
_TOO_FAST = "The file does not say which sport it was, and it was faster than anybody runs."


@dataclass(slots=True)
class _Reading:
    tracks: list[Track] = field(default_factory=list)
    types: list[str | None] = field(default_factory=list)
    device: Device = field(default_factory=Device)
    routes: int = 0
    untimed: int = 0
    utc_offset_s: int | None = None


class GpxDecoder:
    """Reads GPX. Safe for several threads at once: it keeps nothing."""

    name = "gpx"

    def claims(self, head: bytes, name: str) -> bool:
        """Say whether the root element is GPX's, or the name says so and the bytes are XML."""
        start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        return b"<gpx" in start or (
            start.startswith(b"<?xml")
            and name.lower().endswith(".gpx")
            and b"<trainingcenterdatabase" not in start
        )

    def decode(self, raw: RawFile) -> Activity:
        """Read every track in the file. Raises FormatError when there is nothing that can be read."""
        markup = Markup(raw.data, let_go=frozenset({"trkpt", "trkseg", "trk", "rtept", "rte", "wpt"}))
        reading = _Reading()
        for event, name, element in markup.events():
            act = (_START if event == "start" else _END).get(name)
            if act is not None:
                act(reading, element)
        if not any(any(track.segments) for track in reading.tracks):
            if markup.stop_offset is not None and not reading.untimed and not reading.routes:
                raise FormatError(
                    f"Nothing in this GPX file can be read: it breaks off at byte {markup.stop_offset}. "
                    "Export it again.",
                    offset=markup.stop_offset,
                )
            return planned("GPX route", reading.device)
        warnings = _name_sports(reading)
        if reading.untimed:
            warnings.append(f"Points without a time: {reading.untimed}.")
        return activity_of(
            reading.tracks, device=reading.device, stop_offset=markup.stop_offset, warnings=warnings,
            utc_offset_s=reading.utc_offset_s,
        )  # fmt: skip


def _name_sports(reading: _Reading) -> list[str]:
    """Set every track's sport from its type; give what a runner should know about that."""
    warnings: list[str] = []
    for track, said in zip(reading.tracks, reading.types, strict=True):
        if said is not None:
            track.sport, track.sub_sport = _sport(said)
            continue
        fast = _mean_speed_m_s(track) > FASTEST_RUN_M_S
        track.sport = None if fast else "running"
        warnings.append(_TOO_FAST if fast else _UNTYPED)
    return list(dict.fromkeys(warnings))


def _sport(said: str) -> tuple[str, str | None]:
    word = said.strip().lower().replace("-", "_").replace(" ", "_")
    bare = word.replace("_", " ")
    if bare in _RUN_WORDS or word.endswith(("_running", "_run")) or word.startswith(("running", "run_")):
        return "running", next((sub for part, sub in _SUB_SPORTS.items() if part in word), None)
    return word[:40], None


def _mean_speed_m_s(track: Track) -> float:
    session = session_of(track)
    if not session.timer_s or session.distance_m is None:
        return 0.0
    return session.distance_m / session.timer_s


def _open_file(reading: _Reading, element: Element) -> None:
    creator = element.get("creator", "").strip()
    reading.device = Device(manufacturer=creator[:60] or None)


def _open_track(reading: _Reading, _element: Element) -> None:
    reading.tracks.append(Track())
    reading.types.append(None)


def _open_segment(reading: _Reading, _element: Element) -> None:
    if reading.tracks:
        reading.tracks[-1].segments.append([])


def _open_route(reading: _Reading, _element: Element) -> None:
    reading.routes += 1


def _close_type(reading: _Reading, element: Element) -> None:
    if reading.types and (element.text or "").strip():
        reading.types[-1] = (element.text or "").strip()


def _close_point(reading: _Reading, element: Element) -> None:
    if not reading.tracks or not reading.tracks[-1].segments:
        return
    at = moment(text(element, "time"))
    if at is None:
        reading.untimed += 1
        return
    offset = at.utcoffset()
    if offset:
        reading.utc_offset_s = int(offset.total_seconds())
    point = Point(
        at=at.timestamp(), latitude=number(element.get("lat")), longitude=number(element.get("lon"))
    )
    for inner in element.iter():
        name = _NAMES.get(inner.tag.rsplit("}", 1)[-1].lower())
        if name is not None:
            setattr(point, name, number(inner.text))
    reading.tracks[-1].segments[-1].append(point)


_NAMES = {
    "ele": "altitude",
    "hr": "heart",
    "heartrate": "heart",
    "cad": "cadence",
    "cadence": "cadence",
    "atemp": "temperature",
    "temp": "temperature",
    "speed": "speed",
    "power": "power",
    "distance": "distance",
}
_Act = Callable[[_Reading, Element], None]
_START: dict[str, _Act] = {"gpx": _open_file, "trk": _open_track, "trkseg": _open_segment, "rte": _open_route}
_END: dict[str, _Act] = {"trkpt": _close_point, "type": _close_type}
