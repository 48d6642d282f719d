import pytest

from service.core.findings.warmth import heat
from service.core.metrics.values import Measure
from tests.build.run import measure, run_metrics

SWEAT = {
    "sweat_low": measure(2.4, "L"),
    "sweat_high": measure(4.8, "L"),
    "sodium_low": measure(1335.0, "mg"),
    "sodium_high": measure(6798.0, "mg"),
}


def air(low: float) -> dict[str, Measure]:
    return {"air_low": measure(low, "C"), "air_high": measure(low + 5.0, "C")}


def test_heat_and_sweat_are_ranges() -> None:
    found = heat(run_metrics(extra={**air(19.0), **SWEAT}))

    assert found is not None
    assert found.sentence == (
        "The air was about 19 to 24 °C; you may have sweated 2.4 to 4.8 litres with 1.3 to 6.8 g of sodium."
    )
    assert found.level == "usual"


@pytest.mark.parametrize(("low", "level"), [(21.9, "usual"), (22.0, "warm"), (27.9, "warm"), (28.0, "hot")])
def test_only_what_is_surely_warm_is_warm(low: float, level: str) -> None:
    found = heat(run_metrics(extra=air(low)))

    assert found is not None
    assert found.level == level


def test_without_a_sensor_the_sweat_is_still_a_range() -> None:
    found = heat(run_metrics(extra=SWEAT))

    assert found is not None
    assert (found.level, found.source) == ("unknown", "lara2016")
    assert found.sentence.startswith("You may have sweated")
    assert heat(run_metrics()) is None


def test_nobody_is_told_to_drink_or_that_salt_explains_an_ache() -> None:
    found = heat(run_metrics(extra={**air(30.0), **SWEAT}))

    assert found is not None
    assert "Drink to thirst" in found.meaning
    assert "none of this explains sore muscles" in found.meaning
    assert "cramp" not in found.sentence + found.meaning
