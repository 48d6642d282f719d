"""What TCX says in its own way."""

import pytest

from adapters.files import RawFile
from adapters.formats.tcx import TcxDecoder
from service.core.activity import Activity, Device, Pause, Verdict
from tests.build import tracks


def decode(data: bytes) -> Activity:
    return TcxDecoder().decode(RawFile("a.tcx", data))


@pytest.mark.parametrize(("sport", "word"), [("Biking", "cycling"), ("Other", "does not say")])
def test_another_sport_is_not_a_run(sport: str, word: str) -> None:
    activity = decode(tracks.tcx(sport=sport))

    assert activity.verdict is Verdict.NOT_A_RUN
    assert word in str(activity.reason)


def test_laps_carry_the_watchs_own_time_and_distance() -> None:
    [session] = decode(tracks.tcx(tracks.tcx_lap(0, 30, timer_s=29.5), tracks.tcx_lap(30, 60))).sessions

    assert [(lap.timer_s, lap.distance_m) for lap in session.laps] == [(29.5, 90.0), (30.0, 90.0)]
    assert (session.timer_s, session.distance_m, session.totals_from) == (59.5, 180.0, "session")


def test_a_break_between_two_tracks_is_a_pause() -> None:
    lap = tracks.tcx_lap(0, 20).replace("</Lap>", f"<Track>{tracks.tcx_point(60)}</Track></Lap>")

    [session] = decode(tracks.tcx(lap)).sessions

    assert session.pauses == (Pause(19.0, 60.0),)


def test_the_device_is_named() -> None:
    assert decode(tracks.tcx()).device == Device("Forerunner 245")


def test_a_cut_off_lap_leaves_totals_to_the_records() -> None:
    data = tracks.tcx(tracks.tcx_lap(0, 30), tracks.tcx_lap(30, 60))

    activity = decode(data[: data.rindex(b"<Trackpoint>")])

    assert activity.verdict is Verdict.PARTIAL
    assert (activity.sessions[0].distance_m, activity.sessions[0].totals_from) == (174.0, "records")


def test_every_leg_of_a_multisport_file_is_a_session() -> None:
    ride = tracks.tcx(sport="Biking").split(b"<Activities>")[1].split(b"</Activities>")[0]
    data = tracks.tcx().replace(b"<Activities>", b"<Activities>" + ride)

    activity = decode(data)

    assert [session.sport for session in activity.sessions] == ["cycling", "running"]
    assert activity.verdict is Verdict.COMPLETE


def test_a_course_has_not_been_run() -> None:
    course = b"<TrainingCenterDatabase><Courses><Course><Name>Round</Name></Course></Courses></TrainingCenterDatabase>"

    assert decode(course).verdict is Verdict.NOT_AN_ACTIVITY


def test_a_strap_that_lost_contact_is_no_heart_rate() -> None:
    lap = f'<Lap StartTime="{tracks.at(0)}"><Track>{tracks.tcx_point(0, heart=0)}</Track></Lap>'

    streams = decode(tracks.tcx(lap)).sessions[0].streams

    assert str(streams.heart_bpm[0]) == "nan"
