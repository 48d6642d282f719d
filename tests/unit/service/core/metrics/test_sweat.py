import pytest

from service.core.metrics.sweat import (
    POTASSIUM_MG_MMOL,
    SODIUM_MG_MMOL,
    heat_and_sweat,
    heat_balance_rate,
    mineral_mg,
)
from service.core.metrics.values import Measure, missing
from tests.build.baselines import known
from tests.build.vectors import vector

FOUR_HOURS = Measure(4 * 3600.0, "s", "built")
FORTY_KM = Measure(40_000.0, "m", "built")
WARM = Measure(27.0, "C", "built", coverage=1.0)


def test_what_leaves_with_the_sweat() -> None:
    inputs, expected, tolerance = vector("sweat_electrolytes")
    rate, hours = inputs["sweat_rate_l_h"], inputs["hours"]

    sodium = mineral_mg(rate, hours=hours, mmol_l=inputs["na_mmol_l"], mg_mmol=SODIUM_MG_MMOL)
    potassium = mineral_mg(rate, hours=hours, mmol_l=inputs["k_mmol_l"], mg_mmol=POTASSIUM_MG_MMOL)

    assert rate * hours == pytest.approx(expected["litres"])
    assert sodium == pytest.approx(expected["na_mg"], abs=tolerance)
    assert potassium == pytest.approx(expected["k_mg"], abs=tolerance)


def test_salt_is_a_range() -> None:
    inputs, expected, tolerance = vector("sweat_range")
    rate, hours = inputs["sweat_rate_l_h"], inputs["hours"]

    for end in ("low", "high"):
        found = mineral_mg(rate, hours=hours, mmol_l=inputs[f"na_{end}"], mg_mmol=SODIUM_MG_MMOL)
        assert found == pytest.approx(expected[f"na_mg_{end}"], abs=tolerance)


def test_the_heat_of_running_has_to_go_somewhere() -> None:
    assert heat_balance_rate(75.0, 10.0) == pytest.approx(0.90, abs=0.005)


def test_every_amount_has_a_low_and_a_high_end_and_is_an_estimate() -> None:
    found = heat_and_sweat(WARM, FOUR_HOURS, distance=FORTY_KM, baselines=known(mass_kg=75.0))

    assert (found["air_low"].value, found["air_high"].value) == (19.0, 24.0)
    assert found["sweat_low"].value == pytest.approx(2.42, abs=0.01)
    assert found["sweat_high"].value == pytest.approx(4.82, abs=0.01)
    for name in ("air", "sweat", "sodium", "potassium"):
        low, high = found[f"{name}_low"], found[f"{name}_high"]
        assert low.estimated
        assert low.value is not None
        assert high.value is not None
        assert low.value < high.value
    assert found["sweat_low"].formula == "sweat.heat_balance"


def test_an_unknown_weight_is_the_marathon_runners_mean() -> None:
    found = heat_and_sweat(WARM, FOUR_HOURS, distance=FORTY_KM, baselines=known())

    assert found["sweat_low"].value == pytest.approx(2.4)
    assert found["sweat_low"].formula == "sweat.lara2016"


def test_nothing_is_claimed_for_short_runs_or_from_nothing() -> None:
    short = heat_and_sweat(
        missing("C", "x", "no_temperature"),
        Measure(1800.0, "s", "built"),
        distance=FORTY_KM,
        baselines=known(),
    )

    assert short["sweat_low"].reason == "too_short"
    assert short["air_high"].reason == "no_temperature"
    lost = heat_and_sweat(WARM, FOUR_HOURS, distance=missing("m", "x", "no_distance"), baselines=known())
    assert lost["sodium_high"].reason == "no_distance"
