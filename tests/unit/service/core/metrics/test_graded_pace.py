import numpy as np
import pytest

from service.core.activity import Session
from service.core.metrics.baselines import UNKNOWN, Baselines
from service.core.metrics.cleaning import clean
from service.core.metrics.graded_pace import graded_paces, normalised, stress
from service.core.metrics.heart_load import Measures
from service.core.metrics.minetti import flat_speed, pace_factor
from service.core.metrics.motion import motion_of
from tests.build.baselines import known
from tests.build.session import column, session
from tests.build.vectors import vector


def paces(run: Session, baselines: Baselines = UNKNOWN) -> Measures:
    cleaned = clean(run)
    return graded_paces(motion_of(cleaned), baselines, quarantined=cleaned.quarantined is not None)


def test_hills_by_the_fourth_power() -> None:
    _, expected, tolerance = vector("ngp_hilly_segment")
    flat = flat_speed(np.full(600, 3.0), column([(200, 0.0), (200, 0.06), (200, -0.06)], 600))

    found = normalised(flat)

    assert flat[300] / 3.0 == pytest.approx(expected["factor_up"], abs=tolerance)
    assert flat[500] / 3.0 == pytest.approx(expected["factor_down"], abs=tolerance)
    assert flat.mean() == pytest.approx(expected["gap_mean_speed"], abs=tolerance)
    assert found == pytest.approx(expected["ngp_speed_p4_fullwindow"], abs=tolerance)
    assert found is not None
    assert 1000.0 / found == pytest.approx(expected["ngp_pace_s_per_km"], abs=0.01)


def test_intervals_on_the_flat_cost_more_than_their_mean() -> None:
    _, expected, tolerance = vector("ngp_flat_intervals")
    speed = column([(120, 2.6), (120, 4.0)] * 5, 1200)

    assert speed.mean() == pytest.approx(expected["ngp_speed_p1"], abs=tolerance)
    assert normalised(speed) == pytest.approx(expected["ngp_speed_p4"], abs=tolerance)


def test_an_hour_and_a_half_at_nine_tenths() -> None:
    inputs, expected, tolerance = vector("rtss")
    threshold = 1000.0 / inputs["threshold_pace_s_per_km"]

    found = stress(inputs["ngp_speed_mps"], threshold_m_s=threshold, hours=inputs["duration_s"] / 3600.0)

    assert inputs["ngp_speed_mps"] / threshold == pytest.approx(expected["intensity_factor"])
    assert found == pytest.approx(expected["rtss"], abs=tolerance)


def test_the_second_model_takes_less_off_downhill() -> None:
    inputs, expected, tolerance = vector("strava_gap_factor_points")
    grade = np.array(inputs["grade_pct"]) / 100.0

    assert pace_factor(grade) == pytest.approx(expected["factor"], abs=tolerance)
    assert pace_factor(np.array([0.0, 0.5])) == pytest.approx([1.0, pace_factor(np.array([0.35]))[0]])


def test_a_hilly_run_has_three_paces() -> None:
    up = session(1800, speed=3.0, altitude=np.linspace(100.0, 424.0, 1800))

    found = paces(up, known(threshold_m_s=10 / 3))

    assert found["gap"].value == pytest.approx(1000.0 / (3.0 * 1.36863), rel=0.01)
    assert found["gap"].formula == "gap.mean.minetti"
    assert found["gap_even"].value == pytest.approx(1000.0 / (3.0 * 1.268), rel=0.01)
    assert found["ngp"].value == pytest.approx(found["gap"].value or 0.0, rel=0.01)
    assert found["rtss"].value == pytest.approx(100 * 0.5 * (3.0 * 1.36863 / (10 / 3)) ** 2, rel=0.01)
    assert dict(found["rtss"].inputs)["intensity"] == pytest.approx(1.2317, rel=0.01)


def test_without_height_the_pace_is_the_flat_one_and_says_so() -> None:
    found = paces(session(1800))

    assert found["gap"].value == pytest.approx(1000 / 3)
    assert found["gap"].formula == "gap.mean.flat"
    assert found["gap_even"].formula == "gap.strava_fit.flat"


def test_no_threshold_pace_is_refused_and_not_guessed() -> None:
    found = paces(session(1800))["rtss"]

    assert (found.value, found.reason) == (None, "no_threshold_pace")


def test_what_is_too_short_or_without_speed_has_no_pace() -> None:
    assert paces(session(20), known(threshold_m_s=3.0))["ngp"].reason == "too_short"
    assert paces(session(20), known(threshold_m_s=3.0))["rtss"].reason == "too_short"
    assert normalised(np.full(29, 3.0)) is None
    standing = session(600, speed=0.0)
    assert paces(standing)["gap"].reason == "not_moving"
