import numpy as np
import pytest

from service.core.metrics.baselines import UNKNOWN
from service.core.metrics.cleaning import clean
from service.core.metrics.zones import bounds, zones
from tests.build.baselines import known
from tests.build.session import session


def test_zones_of_a_measured_threshold() -> None:
    run = session(500, heart=[(100, 120.0), (100, 135.0), (100, 142.0), (100, 150.0), (100, 160.0)])

    found = zones(clean(run), known(lthr=155.0))

    assert [found[f"zone_{n}"].value for n in range(6)] == [0.0, 100.0, 100.0, 100.0, 100.0, 100.0]
    assert found["zone_2"].inputs == (("from_bpm", 0.85 * 155.0), ("below_bpm", 0.90 * 155.0))
    assert found["zone_5"].inputs == (("from_bpm", 155.0),)
    assert not found["zone_5"].estimated


def test_an_estimated_threshold_gives_way_to_the_reserve() -> None:
    found = bounds(known(estimated=True))

    assert found is not None
    lower, basis, guessed = found
    assert lower == pytest.approx((112.0, 124.0, 136.0, 148.0, 160.0))
    assert (basis, guessed) == ("reserve", True)


def test_a_lower_bound_belongs_to_its_zone() -> None:
    found = zones(clean(session(100, heart=[(50, 112.0), (50, 111.0)])), known(lthr=None))

    assert (found["zone_0"].value, found["zone_1"].value) == (50.0, 50.0)


def test_seconds_without_heart_rate_are_in_no_zone() -> None:
    found = zones(clean(session(1000, heart=[(900, 150.0), (100, np.nan)])), known())

    assert sum(each.value or 0.0 for each in found.values()) == pytest.approx(900.0, abs=11)


def test_without_bounds_there_are_no_zones() -> None:
    assert {each.reason for each in zones(clean(session(100)), UNKNOWN).values()} == {"no_hr_max"}
    assert zones(clean(session(100, heart=None)), known())["zone_1"].reason == "no_heart_rate"
