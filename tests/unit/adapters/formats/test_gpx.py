"""What GPX leaves open."""

import numpy as np
import pytest

from adapters.files import RawFile
from adapters.formats.gpx import GpxDecoder
from service.core.activity import Activity, Pause, Verdict
from tests.build import tracks


def decode(data: bytes) -> Activity:
    return GpxDecoder().decode(RawFile("a.gpx", data))


@pytest.mark.parametrize(
    ("kind", "sub_sport"),
    [
        ("running", None),
        ("Run", None),
        ("9", None),
        ("trail_running", "trail"),
        ("treadmill-running", "treadmill"),
    ],
)
def test_the_words_for_running_are_a_run(kind: str, sub_sport: str | None) -> None:
    activity = decode(tracks.gpx(kind=kind))

    assert activity.verdict is Verdict.COMPLETE
    assert (activity.sessions[0].sport, activity.sessions[0].sub_sport) == ("running", sub_sport)
    assert activity.warnings == ()


@pytest.mark.parametrize("kind", ["cycling", "hiking", "1", "Ride"])
def test_any_other_word_is_not_a_run_and_is_named(kind: str) -> None:
    activity = decode(tracks.gpx(kind=kind))

    assert activity.verdict is Verdict.NOT_A_RUN
    assert kind.lower() in str(activity.reason)


def test_a_track_without_a_word_is_read_as_a_run_and_says_so() -> None:
    activity = decode(tracks.gpx(kind=None))

    assert activity.verdict is Verdict.COMPLETE
    assert activity.warnings == ("The file does not say which sport it was; it was read as a run.",)


def test_a_track_without_a_word_that_is_too_fast_is_no_run() -> None:
    activity = decode(tracks.gpx(tracks.gpx_segment(0, 60, m_s=8.0), kind=None))

    assert activity.verdict is Verdict.NOT_A_RUN
    assert "faster than anybody runs" in activity.warnings[0]


def test_the_way_between_two_segments_is_a_pause_and_not_run() -> None:
    [session] = decode(tracks.gpx(tracks.gpx_segment(0, 31), tracks.gpx_segment(90, 121))).sessions

    assert session.pauses == (Pause(30.0, 90.0),)
    assert (session.timer_s, session.elapsed_s) == (60.0, 120.0)
    assert session.distance_m == pytest.approx(180.0, abs=0.01)
    assert session.totals_from == "records"


def test_a_route_without_times_has_not_been_run() -> None:
    route = b'<gpx creator="Planner"><rte><rtept lat="1" lon="2"/><rtept lat="1" lon="3"/></rte></gpx>'

    activity = decode(route)

    assert activity.verdict is Verdict.NOT_AN_ACTIVITY
    assert "nobody has run it yet" in str(activity.reason)


def test_points_without_a_time_are_counted_not_kept() -> None:
    untimed = '<trkpt lat="50" lon="8.5"><ele>1</ele></trkpt>'

    activity = decode(tracks.gpx(f"<trkseg>{tracks.gpx_point(0)}{untimed}{tracks.gpx_point(5)}</trkseg>"))

    assert len(activity.sessions[0].streams) == 2
    assert "Points without a time: 1." in activity.warnings


def test_a_zone_in_the_times_tells_the_runners_clock() -> None:
    activity = decode(tracks.gpx(tracks.gpx_segment(0, 9, zone="+02:00")))

    assert activity.utc_offset_s == 7200


def test_a_file_without_heart_rate_has_none_and_no_zeros() -> None:
    bare = '<trkpt lat="50" lon="8.5"><time>2026-06-01T06:00:00Z</time></trkpt>'

    streams = decode(tracks.gpx(f"<trkseg>{bare}</trkseg>")).sessions[0].streams

    assert np.isnan(streams.heart_bpm).all()
    assert np.isnan(streams.altitude_m).all()
