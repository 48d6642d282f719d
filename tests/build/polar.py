"""Training sessions as Polar's account export writes them, with no library."""

import json
from datetime import timedelta
from typing import Any

from tests.build import tracks

OFFSET_MIN = 120


def at(second: float) -> str:
    """Give the runner's local time, as Polar does: in thousandths, without a zone."""
    local = tracks.START + timedelta(seconds=second, minutes=OFFSET_MIN)
    return local.replace(tzinfo=None).isoformat(timespec="milliseconds")


def samples(seconds: range, value: float, step: float = 0.0) -> list[dict[str, Any]]:
    return [{"dateTime": at(second), "value": value + step * second} for second in seconds]


def exercise(count: int = 60, *, sport: str = "RUNNING", **others: Any) -> dict[str, Any]:
    """Give one sport, a sample a second: 3 m/s, 150 beats and 85 strides a minute, 100.5 m up."""
    seconds = range(count)
    route = [
        {
            "dateTime": at(s + 0.2),
            "latitude": 50 + 3.0 * s / tracks.METRES_A_DEGREE,
            "longitude": 8.5,
            "altitude": 7,
        }
        for s in seconds
    ]
    return {
        "startTime": at(0),
        "stopTime": at(count),
        "timezoneOffset": OFFSET_MIN,
        "duration": f"PT{count}.000S",
        "distance": 3.0 * count,
        "sport": sport,
        "ascent": 12.0,
        "descent": 11.0,
        "laps": [{"splitTime": "PT30S", "duration": "PT30S", "distance": 90.0}],
        "samples": {
            "heartRate": samples(seconds, 150),
            "speed": samples(seconds, 10.8),
            "distance": samples(seconds, 0.0, 3.0),
            "cadence": samples(seconds, 85),
            "altitude": samples(seconds, 100.5),
            "recordedRoute": route,
        },
        **others,
    }


def session(*exercises: dict[str, Any]) -> bytes:
    inside = {"exportVersion": "1.6", "startTime": at(0), "exercises": list(exercises or (exercise(),))}
    return json.dumps(inside, indent=2).encode()
