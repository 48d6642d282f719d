import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from adapters.files import RawFile
from service.app.inspecting import inspect
from service.core.activity import Activity, Device, Session, Streams, Verdict
from service.core.errors import FormatError, TooLarge
from service.core.units import absent

RAW = RawFile("a.fit", b"x")
HEART = [0.0, 255.0, np.nan, 150.0, 151.5]
STREAMS = Streams(
    t_s=np.arange(5.0),
    distance_m=absent(5),
    speed_m_s=absent(5),
    heart_bpm=np.array(HEART),
    cadence_spm=np.array([0.0, 170.0, 171.0, np.nan, 0.0]),
    altitude_m=absent(5),
    temperature_c=absent(5),
    latitude_deg=absent(5),
    longitude_deg=absent(5),
)
SESSION = Session(
    sport="running",
    sub_sport="trail",
    start=datetime(2026, 5, 1, 6, 30, tzinfo=UTC),
    timer_s=60.04,
    elapsed_s=70.06,
    distance_m=180.0,
    ascent_m=None,
    descent_m=4.0,
    streams=STREAMS,
)


def looked_at(session: Session) -> dict[str, object]:
    activity = Activity(
        Verdict.COMPLETE,
        reason=None,
        file_type="activity",
        device=Device("garmin", "fenix5"),
        sessions=(session,),
        warnings=("odd",),
    )
    return inspect(RAW, {RAW: activity}.__getitem__)


def test_the_answer_has_exactly_the_published_names() -> None:
    assert looked_at(SESSION) == {
        "verdict": "complete",
        "reason": None,
        "file_type": "activity",
        "manufacturer": "garmin",
        "product": "fenix5",
        "sessions": [
            {
                "sport": "running",
                "sub_sport": "trail",
                "start": "2026-05-01T06:30:00Z",
                "timer_s": 60.0,
                "elapsed_s": 70.1,
                "distance_m": 180.0,
                "records": 5,
                "hr_records": 3,
                "hr_mean_bpm": 150.8,
                "cadence_mean_spm": 170.5,
                "ascent_m": None,
                "descent_m": 4.0,
            }
        ],
        "warnings": ["odd"],
    }


def test_what_nobody_measured_is_null_in_valid_json() -> None:
    nothing = replace(STREAMS, heart_bpm=absent(5), cadence_spm=absent(5))

    answer = looked_at(
        replace(
            SESSION,
            start=None,
            timer_s=None,
            elapsed_s=float("inf"),
            distance_m=float("nan"),
            streams=nothing,
        )
    )

    told = json.loads(json.dumps(answer, allow_nan=False))["sessions"][0]
    for name in ("start", "timer_s", "elapsed_s", "distance_m", "hr_mean_bpm", "cadence_mean_spm"):
        assert told[name] is None
    assert told["hr_records"] == 0


def test_only_runs_have_steps_a_minute() -> None:
    told = json.dumps(looked_at(replace(SESSION, sport="cycling")))

    assert '"cadence_mean_spm": null' in told


@pytest.mark.parametrize("error", [FormatError("This file is empty."), TooLarge("This file is 40 MB.")])
def test_a_file_that_cannot_be_read_is_an_answer_with_a_reason(error: FormatError | TooLarge) -> None:
    def refuse(raw: RawFile) -> Activity:
        raise error

    assert inspect(RAW, refuse) == {
        "verdict": "unreadable",
        "reason": error.words,
        "file_type": None,
        "manufacturer": None,
        "product": None,
        "sessions": [],
        "warnings": [],
    }


def test_broken_code_is_not_taken_for_a_broken_file() -> None:
    def broken(raw: RawFile) -> Activity:
        raise TypeError

    with pytest.raises(TypeError):
        inspect(RAW, broken)
