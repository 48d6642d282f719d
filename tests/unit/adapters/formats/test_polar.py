import json
from typing import Any

import numpy as np
import pytest

from adapters.files import RawFile
from adapters.formats.polar import PolarDecoder
from adapters.formats.registry import decode
from service.core.activity import Activity, Verdict
from service.core.errors import FormatError
from tests.build import fit, polar, tracks

NAME = "training-session-2026-06-01-1-2.json"


def read(data: bytes) -> Activity:
    return PolarDecoder().decode(RawFile(NAME, data))


def test_a_session_comes_back_as_it_was_written() -> None:
    activity = decode(RawFile(NAME, polar.session()))

    [run] = activity.sessions
    assert activity.verdict is Verdict.COMPLETE
    assert (activity.device.manufacturer, activity.utc_offset_s) == ("Polar", 7200)
    assert (run.start, run.timer_s, run.distance_m) == (tracks.START, 60, 180)
    assert (run.ascent_m, run.descent_m, run.totals_from) == (12, 11, "session")
    assert list(run.streams.t_s) == list(range(60))
    np.testing.assert_allclose(run.streams.speed_m_s, 3)
    np.testing.assert_allclose(run.streams.distance_m, 3.0 * np.arange(60))
    assert set(run.streams.heart_bpm) == {150}
    assert set(run.streams.cadence_spm) == {170}
    assert set(run.streams.altitude_m) == {100.5}
    np.testing.assert_allclose(run.streams.latitude_deg, 50 + 3 * np.arange(60) / tracks.METRES_A_DEGREE)


def test_laps_start_where_the_one_before_ended() -> None:
    laps = [{"splitTime": "PT30S", "duration": "PT30S"}, {"splitTime": "PT1M0S", "duration": "PT30S"}]

    [run] = read(polar.session(polar.exercise(laps=[], autoLaps=laps))).sessions

    assert [(lap.start - tracks.START).total_seconds() for lap in run.laps] == [0, 30]
    assert [lap.timer_s for lap in run.laps] == [30, 30]
    assert [lap.distance_m for lap in run.laps] == [None, None]


def test_a_route_beside_the_samples_is_read_too() -> None:
    moved = polar.exercise()
    moved["recordedRoute"] = moved["samples"].pop("recordedRoute")

    [run] = read(polar.session(moved)).sessions

    assert not np.isnan(run.streams.latitude_deg).any()


def test_without_distance_and_height_the_route_gives_them() -> None:
    bare = polar.exercise()
    bare["samples"] = {"recordedRoute": bare["samples"]["recordedRoute"]}
    del bare["distance"]

    [run] = read(polar.session(bare)).sessions

    assert run.distance_m == pytest.approx(177, abs=0.1)
    assert set(run.streams.altitude_m) == {7}


def test_each_sport_of_a_session_is_one_of_its_own() -> None:
    activity = read(polar.session(polar.exercise(sport="CYCLING"), polar.exercise(sport="TRAIL_RUNNING")))

    assert [(one.sport, one.sub_sport) for one in activity.sessions] == [
        ("cycling", None),
        ("running", "trail"),
    ]
    assert activity.verdict is Verdict.COMPLETE


def test_seconds_without_a_value_stay_unknown() -> None:
    gap = polar.exercise()
    del gap["samples"]["heartRate"][5]["value"]
    del gap["samples"]["heartRate"][7:9]

    [run] = read(polar.session(gap)).sessions

    assert np.flatnonzero(np.isnan(run.streams.heart_bpm)).tolist() == [5, 7, 8]


def test_a_session_typed_in_by_hand_says_so() -> None:
    activity = read(polar.session(polar.exercise(samples={})))

    assert activity.verdict is Verdict.NOT_AN_ACTIVITY
    assert "typed in by hand" in str(activity.reason)


@pytest.mark.parametrize("data", [b"{}", b"[]", b'{"exercises": 3}', b'{"exercises": [1, null]}'])
def test_other_json_is_no_training_session(data: bytes) -> None:
    with pytest.raises(FormatError, match="holds no training session"):
        read(data)


@pytest.mark.parametrize("data", [b"{" + b'"a":[' * 100_000, b'{"a": "\xff"}', b"[" * 200_000])
def test_json_built_to_break_a_reader_is_a_sentence(data: bytes) -> None:
    with pytest.raises(FormatError):
        read(data)


def test_a_session_that_is_cut_off_says_where() -> None:
    data = polar.session()

    for end in range(1, len(data) - 1, 997):
        with pytest.raises(FormatError, match="cut off at character") as caught:
            read(data[:end])
        assert caught.value.offset is not None


@pytest.mark.parametrize("odd", [None, "", 7, [], {}, "soon", True, 1e400, "PT"])
@pytest.mark.parametrize("key", ["startTime", "duration", "distance", "timezoneOffset", "sport", "laps"])
def test_a_field_of_another_kind_is_missing_and_no_error(key: str, odd: Any) -> None:
    activity = read(polar.session(polar.exercise(**{key: odd})))

    assert len(activity.sessions[0].streams) == 60


def test_it_claims_what_the_export_calls_so_and_what_looks_so() -> None:
    claims = PolarDecoder().claims

    assert claims(b'{ "exportVersion"', NAME)
    assert claims(json.dumps({"startTime": "", "exercises": []}).encode(), "a.json")
    assert not claims(b'{"sleep": []}', "sleep_result.json")
    assert not claims(fit.run()[:14], NAME)
    assert not claims(tracks.gpx()[:200], NAME)
