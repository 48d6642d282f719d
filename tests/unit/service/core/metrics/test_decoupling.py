from dataclasses import replace

import numpy as np
import pytest

from service.core.metrics.cleaning import clean
from service.core.metrics.decoupling import decouple, heart_drift, pa_hr, steady_s, unmet_gates
from service.core.units import Floats
from tests.build.session import paused, session
from tests.build.vectors import vector

HOUR = 3600


def drifting(seconds: int = HOUR) -> Floats:
    """Rise by 0.1 bpm a minute: a heart that drifts and never sticks."""
    return 140.0 + np.arange(seconds) / 600.0


@pytest.mark.parametrize("name", ["decoupling_hr_drift", "decoupling_pace_fade_and_drift"])
def test_the_worked_examples_come_out(name: str) -> None:
    _, expected, tolerance = vector(name)
    drifted = name == "decoupling_hr_drift"
    speed = np.repeat([3.0, 3.0 if drifted else 2.8], 1800)
    heart = np.repeat([140.0, 147.0 if drifted else 146.0], 1800)

    assert pa_hr(speed, heart) == pytest.approx(expected["decoupling_pct"], abs=tolerance)


def test_the_pause_trap_of_the_worked_examples_is_not_walked_into() -> None:
    _, expected, tolerance = vector("decoupling_pause_trap")
    stop = session(
        4200,
        speed=[(1800, 3.0), (600, 0.0), (1800, 3.0)],
        heart=[(1800, 140.0), (600, 110.0), (1800, 147.0)],
    )

    cleaned = clean(stop)

    moving = cleaned.moving
    found = pa_hr(cleaned.speed_m_s[moving], cleaned.heart_bpm[moving])
    assert found == pytest.approx(expected["correct_moving_only"], abs=tolerance)


def test_seven_beats_more_at_the_same_speed_are_four_point_seven_six_percent() -> None:
    assert pa_hr(np.full(10, 3.0), np.repeat([140.0, 147.0], 5)) == pytest.approx(4.7619, abs=1e-4)


def test_the_hearts_own_rise_is_told_at_one_pace_only() -> None:
    beats = np.repeat([140.0, 147.0], 5)

    assert heart_drift(np.full(10, 3.0), beats) == pytest.approx(5.0)
    assert heart_drift(np.repeat([3.0, 2.95], 5), beats) == pytest.approx(5.0)
    assert heart_drift(np.repeat([3.0, 2.9], 5), beats) is None
    assert heart_drift(np.full(10, 3.0), np.full(10, np.nan)) is None
    assert heart_drift(np.zeros(10), beats) is None


def test_a_slower_second_half_says_why_the_rise_is_not_told() -> None:
    even = decouple(clean(session(HOUR, heart=drifting())))[2]
    slower = decouple(clean(session(HOUR, speed=[(1830, 3.0), (1770, 2.8)], heart=drifting())))[2]

    assert even.value is not None
    assert even.value > 0.0
    assert (slower.value, slower.reason) == (None, "pace_changed")


def test_a_heart_that_calms_down_is_negative() -> None:
    found = pa_hr(np.full(10, 3.0), np.repeat([150.0, 145.0], 5))

    assert found is not None
    assert found < 0.0


def test_warm_up_and_last_minutes_are_left_out() -> None:
    heart = np.concatenate(
        (np.full(600, 100.0), np.full(1440, 150.0), np.full(1440, 150.0), np.full(120, 190.0))
    )

    graded, flat, _ = decouple(clean(session(HOUR, heart=heart)))

    assert graded.value == pytest.approx(0.0, abs=0.05)
    assert graded == flat
    assert graded.formula == "decoupling.friel.flat"


def test_forty_five_minutes_are_enough_and_a_second_less_is_not() -> None:
    assert unmet_gates(clean(session(2700, heart=drifting(2700)))) == ()
    assert unmet_gates(clean(session(2699, heart=drifting(2699)))) == ("too_short",)


def test_a_tenth_of_the_heart_rate_may_be_missing_and_not_more() -> None:
    nearly, not_enough = drifting(), drifting()
    nearly[1000:1360] = np.nan
    not_enough[1000:1362] = np.nan

    assert unmet_gates(clean(session(HOUR, heart=nearly))) == ()
    assert unmet_gates(clean(session(HOUR, heart=not_enough))) == ("hr_coverage",)


def test_an_interval_session_is_not_steady() -> None:
    repeats = [(120, 2.6), (120, 4.0)] * 15

    graded, flat, _ = decouple(clean(session(HOUR, speed=repeats, heart=drifting())))

    assert graded.value is None
    assert graded.reason == flat.reason == "not_steady"


def test_steady_time_is_counted_in_full_windows() -> None:
    assert steady_s(np.full(2700, 3.0)) == 2401
    assert steady_s(np.full(299, 3.0)) == 0


def test_every_unmet_gate_is_named() -> None:
    assert unmet_gates(clean(session(600, heart=None, speed=[(60, 2.0), (60, 4.0)] * 5))) == (
        "too_short",
        "hr_coverage",
        "not_steady",
    )


def test_a_file_cut_off_is_not_compared() -> None:
    run = replace(session(HOUR, heart=drifting()), timer_s=2.0 * HOUR)

    assert unmet_gates(clean(run))[0] == "records_missing"


def test_a_hill_in_the_second_half_is_no_drift_of_the_heart() -> None:
    up = np.concatenate((np.full(2040, 100.0), 100.0 + 0.02 * 3.0 * np.arange(HOUR - 2040)))
    heart = np.concatenate((np.full(2040, 140.0), np.full(HOUR - 2040, 155.0)))

    graded, flat, _ = decouple(clean(session(HOUR, altitude=up, heart=heart)))

    assert graded.value is not None
    assert flat.value is not None
    assert graded.formula == "decoupling.friel.minetti"
    assert graded.value < 1.0
    assert flat.value > 9.0


def test_a_treadmill_has_no_hills_even_when_the_barometer_says_so() -> None:
    weather = np.linspace(100.0, 140.0, HOUR)

    graded, flat, _ = decouple(
        clean(session(HOUR, altitude=weather, heart=drifting(), sub_sport="treadmill"))
    )

    assert graded == flat
    assert graded.formula == "decoupling.friel.flat"


def test_a_stop_for_water_moves_no_half() -> None:
    run = session(HOUR, heart=drifting())

    assert decouple(clean(paused(run, at_s=1200.0, length_s=600.0))) == decouple(clean(run))


def test_a_half_without_heart_rate_has_no_efficiency() -> None:
    assert pa_hr(np.full(4, 3.0), np.array([140.0, 140.0, np.nan, np.nan])) is None
    assert pa_hr(np.zeros(4), np.full(4, 140.0)) is None
