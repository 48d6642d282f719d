import numpy as np
import pytest

from service.core.metrics.elevation import climb, grade, smooth
from service.core.metrics.timeline import lay
from service.core.units import absent
from tests.build.vectors import vector


def test_the_worked_example_comes_out() -> None:
    inputs, expected, _ = vector("descent_hysteresis")

    assert climb(np.array(inputs["altitude_m"], dtype=np.float64)) == (
        expected["ascent"],
        expected["descent"],
    )


def test_a_trembling_barometer_climbs_nothing() -> None:
    trembling = 100.0 + np.tile([0.0, 2.9], 2000)

    assert climb(trembling) == (0.0, 0.0)


def test_a_hill_counts_up_and_down_even_when_it_is_long() -> None:
    hill = np.concatenate((np.linspace(0.0, 300.0, 3001), np.linspace(300.0, 0.0, 3001)))

    ascent, descent = climb(hill)

    assert ascent == pytest.approx(300.0, abs=3.0)
    assert descent == pytest.approx(300.0, abs=3.0)


def test_no_height_climbs_nothing() -> None:
    assert climb(absent(10)) == (0.0, 0.0)
    assert climb(np.empty(0)) == (0.0, 0.0)


def test_a_steady_slope_has_its_grade_everywhere() -> None:
    distance = 3.0 * np.arange(200.0)

    np.testing.assert_allclose(grade(100.0 + 0.06 * distance, distance_m=distance), 0.06)


def test_a_cliff_is_held_at_forty_five_percent() -> None:
    distance = 1.0 * np.arange(200.0)

    np.testing.assert_allclose(grade(-2.0 * distance, distance_m=distance), -0.45)


def test_less_than_twenty_metres_of_ground_have_no_grade() -> None:
    assert np.isnan(grade(np.arange(10.0), distance_m=np.arange(10.0))).all()


def test_three_seconds_of_nonsense_height_are_taken_out() -> None:
    height = np.full(200, 55.0)
    height[50:53] = 142.4

    smoothed, counts = smooth(lay(np.arange(200.0), ()), height)

    assert counts["alt_noise"] == 3
    assert np.nanmax(smoothed) == 55.0


def test_a_long_gap_in_height_stays_a_gap() -> None:
    height = np.full(200, 55.0)
    height[50:150] = np.nan

    smoothed, _ = smooth(lay(np.arange(200.0), ()), height)

    assert np.isnan(smoothed[60:140]).all()
