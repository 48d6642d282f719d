import numpy as np
import pytest

from service.core.activity import Session
from service.core.metrics.cleaning import clean
from service.core.metrics.heart_load import Measures, unusable
from service.core.metrics.motion import motion_of
from service.core.metrics.staying import smyth, staying_power, thirds_change
from tests.build.session import session
from tests.build.vectors import vector


def staying(run: Session) -> Measures:
    cleaned = clean(run)
    return staying_power(
        motion_of(cleaned),
        heart_reason=unusable(cleaned),
        heart_coverage=cleaned.coverage(cleaned.heart_bpm),
    )


def test_heartbeats_per_metre_late_over_early() -> None:
    inputs, expected, tolerance = vector("smyth_marathon_decoupling")

    found = smyth(
        inputs["hr_5_10"],
        inputs["speed_5_10"],
        heart_late=inputs["hr_35_40"],
        speed_late=inputs["speed_35_40"],
    )

    assert found == pytest.approx(expected["ratio"], abs=tolerance)


def test_a_marathon_is_held_against_its_own_kilometres() -> None:
    seconds = 14_400
    km_25_s, km_34_s = 8333, 11_333
    speed = np.full(seconds, 3.0)
    heart = np.full(seconds, 150.0)
    speed[km_34_s:], heart[km_25_s:] = 2.75, 156.0

    found = staying(session(seconds, speed=speed, heart=heart))

    assert found["smyth_ratio"].value == pytest.approx((156 / 2.75) / (150 / 3.0), rel=0.001)
    assert found["smyth_ratio"].formula == "smyth2022.km5_10_35_40.flat"
    # 4 % more heartbeats from km 25 on: over the line of 2.5 % once they fill most of five kilometres.
    assert found["onset"].value == pytest.approx(29_000.0)
    assert found["late_slowing"].value == pytest.approx(100 * (3.0 / 2.75 - 1))


def test_another_long_run_is_held_against_its_shares() -> None:
    seconds = 9000
    heart = np.full(seconds, 150.0)
    heart[seconds // 2 :] = 165.0

    found = staying(session(seconds, speed=3.0, heart=heart))

    assert found["smyth_ratio"].value == pytest.approx(1.1, rel=0.001)
    assert found["smyth_ratio"].formula == "smyth2022.shares.flat"
    assert found["late_slowing"].reason == "not_a_marathon"


def test_an_even_run_has_no_onset() -> None:
    found = staying(session(9000))

    assert (found["onset"].value, found["onset"].reason) == (None, "no_onset")
    assert found["pace_fade"].value == pytest.approx(0.0, abs=0.05)


def test_slowing_down_is_a_fade_of_the_thirds() -> None:
    found = staying(session(4500, speed=[(1500, 3.0), (1500, 3.0), (1500, 2.7)], heart=None))

    assert found["pace_fade"].value == pytest.approx(-10.0, abs=0.2)
    assert found["onset"].reason == "no_heart_rate"


def test_what_is_too_short_says_so() -> None:
    found = staying(session(3599))

    assert {name: each.reason for name, each in found.items()} == {
        "smyth_ratio": "too_short",
        "onset": "too_short",
        "pace_fade": "too_short",
        "late_slowing": "not_a_marathon",
    }
    assert staying(session(600, speed=0.0))["pace_fade"].reason == "not_moving"


def test_holes_in_the_heart_rate_take_the_ratio_away() -> None:
    heart = np.full(9000, 150.0)
    heart[2000:3500] = np.nan

    assert staying(session(9000, heart=heart))["smyth_ratio"].reason == "hr_coverage"


def test_a_change_between_thirds_needs_both() -> None:
    assert thirds_change(np.array([1.0, 5.0, 1.1])) == pytest.approx(10.0)
    assert thirds_change(np.array([np.nan, 5.0, 1.1])) is None
    assert thirds_change(np.array([1.0])) is None


def test_long_holes_in_the_heart_rate_leave_no_onset_to_compare() -> None:
    heart = np.full(9000, 150.0)
    heart[1100:1900] = np.nan

    found = staying(session(9000, heart=heart))

    assert found["onset"].reason in {"hr_coverage", "no_onset"}
    assert found["smyth_ratio"].value is None
