"""Side by side with others: the same numbers where the convention is the same, and the difference where it is not.

fitdocs counts a run, acwr counts days. Both are written from the papers by other people, so agreement to the last
digits is worth more than our own worked examples. Where they differ, the test says by which convention.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import acwr
import numpy as np
import pandas as pd
import pytest
from fitdocs.load.channels.grade import equivalent_distance, running_cost_ratio
from fitdocs.metrics.sources import weighting_for
from fitdocs.metrics.stress import trimp
from fitdocs.metrics.types import TrimpWeighting
from fitdocs.model import Samples
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.files import RawFile
from adapters.formats.registry import decode
from service.core.activity import Session
from service.core.load import averages
from service.core.metrics import impulse
from service.core.metrics.cleaning import clean
from service.core.metrics.minetti import FLAT_J_KG_M, cost_j_kg_m
from service.core.metrics.motion import motion_of
from service.core.metrics.summarise import summarise
from service.core.units import Floats
from tests.build.baselines import known

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
Decay = Literal["span", "half_life"]
TWINS = {"male": TrimpWeighting.BANISTER_MALE, "female": TrimpWeighting.BANISTER_FEMALE}
HR_MAX, HR_REST = 190, 52
LOADS = st.lists(st.floats(0.0, 300.0), min_size=40, max_size=90)


def columns(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if math.isnan(value) else value for value in values.tolist())


def samples(
    t_s: Floats, *, heart_bpm: Floats, distance_m: Floats | None = None, altitude_m: Floats | None = None
) -> Samples:
    """Give columns as fitdocs holds them; a column that is not told is not known."""
    nothing = (None,) * len(t_s)
    beats = tuple(None if value is None else round(value) for value in columns(heart_bpm))
    return Samples(
        time_s=tuple(t_s.tolist()),
        heart_rate_bpm=beats,
        power_w=nothing,
        cadence_rpm=nothing,
        speed_mps=nothing,
        distance_m=nothing if distance_m is None else columns(distance_m),
        altitude_m=nothing if altitude_m is None else columns(altitude_m),
        latitude_deg=nothing,
        longitude_deg=nothing,
        temperature_c=nothing,
    )


def theirs(found: Samples, sex: str) -> float:
    result = trimp(found, HR_REST, HR_MAX, weighting_for(TWINS[sex]))
    assert result is not None
    return result.value


def daily(loads: Sequence[float]) -> pd.Series:
    return pd.Series(loads, index=pd.date_range("2026-01-01", periods=len(loads), freq="D"))


# ---- fitdocs: one run


@pytest.mark.parametrize("sex", ["male", "female"])
@given(beats=st.lists(st.integers(30, 215), min_size=1, max_size=200))
@settings(max_examples=50, deadline=None)
def test_the_training_impulse_agrees(beats: list[int], sex: str) -> None:
    heart = np.array(beats, dtype=np.float64)
    # Convention: theirs gives a sample the time up to the next, so the last has none; each of ours has a second.
    held = samples(np.arange(len(beats) + 1.0), heart_bpm=np.append(heart, heart[-1]))

    ours = impulse.banister(heart, hr_rest=HR_REST, hr_max=HR_MAX, sex=sex)

    assert ours == pytest.approx(theirs(held, sex), abs=1e-9)


@given(grade=st.floats(-0.6, 0.6))
def test_the_cost_of_a_gradient_agrees_and_is_held_at_the_same_steepness(grade: float) -> None:
    ratio, _ = running_cost_ratio(grade)

    assert float(cost_j_kg_m(np.array([grade]))[0]) / FLAT_J_KG_M == pytest.approx(ratio, abs=1e-12)


def test_on_an_even_slope_the_flat_distance_agrees() -> None:
    t_s = np.arange(1800.0)
    ground, height = 3.0 * t_s, 100.0 + 0.05 * 3.0 * t_s
    adjusted = equivalent_distance(
        samples(t_s, heart_bpm=t_s + np.nan, distance_m=ground, altitude_m=height), apply_grade=True
    )

    assert adjusted is not None
    # Convention: theirs smooths height over the last ten samples only, so the first nine look flatter.
    steady = 3.0 * 1799 * float(cost_j_kg_m(np.array([0.05]))[0]) / FLAT_J_KG_M
    assert adjusted.equivalent_distance_m == pytest.approx(steady, rel=2e-3)


def watch_runs() -> dict[str, Session]:
    if not FOLDER.is_dir():
        return {}
    found = {}
    for name in ("garmin-stamina.fit", "running.fit", "developer-types-sample.fit", "fenix5_run_421.fit"):
        (found[name],) = decode(RawFile(name, (FOLDER / name).read_bytes())).runs
    return found


WATCH_RUNS = watch_runs()
needs_files = pytest.mark.skipif(not WATCH_RUNS, reason="the folder ../shared/fit is not there")


@needs_files
@pytest.mark.parametrize("name", WATCH_RUNS)
def test_the_impulse_of_a_real_run_differs_by_cleaning_and_pauses_alone(name: str) -> None:
    session = WATCH_RUNS[name]
    raw = samples(session.streams.t_s, heart_bpm=session.streams.heart_bpm)

    ours = summarise(session, utc_offset_s=0, baselines=known(hr_max=HR_MAX, hr_rest=HR_REST, sex="male"))

    # Convention: theirs runs on through pauses and takes every reading; ours stops with the timer and cleans first.
    paused_s = sum(pause.end_s - pause.start_s for pause in session.pauses)
    share = paused_s / (session.timer_s or 1.0) + 0.01
    assert ours.named("trimp").value == pytest.approx(theirs(raw, "male"), rel=share)


@needs_files
@pytest.mark.parametrize("name", ["garmin-stamina.fit", "running.fit", "fenix5_run_421.fit"])
def test_the_flat_distance_of_a_real_run_differs_by_smoothing_alone(name: str) -> None:
    streams = WATCH_RUNS[name].streams
    adjusted = equivalent_distance(
        samples(
            streams.t_s,
            heart_bpm=streams.heart_bpm,
            distance_m=streams.distance_m,
            altitude_m=streams.altitude_m,
        ),
        apply_grade=True,
    )

    motion = motion_of(clean(WATCH_RUNS[name]))

    assert adjusted is not None
    ours = float(np.nansum(motion.flat_m_s)) / float(np.nansum(motion.speed_m_s))
    # Convention: theirs smooths height over the ten samples before, so its gradient comes 15 m late, and counts
    # ground; ours looks 10 m to both sides and weighs by the watch's speed, which some watches smooth by seconds.
    # Hills up and down make that one or two per cent, and more for neither.
    assert ours == pytest.approx(adjusted.equivalent_distance_m / adjusted.raw_distance_m, abs=0.03)


# ---- acwr: days


def last(series: pd.Series | pd.DataFrame) -> float:
    assert isinstance(series, pd.Series)
    return series.tolist()[-1]


def same(ours: float | None, peer: float) -> None:
    """Ours says None where theirs says infinity or NaN: neither is a number to show."""
    if ours is None:
        assert not math.isfinite(peer)
    else:
        assert ours == pytest.approx(peer, rel=1e-9, abs=1e-12)


@given(loads=LOADS)
@settings(max_examples=60, deadline=None)
def test_ratios_of_plain_means_agree(loads: list[float]) -> None:
    coupled, uncoupled = acwr.acwr(daily(loads), method="rac"), acwr.acwr(daily(loads), method="rau")

    if sum(loads[-28:-7]) > 1e-6:  # below it their running sums leave a rest where ours is 0
        same(averages.acute_chronic(loads), last(coupled))
        same(averages.acute_chronic(loads, coupled=False), last(uncoupled))


@pytest.mark.parametrize("decay", ["span", "half_life"])
@given(loads=LOADS)
@settings(max_examples=40, deadline=None)
def test_weighted_ratios_agree_once_both_begin_with_the_first_day(loads: list[float], decay: Decay) -> None:
    found = averages.acute_chronic_smoothed(loads, convention=decay)

    if sum(loads) > 1.0:
        same(found, last(acwr.acwr(daily(loads), method="ewma", decay=decay)))


@pytest.mark.parametrize("ddof", [0, 1])
@given(loads=LOADS)
@settings(max_examples=60, deadline=None)
def test_monotony_and_strain_agree(loads: list[float], ddof: int) -> None:
    week = loads[-7:]

    if max(week) - min(week) > 0.01:
        assert averages.monotony(week, ddof=ddof) == pytest.approx(
            last(acwr.monotony(daily(loads), ddof=ddof)), rel=1e-5
        )
        assert averages.strain(week, ddof=ddof) == pytest.approx(
            last(acwr.strain(daily(loads), ddof=ddof)), rel=1e-5
        )


def test_a_week_of_equal_days_is_no_number_here_and_infinite_there() -> None:
    assert averages.monotony([50.0] * 7) is None
    assert last(acwr.monotony(daily([50.0] * 7))) == math.inf
