import numpy as np
import pytest

from service.core.activity import Session
from service.core.metrics.baselines import UNKNOWN, Baselines
from service.core.metrics.cleaning import clean
from service.core.metrics.ground import ground
from service.core.metrics.heart_load import Measures
from service.core.metrics.motion import motion_of
from tests.build.baselines import known
from tests.build.session import session


def asked(run: Session, baselines: Baselines = UNKNOWN) -> Measures:
    cleaned = clean(run)
    return ground(cleaned, motion_of(cleaned), baselines)


def test_only_steep_ground_counts_as_steep() -> None:
    # 600 s at 3 m/s: 10 % down, flat, 6 % up, 4 % down.
    slopes = np.repeat([-0.10, 0.0, 0.06, -0.04], 600)
    altitude = 500.0 + np.cumsum(3.0 * slopes)

    found = asked(session(2400, altitude=altitude))

    assert found["steep_descent"].value == pytest.approx(180.0, rel=0.02)
    assert found["steep_ascent"].value == pytest.approx(108.0, rel=0.02)


def test_without_height_nothing_is_steep_or_flat() -> None:
    assert asked(session(600))["steep_descent"].reason == "no_altitude"
    half = session(600, altitude=[(300, 100.0), (300, np.nan)])
    assert asked(half)["steep_ascent"].reason == "altitude_coverage"


def test_a_treadmill_never_goes_downhill() -> None:
    found = asked(session(600, sub_sport="treadmill"))

    assert found["steep_descent"].value == 0.0
    assert found["steep_ascent"].reason == "indoors"


def test_fast_is_above_the_runners_own_threshold() -> None:
    run = session(1200, speed=[(1000, 3.0), (100, 3.6), (100, 5.6)])

    assert asked(run, known(threshold_m_s=3.4))["fast"].value == pytest.approx(200.0, abs=4)
    strides = asked(run)["fast"]
    assert strides.value == pytest.approx(100.0, abs=4)
    assert (strides.formula, strides.estimated) == ("fast.strides_only", True)


def test_sprints_are_counted_one_by_one() -> None:
    run = session(660, speed=[(200, 3.0), (8, 4.6), (200, 3.0), (8, 4.6), (200, 3.0), (3, 4.6), (41, 3.0)])

    assert asked(run, known(threshold_m_s=3.4))["sprints"].value == 2.0
    assert asked(run)["sprints"].reason == "no_threshold_pace"


def test_steps_are_counted_while_moving() -> None:
    found = asked(session(1200, speed=[(600, 3.0), (600, 0.0)], cadence=[(600, 170.0), (600, 0.0)]))

    assert found["steps"].value == pytest.approx(1700.0, rel=0.01)
    assert asked(session(600, cadence=None))["steps"].reason == "no_cadence"
    thin = session(600, cadence=[(300, 170.0), (300, 0.0)])
    assert asked(thin)["steps"].reason == "coverage"


def test_a_run_that_stood_still_asked_nothing() -> None:
    assert {each.reason for each in asked(session(600, speed=0.0)).values()} == {"not_moving"}
