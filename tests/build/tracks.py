"""TCX and GPX as watches and phones export them, written as text with no library."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
TCX_SPACE = (
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
    'xmlns:x="http://www.garmin.com/xmlschemas/ActivityExtension/v2" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
GPX_SPACE = (
    'xmlns="http://www.topografix.com/GPX/1/1" '
    'xmlns:g="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'
)
METRES_A_DEGREE = 111_195.08
"""Along a meridian of a sphere with the mean radius."""


def at(second: float) -> str:
    return (START + timedelta(seconds=second)).isoformat().replace("+00:00", "Z")


def tcx_point(second: int, *, heart: int = 150, metres: float | None = None) -> str:
    distance = 3.0 * second if metres is None else metres
    return (
        f"<Trackpoint><Time>{at(second)}</Time>"
        f"<Position><LatitudeDegrees>{50 + 3.0 * second / METRES_A_DEGREE}</LatitudeDegrees>"
        "<LongitudeDegrees>8.5</LongitudeDegrees></Position>"
        f"<AltitudeMeters>100.5</AltitudeMeters><DistanceMeters>{distance}</DistanceMeters>"
        f"<HeartRateBpm><Value>{heart}</Value></HeartRateBpm>"
        "<Extensions><x:TPX><x:Speed>3.0</x:Speed><x:RunCadence>85</x:RunCadence><x:Watts>240</x:Watts>"
        "</x:TPX></Extensions></Trackpoint>"
    )


def tcx_lap(first: int, last: int, *, timer_s: float | None = None) -> str:
    """Give a lap of one point a second from `first` to before `last`."""
    points = "".join(tcx_point(second) for second in range(first, last))
    return (
        f'<Lap StartTime="{at(first)}"><TotalTimeSeconds>{timer_s or last - first}</TotalTimeSeconds>'
        f"<DistanceMeters>{3.0 * (last - first)}</DistanceMeters><Track>{points}</Track></Lap>"
    )


def tcx(*laps: str, sport: str = "Running") -> bytes:
    inside = "".join(laps) or tcx_lap(0, 60)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase {TCX_SPACE}><Activities>'
        f'<Activity Sport="{sport}"><Id>{at(0)}</Id>{inside}'
        '<Creator xsi:type="Device_t"><Name>Forerunner 245</Name></Creator></Activity></Activities>'
        "</TrainingCenterDatabase>"
    ).encode()


def gpx_point(second: int, *, m_s: float = 3.0, zone: str = "Z") -> str:
    local = at(second).replace("Z", zone)
    return (
        f'<trkpt lat="{50 + m_s * second / METRES_A_DEGREE}" lon="8.5"><ele>100.5</ele><time>{local}</time>'
        "<extensions><g:TrackPointExtension><g:atemp>18</g:atemp><g:hr>150</g:hr><g:cad>85</g:cad>"
        "</g:TrackPointExtension></extensions></trkpt>"
    )


def gpx_segment(first: int, last: int, *, m_s: float = 3.0, zone: str = "Z") -> str:
    return f"<trkseg>{''.join(gpx_point(s, m_s=m_s, zone=zone) for s in range(first, last))}</trkseg>"


def gpx(*segments: str, kind: str | None = "running") -> bytes:
    said = "" if kind is None else f"<type>{kind}</type>"
    inside = "".join(segments) or gpx_segment(0, 60)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="StravaGPX" {GPX_SPACE}>'
        f"<metadata><time>{at(0)}</time></metadata><trk><name>Morning</name>{said}{inside}</trk></gpx>"
    ).encode()
