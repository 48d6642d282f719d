from typing import Any

import pytest

from service.core.load import averages
from tests.build.vectors import vector


def test_monotony_and_strain_of_a_week() -> None:
    inputs, expected, tolerance = vector("foster_monotony_strain")
    week = inputs["daily_load"]

    assert averages.monotony(week) == pytest.approx(expected["monotony_sample_sd"], abs=tolerance)
    assert averages.strain(week) == pytest.approx(expected["strain_sample_sd"], abs=tolerance)
    population = averages.monotony(week, ddof=0)
    assert population == pytest.approx(expected["monotony_population_sd"], abs=tolerance)
    assert averages.strain(week, ddof=0) == pytest.approx(expected["strain_population_sd"], abs=tolerance)


def test_a_week_without_variation_has_no_monotony_and_no_made_up_number() -> None:
    inputs, expected, _ = vector("foster_degenerate_week")

    assert expected["monotony"] == "inf"
    assert averages.monotony(inputs["daily_load"]) is None
    assert averages.strain(inputs["daily_load"]) is None
    assert averages.monotony([0.0] * 7) is None


def test_rest_days_count() -> None:
    inputs, expected, tolerance = vector("foster_rest_days_dropped_trap")

    right = averages.monotony(inputs["with_zeros"])
    wrong = averages.monotony(inputs["training_days_only"])

    assert right == pytest.approx(expected["right_monotony"], abs=tolerance)
    assert wrong == pytest.approx(expected["wrong_monotony"], abs=tolerance)


def test_a_step_in_load_by_four_ratios() -> None:
    _, expected, tolerance = vector("acwr_step")
    loads = [50.0] * 28 + [100.0] * 7

    assert averages.acute_chronic(loads) == pytest.approx(expected["coupled"], abs=tolerance)
    uncoupled = averages.acute_chronic(loads, coupled=False)
    assert uncoupled == pytest.approx(expected["uncoupled"], abs=tolerance)
    first = averages.acute_chronic_smoothed(loads)
    assert first == pytest.approx(expected["ewma_seeded_first_day"], abs=tolerance)
    zero = averages.acute_chronic_smoothed(loads, seed=0.0)
    assert zero == pytest.approx(expected["ewma_seeded_zero"], abs=tolerance)


CONVENTIONS = {"span": "span", "tp": "1/N", "exp": "exp", "halflife": "half_life"}


@pytest.mark.parametrize("tool", CONVENTIONS)
def test_the_same_days_give_four_answers(tool: str) -> None:
    inputs, expected, tolerance = vector("ewma_acwr_conventions")
    loads, convention = inputs["daily_km"], CONVENTIONS[tool]

    acute = averages.smoothed(loads, 7, seed=loads[0], convention=convention)[-1]
    chronic = averages.smoothed(loads, 28, seed=loads[0], convention=convention)[-1]

    assert acute == pytest.approx(expected[tool]["acute"], abs=tolerance)
    assert chronic == pytest.approx(expected[tool]["chronic28"], abs=tolerance)
    ratio = averages.acute_chronic_smoothed(loads, convention=convention)
    assert ratio == pytest.approx(expected[tool]["ratio"], abs=tolerance)


@pytest.mark.parametrize("tool", ["tp", "exp", "span"])
def test_fitness_and_fatigue_by_three_conventions(tool: str) -> None:
    inputs, every, tolerance = vector("ctl_atl_tsb_conventions")
    expected: dict[str, Any] = every[tool]
    loads, convention = inputs["daily_load"], CONVENTIONS[tool]

    ctl = averages.smoothed(loads, 42, convention=convention)
    atl = averages.smoothed(loads, 7, convention=convention)

    assert ctl[-1] == pytest.approx(expected["ctl"], abs=tolerance)
    assert atl[-1] == pytest.approx(expected["atl"], abs=tolerance)
    assert ctl[-1] - atl[-1] == pytest.approx(expected["tsb_same_day"], abs=tolerance)
    morning = ctl[-2] - atl[-2]
    assert morning == pytest.approx(expected["tsb_next_morning_uses_yesterday"], abs=tolerance)
    assert ctl[-1] - ctl[-8] == pytest.approx(expected["ramp_7d"], abs=tolerance)


def test_a_cold_start_looks_like_little_fitness() -> None:
    inputs, expected, tolerance = vector("ctl_cold_start")
    loads = [float(inputs["daily_load"])] * max(inputs["days"])

    ctl, atl = averages.smoothed(loads, 42), averages.smoothed(loads, 7)

    for index, days in enumerate(inputs["days"]):
        share = ctl[days - 1] / inputs["daily_load"]
        assert share == pytest.approx(expected["fraction_of_steady_state"][index], abs=tolerance)
        fatigue = atl[days - 1] / inputs["daily_load"]
        assert fatigue == pytest.approx(expected["atl_fraction"][index], abs=tolerance)


def test_constant_training_looks_like_a_leap_in_the_first_week() -> None:
    inputs, expected, tolerance = vector("cold_start_atl_ctl_ratio")
    loads = [50.0] * max(inputs["days"])
    ctl, atl = averages.smoothed(loads, 42), averages.smoothed(loads, 7)

    for days, ratio in zip(inputs["days"], expected["atl_over_ctl"], strict=True):
        assert atl[days - 1] / ctl[days - 1] == pytest.approx(ratio, abs=tolerance)


def test_week_against_week_and_against_three() -> None:
    inputs, expected, tolerance = vector("week_to_week_and_frandsen_acwr")
    this, last = sum(inputs["this_week_km"]), sum(inputs["last_week_km"])

    assert averages.week_ratio(this, last) == pytest.approx(expected["week_ratio"], abs=tolerance)
    found = averages.uncoupled_weeks(this, inputs["previous_3_weeks_km"])
    assert found == pytest.approx(expected["frandsen_acwr"], abs=tolerance)
    assert averages.week_ratio(30.0, 0.0) is None
    assert averages.uncoupled_weeks(30.0, [0.0, 0.0, 0.0]) is None


def test_rest_and_hard_days_are_counted_from_the_end() -> None:
    inputs, expected, _ = vector("rest_and_streak")
    runs, hard = inputs["last14"], [bool(each) for each in inputs["hard"]]

    assert runs[-7:].count(0) == expected["rest_days_7"]
    assert averages.streak([bool(each) for each in runs]) == expected["current_streak"]
    assert averages.longest_streak(hard) == expected["max_consecutive_hard"]


def test_a_streak_may_be_all_or_nothing() -> None:
    assert averages.streak([True, True]) == 2
    assert averages.streak([True, False]) == 0
    assert averages.streak([]) == averages.longest_streak([]) == 0


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert averages.percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
    assert averages.percentile([7.0], 0.9) == 7.0
    assert averages.percentile([1.0, 2.0], 1.0) == 2.0


def test_too_few_days_have_no_ratio() -> None:
    assert averages.acute_chronic([50.0] * 27) is None
    assert averages.acute_chronic([0.0] * 28) is None
    assert averages.acute_chronic_smoothed([50.0] * 27) is None
