"""Measures as a runner reads them."""

import pytest

from service.core.metrics import Measure
from service.web.formats import MINUS, MISSING
from service.web.measured import measured


@pytest.mark.parametrize(
    ("name", "value", "unit", "km", "mi"),
    [
        ("distance", 11_233.0, "m", "11.2 km", "7.0 miles"),
        ("ascent", 57.0, "m", "57 m", "187 ft"),
        ("pace", 310.0, "s/km", "5:10 /km", "8:19 /mile"),
        ("watch_recovery", 96_420.0, "s", "26 h 47 min", "26 h 47 min"),
        ("utc_offset", -12_600.0, "s", f"UTC{MINUS}3:30", f"UTC{MINUS}3:30"),
        ("watch_training_effect", 3.3, "0-5", "3.3 of 5", "3.3 of 5"),
        ("watch_feel", 50.0, "0-100", "50 of 100", "50 of 100"),
        ("smyth_ratio", 1.1724, "ratio", "1.17", "1.17"),
        ("hrss", 79.1, "load", "79", "79"),
        ("late_cadence", -3.25, "spm", f"{MINUS}3.2 spm", f"{MINUS}3.2 spm"),
        ("late_cadence", -0.04, "spm", "0.0 spm", "0.0 spm"),
        ("temperature", -0.3, "C", "0 °C", "0 °C"),
        ("temperature", 21.2, "C", "21 °C", "21 °C"),
        ("steps", 10_484.7, "count", "10,485", "10,485"),
        ("load", None, "load", MISSING, MISSING),
    ],
)
def test_a_value_is_told_by_its_unit(name: str, value: float | None, unit: str, km: str, mi: str) -> None:
    measure = Measure(value, unit, "test")

    assert (measured(name, measure, "km"), measured(name, measure, "mi")) == (km, mi)
