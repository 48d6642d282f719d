from datetime import UTC, datetime

import numpy as np
import pytest

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from service.core.activity import Activity, Pause, Session
from tests.build import fit

LOCAL, ANTPLUS = 5, 1
"""Where a sensor is, in device_info."""
START = datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)


def decoded(body: bytes) -> Activity:
    return FitDecoder().decode(RawFile("a.fit", fit.file(body)))


def only(body: bytes) -> Session:
    [session] = decoded(fit.file_id() + body).sessions
    return session


def test_a_record_belongs_to_the_last_session_that_had_started() -> None:
    body = fit.records([fit.T0 - 5, fit.T0, fit.T0 + 59, fit.T0 + 60, fit.T0 + 61])
    body += fit.session(fit.T0 + 60, sport=fit.CYCLING) + fit.session(fit.T0)

    first, second = decoded(fit.file_id() + body).sessions

    assert (first.sport, second.sport) == ("running", "cycling")
    assert list(first.streams.t_s) == [-5, 0, 59]
    assert list(second.streams.t_s) == [0, 1]


def test_a_record_without_a_time_goes_with_the_one_before_it() -> None:
    beats = fit.Layout(4, 20, [(3, fit.UINT8)])
    body = fit.records([fit.T0 + 61]) + beats.definition() + beats.message(150)
    body += fit.session(fit.T0) + fit.session(fit.T0 + 60)

    first, second = decoded(fit.file_id() + body).sessions

    assert (len(first.streams), len(second.streams)) == (0, 2)


def test_the_sessions_own_totals_win_over_its_records() -> None:
    session = only(fit.records(range(fit.T0, fit.T0 + 5)) + fit.session(seconds=60, metres=180))

    assert (session.timer_s, session.elapsed_s, session.distance_m) == (60, 60, 180)
    assert session.totals_from == "session"
    assert session.start == START


def test_without_a_session_message_the_records_give_the_totals() -> None:
    body = fit.records(range(fit.T0, fit.T0 + 5)) + fit.timer(fit.T0 + 1, fit.STOP_ALL)
    sport = fit.Layout(7, 12, [(0, fit.ENUM), (1, fit.ENUM)])

    activity = decoded(
        fit.file_id() + sport.definition() + sport.message(1, 3) + body + fit.timer(fit.T0 + 3, fit.START)
    )

    [session] = activity.sessions
    assert (session.sport, session.sub_sport) == ("running", "trail")
    assert session.totals_from == "records"
    assert (session.elapsed_s, session.timer_s, session.distance_m) == (4, 2, 12)
    assert activity.warnings == (
        "The file has no summary of the session; time and distance are those of its records.",
    )


def test_a_total_the_session_leaves_out_is_taken_from_its_records() -> None:
    bare = fit.Layout(1, 18, [(2, fit.UINT32), (5, fit.ENUM)])

    session = only(fit.records(range(fit.T0, fit.T0 + 5)) + bare.definition() + bare.message(fit.T0, 1))

    assert (session.timer_s, session.distance_m, session.totals_from) == (4, 12, "session")
    assert session.ascent_m is None


def test_a_session_without_records_has_empty_columns() -> None:
    session = only(fit.session())

    assert len(session.streams) == 0
    assert session.distance_m == 180


def test_a_watch_that_goes_on_counting_metres_starts_each_session_at_nought() -> None:
    body = fit.records(range(fit.T0, fit.T0 + 20))
    body += fit.session(fit.T0, metres=27) + fit.session(fit.T0 + 10, metres=30)

    first, second = decoded(fit.file_id() + body).sessions

    assert first.streams.distance_m[-1] == 27
    assert list(second.streams.distance_m[[0, -1]]) == [3, 30]


def test_a_watch_that_starts_each_session_at_nought_keeps_its_metres() -> None:
    body = fit.records([fit.T0, fit.T0 + 1]) + fit.records(range(fit.T0 + 9, fit.T0 + 29))
    body += fit.session(fit.T0, metres=3) + fit.session(fit.T0 + 10, metres=57)

    _, second = decoded(fit.file_id() + body).sessions

    assert list(second.streams.distance_m[[0, -1]]) == [3, 57]


def test_runners_steps_are_twice_the_strides_and_their_fraction() -> None:
    running = only(fit.records([fit.T0]) + fit.session())
    cycling = only(fit.records([fit.T0]) + fit.session(sport=fit.CYCLING))

    assert running.streams.cadence_spm[0] == 171
    assert cycling.streams.cadence_spm[0] == 85.5


def test_what_a_record_does_not_hold_is_nan_and_never_nought() -> None:
    session = only(fit.records([fit.T0], heart=255) + fit.session())

    assert np.isnan(session.streams.heart_bpm).all()
    assert np.isnan(session.streams.altitude_m).all()
    assert session.streams.others == {}


def test_the_fields_come_in_their_units() -> None:
    layout = fit.Layout(
        3,
        20,
        [
            (253, fit.UINT32),
            (0, fit.SINT32),
            (1, fit.SINT32),
            (2, fit.UINT16),
            (6, fit.UINT16),
            (7, fit.UINT16),
        ],
    )
    body = layout.definition() + layout.message(fit.T0, 2**30, -(2**29), 3000, 2500, 240)

    streams = only(body + fit.session()).streams

    assert (streams.latitude_deg[0], streams.longitude_deg[0]) == (90, -45)
    assert (streams.altitude_m[0], streams.speed_m_s[0]) == (100, 2.5)
    assert streams.others["power_w"][0] == 240


def test_the_enhanced_field_wins_over_the_narrow_one() -> None:
    layout = fit.Layout(3, 20, [(253, fit.UINT32), (6, fit.UINT16), (73, fit.UINT32)])
    body = layout.definition() + layout.message(fit.T0, 0xFFFF, 70_000)

    assert only(body + fit.session()).streams.speed_m_s[0] == 70


def test_a_pause_runs_from_a_stop_to_the_next_start() -> None:
    body = (
        fit.timer(fit.T0, fit.START)
        + fit.timer(fit.T0 + 10, fit.STOP_ALL)
        + fit.timer(fit.T0 + 25, fit.START)
    )

    session = only(body + fit.timer(fit.T0 + 60, fit.STOP_ALL) + fit.session())

    assert session.pauses == (Pause(10, 25),)


def test_standing_still_between_two_sessions_is_a_pause_of_neither() -> None:
    body = fit.timer(fit.T0 + 50, fit.STOP_ALL) + fit.timer(fit.T0 + 60, fit.START)
    body += fit.session(fit.T0) + fit.session(fit.T0 + 60)

    first, second = decoded(fit.file_id() + body).sessions

    assert first.pauses == second.pauses == ()


def test_laps_go_to_the_session_they_started_in() -> None:
    lap = fit.Layout(6, 19, [(2, fit.UINT32), (8, fit.UINT32), (9, fit.UINT32)])
    body = (
        lap.definition() + lap.message(fit.T0 + 61, 30_000, 10_000) + lap.message(fit.T0, 60_000, 0xFFFFFFFF)
    )

    first, second = decoded(fit.file_id() + body + fit.session(fit.T0 + 60) + fit.session(fit.T0)).sessions

    assert [(lap.timer_s, lap.distance_m) for lap in first.laps] == [(60, None)]
    assert [(lap.timer_s, lap.distance_m) for lap in second.laps] == [(30, 100)]


def test_a_session_that_only_says_when_it_ended_began_before() -> None:
    late = fit.Layout(1, 18, [(253, fit.UINT32), (7, fit.UINT32), (5, fit.ENUM)])

    session = only(late.definition() + late.message(fit.T0 + 60, 60_000, 1))

    assert session.start == START


def test_how_hard_it_felt_comes_on_the_scale_of_ten() -> None:
    felt = fit.Layout(1, 18, [(2, fit.UINT32), (193, fit.UINT8)])

    assert only(felt.definition() + felt.message(fit.T0, 70)).workout_rpe == 7


def test_a_sport_the_profile_does_not_know_stays_a_number() -> None:
    assert only(fit.session(sport=200)).sport == "200"


@pytest.mark.parametrize(
    ("local", "offset"), [(7200, 7200), (19_799, 19_800), (-3601, -3600), (90_000, None)]
)
def test_the_watchs_time_zone_is_read_to_the_quarter_hour(local: int, offset: int | None) -> None:
    end = fit.Layout(8, 34, [(253, fit.UINT32), (5, fit.UINT32)])

    activity = decoded(fit.file_id() + fit.session() + end.definition() + end.message(fit.T0, fit.T0 + local))

    assert activity.utc_offset_s == offset


@pytest.mark.parametrize(
    ("sensors", "barometer"),
    [
        ((), None),
        (((LOCAL, 0), (LOCAL, 4)), True),
        (((LOCAL, 0), (LOCAL, 3)), False),
        (((ANTPLUS, 120),), None),
    ],
)
def test_a_watch_that_lists_its_sensors_tells_whether_it_has_a_barometer(
    sensors: tuple[tuple[int, int], ...], *, barometer: bool | None
) -> None:
    listed = fit.Layout(7, 23, [(25, fit.ENUM), (1, fit.UINT8)])
    body = fit.records(range(fit.T0, fit.T0 + 5)) + fit.session(seconds=5)
    body += b"".join(listed.definition() + listed.message(*sensor) for sensor in sensors)

    assert only(body).barometer is barometer
