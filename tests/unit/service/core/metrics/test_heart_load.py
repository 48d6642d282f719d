from dataclasses import replace

import numpy as np
import pytest

from service.core.activity import Session
from service.core.metrics.baselines import UNKNOWN, Baselines
from service.core.metrics.cleaning import clean
from service.core.metrics.heart_load import Measures, heart_loads
from tests.build.baselines import known
from tests.build.session import column, session


def loads(run: Session, baselines: Baselines) -> Measures:
    return heart_loads(clean(run), baselines, timer_s=run.timer_s)


def test_a_load_says_what_it_was_counted_with() -> None:
    found = loads(session(3600, heart=150.0), known())

    assert found["trimp"].value == pytest.approx(150.4353, abs=0.01)
    assert found["trimp"].formula == "banister1991.male"
    assert found["trimp"].inputs == (("hr_max_bpm", 172.0), ("hr_rest_bpm", 52.0))
    assert found["hrss"].value == pytest.approx(100 * 150.4353 / 171.2792, abs=0.01)
    assert dict(found["hrss"].inputs)["lthr_bpm"] == 155.0
    assert not found["hrss"].estimated
    assert found["edwards"].value == pytest.approx(60 * 4)
    assert found["lucia"].value == pytest.approx(120.0)
    assert found["lucia"].estimated
    assert (found["above_threshold"].value, found["near_threshold"].value) == (0.0, 3600.0)


def test_an_unknown_sex_gives_a_range_and_not_a_guess() -> None:
    found = loads(session(3600, heart=150.0), known(sex=None))

    assert (found["trimp"].value, found["trimp"].reason) == (None, "sex_unknown")
    assert found["trimp_low"].value == pytest.approx(150.4353, abs=0.01)
    assert found["trimp_high"].value == pytest.approx(164.8162, abs=0.01)
    assert found["hrss"].estimated
    assert found["hrss"].formula == "hrss.banister1991.male_female"


def test_a_known_sex_needs_no_range() -> None:
    found = loads(session(600), known(sex="female"))

    assert found["trimp"].formula == "banister1991.female"
    assert (found["trimp_low"].value, found["trimp_low"].reason) == (None, "sex_known")


@pytest.mark.parametrize(
    ("baselines", "name", "reason"),
    [
        (UNKNOWN, "trimp", "no_hr_max"),
        (known(hr_rest=None), "hrss", "no_hr_rest"),
        (known(lthr=None), "hrss", "no_lthr"),
        (known(lthr=None), "lucia", "no_lthr"),
        (known(lthr=None), "above_threshold", "no_lthr"),
        (known(hr_max=None), "edwards", "no_hr_max"),
        (known(hr_max=50.0), "trimp", "hr_range_impossible"),
        (known(lthr=40.0), "hrss", "hr_range_impossible"),
    ],
)
def test_what_is_not_known_takes_the_number_away_with_a_reason(
    baselines: Baselines, name: str, reason: str
) -> None:
    found = loads(session(600), baselines)[name]

    assert (found.value, found.reason) == (None, reason)


def test_formulas_make_an_estimate() -> None:
    found = loads(session(600), known(estimated=True))

    assert all(found[name].estimated for name in ("trimp", "hrss", "edwards", "lucia"))


def test_a_loose_strap_is_no_rest() -> None:
    whole = loads(session(3600, heart=150.0), known())
    holes = column(150.0, 3600)
    holes[1000:1400] = np.nan
    loose = loads(session(3600, heart=holes), known())

    assert loose["trimp"].value == pytest.approx(whole["trimp"].value or 0.0, rel=1e-6)
    assert loose["trimp"].coverage == pytest.approx(1 - 400 / 3600)


def test_too_little_heart_rate_is_no_number() -> None:
    run = session(3600, heart=[(2800, 150.0), (800, np.nan)])

    found = loads(run, known())

    assert {each.reason for each in found.values()} == {"hr_coverage"}
    assert {each.value for each in found.values()} == {None}


def test_no_heart_rate_and_no_run_say_so() -> None:
    assert loads(session(60, heart=None), known())["trimp"].reason == "no_heart_rate"
    left_on = replace(session(600), timer_s=7 * 3600.0, distance_m=500.0)
    assert loads(left_on, known())["trimp"].reason == "quarantine"


@pytest.mark.parametrize(("known_s", "doubtful"), [(3240, False), (3200, True), (2900, True)])
def test_a_strap_that_was_loose_for_a_tenth_costs_confidence(known_s: int, *, doubtful: bool) -> None:
    found = loads(session(3600, heart=[(known_s, 150.0), (3600 - known_s, np.nan)]), known())

    assert found["hrss"].value is not None
    assert found["hrss"].low_confidence is doubtful


def test_what_is_not_there_has_no_confidence_to_be_low() -> None:
    found = loads(session(3600, heart=[(2800, 150.0), (800, np.nan)]), known())

    assert not found["hrss"].low_confidence
