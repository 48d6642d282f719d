import pytest

from service.core.load.past_run import PastRun
from service.core.load.usual_heart import usual_heart
from tests.build.run import DAY, past_run


def steady(back: int, speed: float, bpm: float, *, temperature_c: float = 12.0) -> PastRun:
    return past_run(
        back,
        10.0,
        steady=True,
        gap_s_per_km=1000.0 / speed,
        hr_mean_bpm=bpm,
        temperature_c=temperature_c,
    )


SIX = [steady(3 * n + 1, 2.5 + 0.1 * n, 135.0 + 2.0 * n) for n in range(6)]


def test_six_steady_runs_make_a_line() -> None:
    found = usual_heart(SIX, day=DAY)

    assert found is not None
    assert found.slope == pytest.approx(20.0)
    assert found.runs == 6
    assert found.level_bpm + 3.0 * found.slope == pytest.approx(145.0)


def test_one_odd_strap_moves_nothing() -> None:
    found = usual_heart([*SIX, steady(20, 2.8, 195.0)], day=DAY)

    assert found is not None
    assert found.level_bpm + 3.0 * found.slope == pytest.approx(145.0, abs=3.0)


def test_too_few_old_unsteady_or_hot_runs_make_none() -> None:
    old = steady(61, 2.8, 141.0)
    uneven = past_run(9, 10.0, gap_s_per_km=350.0, hr_mean_bpm=141.0)

    assert usual_heart([*SIX[:5], old, uneven], day=DAY) is None
    hot = [*SIX[:5], steady(30, 2.8, 150.0, temperature_c=30.0)]
    assert usual_heart(hot, day=DAY, temperature_c=12.0) is None
    assert usual_heart(hot, day=DAY) is not None


def test_runs_of_one_speed_have_a_level_and_no_slope() -> None:
    found = usual_heart([steady(n + 1, 3.0, 144.0 + n % 3) for n in range(8)], day=DAY)

    assert found is not None
    assert (found.slope, found.level_bpm) == (0.0, 145.0)
