import numpy as np
import pytest

from service.core.metrics.baselines import UsualHeart
from service.core.metrics.cadence_lock import locked
from service.core.metrics.cleaning import clean
from service.core.units import Floats
from tests.build.session import session

USUAL = UsualHeart(slope=20.0, level_bpm=85.0, runs=8)
"""145 bpm at 3 m/s."""


def stepping(n: int = 900) -> Floats:
    return 172.0 + 4.0 * np.sin(np.arange(n) / 25.0)


def found(heart: Floats, cadence: Floats, *, usual: UsualHeart = USUAL) -> int:
    return int(locked(heart, cadence_spm=cadence, speed_m_s=np.full(len(heart), 3.0), usual=usual).sum())


def test_a_sensor_that_counts_steps_is_found() -> None:
    cadence = stepping()
    heart = np.concatenate([np.full(300, 146.0), cadence[300:600] + 1.0, np.full(300, 147.0)])

    seen = locked(heart, cadence_spm=cadence, speed_m_s=np.full(900, 3.0), usual=USUAL)

    # The edges of the window may stand out by a fifth of it: that is how much may be off.
    assert seen[340:560].all()
    assert not seen[:260].any()
    assert not seen[640:].any()


def test_a_heart_that_beats_fast_on_its_own_is_left_alone() -> None:
    cadence = stepping()
    own = 172.0 + np.random.default_rng(1).normal(0.0, 1.0, 900)

    assert found(own, cadence) == 0


def test_a_heart_that_usually_beats_so_is_left_alone() -> None:
    cadence = stepping()

    assert found(cadence, cadence, usual=UsualHeart(20.0, 105.0, 8)) == 0
    assert found(cadence, cadence) == 900


def test_short_runs_and_missing_columns_are_not_judged() -> None:
    assert found(stepping(179), stepping(179)) == 0
    assert found(np.full(900, np.nan), stepping()) == 0


def test_locked_seconds_are_dropped_and_counted() -> None:
    cadence = stepping(1800)
    run = session(1800, heart=cadence, cadence=cadence)

    judged, not_judged = clean(run, usual=USUAL), clean(run)

    assert dict(judged.dropped)["cadence_lock"] == pytest.approx(1800, abs=2)
    assert np.isnan(judged.heart_bpm).all()
    assert "cadence_lock" not in dict(not_judged.dropped)
