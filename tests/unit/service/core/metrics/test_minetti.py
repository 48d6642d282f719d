import numpy as np
import pytest

from service.core.metrics.minetti import cost_j_kg_m, flat_speed
from tests.build.vectors import vector


def test_the_worked_table_comes_out() -> None:
    inputs, expected, tolerance = vector("minetti_factor_table")
    grades = np.array(inputs["grade"], dtype=np.float64)

    np.testing.assert_allclose(cost_j_kg_m(grades), expected["cost_j_kg_m"], atol=tolerance)
    np.testing.assert_allclose(flat_speed(np.ones(len(grades)), grades), expected["factor"], atol=tolerance)


def test_running_is_cheapest_at_eighteen_percent_down() -> None:
    grades = np.linspace(-0.45, 0.45, 90_001)

    costs = cost_j_kg_m(grades)

    assert grades[costs.argmin()] == pytest.approx(-0.1814, abs=0.001)
    assert costs.min() / 3.6 == pytest.approx(0.4948, abs=0.001)


def test_the_flat_costs_what_the_flat_costs() -> None:
    assert flat_speed(np.array([3.0]), np.array([0.0])).tolist() == [3.0]


def test_beyond_the_experiments_the_cost_stays_where_they_ended() -> None:
    held, beyond = cost_j_kg_m(np.array([0.45, 0.6]))

    assert held == beyond


def test_the_cheapest_downhill_is_not_the_steepest() -> None:
    _, expected, tolerance = vector("minetti_minimum")
    grades = np.linspace(-0.45, 0.45, 9001)
    costs = cost_j_kg_m(grades)
    cheapest = int(costs.argmin())

    assert grades[cheapest] == pytest.approx(expected["argmin_grade"], abs=tolerance)
    assert costs[cheapest] == pytest.approx(expected["min_cost"], abs=tolerance)
    assert costs[cheapest] / 3.6 == pytest.approx(expected["min_factor"], abs=tolerance)


def test_our_cost_gives_goldencheetahs_watts_under_its_own_formula() -> None:
    """GoldenCheetah's GOVSS.cpp without its kinetic term: cost, its own efficiency, and air."""
    inputs, expected, tolerance = vector("gc_running_power")
    mass, height_m, speed = inputs["weight_kg"], inputs["height_cm"] / 100.0, inputs["speed_mps"]
    efficiency = (0.25 + 0.054 * speed) * (1.0 - 0.5 * speed / 8.33)
    front_m2 = 0.2025 * height_m**0.725 * mass**0.425 * 0.266
    air_w = 0.5 * 1.2 * 0.9 * front_m2 * speed**3

    watts = cost_j_kg_m(np.array(inputs["slope"], dtype=np.float64)) * efficiency * speed * mass + air_w

    np.testing.assert_allclose(watts, expected["watts"], atol=tolerance)
