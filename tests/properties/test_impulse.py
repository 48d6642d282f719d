"""What holds for every heart: how a run is cut up or recorded must not change what it cost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from service.core.metrics import impulse
from service.core.metrics.graded_pace import normalised
from service.core.metrics.minetti import cost_j_kg_m
from service.core.metrics.summarise import local_day, summarise
from service.core.metrics.windows import full_means
from service.core.units import Floats
from tests.build.baselines import known
from tests.build.session import picked, session, thinned

REST, TOP = 52.0, 172.0

beats = arrays(np.float64, st.integers(2, 400), elements=st.floats(30.0, 220.0))
sexes = st.sampled_from(sorted(impulse.BANISTER))
seeds = st.integers(0, 2**32 - 1)


def cost(heart: Floats, sex: str = "male") -> float:
    return impulse.banister(heart, hr_rest=REST, hr_max=TOP, sex=sex)


@given(heart=beats, cut=st.integers(0, 400), sex=sexes)
@settings(deadline=None)
def test_an_impulse_is_the_sum_of_its_parts(heart: Floats, cut: int, sex: str) -> None:
    parts = cost(heart[:cut], sex) + cost(heart[cut:], sex)

    assert parts == pytest.approx(cost(heart, sex))


@given(heart=beats, sex=sexes)
@settings(deadline=None)
def test_an_impulse_by_seconds_is_never_below_one_of_the_mean(heart: Floats, sex: str) -> None:
    within = np.clip(heart, REST, TOP)

    by_mean = cost(np.full(len(within), within.mean()), sex)

    assert cost(within, sex) >= by_mean - 1e-9


@given(heart=beats, more=st.floats(0.0, 50.0), sex=sexes)
@settings(deadline=None)
def test_a_faster_heart_never_costs_less(heart: Floats, more: float, sex: str) -> None:
    assert cost(heart + more, sex) >= cost(heart, sex)
    assert impulse.edwards(heart + more, hr_max=TOP) >= impulse.edwards(heart, hr_max=TOP)
    assert impulse.lucia(heart + more, vt1=132, vt2=152) >= impulse.lucia(heart, vt1=132, vt2=152)


def wandering(seed: int, n: int = 1800) -> Floats:
    walk = 150.0 + np.cumsum(np.random.default_rng(seed).normal(0.0, 0.4, size=n))
    return np.asarray(np.round(np.clip(walk, 100.0, 185.0)), dtype=np.float64)


@given(seed=seeds)
@settings(max_examples=25, deadline=None)
def test_half_the_records_tell_the_same_load(seed: int) -> None:
    run = session(1800, heart=wandering(seed))

    whole = summarise(run, utc_offset_s=0, baselines=known()).named("trimp").value
    half = summarise(thinned(run, every=2), utc_offset_s=0, baselines=known()).named("trimp").value

    assert whole is not None
    assert half == pytest.approx(whole, rel=0.01)


@given(seed=seeds, share=st.floats(0.0, 1.0))
@settings(max_examples=25, deadline=None)
def test_a_heart_nobody_saw_is_never_a_load_of_nothing(seed: int, share: float) -> None:
    heart = wandering(seed, 900)
    heart[np.random.default_rng(seed).random(900) < share] = np.nan

    found = summarise(session(900, heart=heart), utc_offset_s=0, baselines=known())

    for name in ("trimp", "hrss", "edwards", "lucia", "load"):
        measure = found.named(name)
        assert (measure.value is None) == (measure.reason is not None)
        assert measure.value is None or measure.value > 0.0
    assert found.named("load").value is not None


@given(speeds=arrays(np.float64, st.integers(30, 300), elements=st.floats(0.5, 6.0)))
@settings(deadline=None)
def test_uneven_running_never_costs_less_than_its_mean(speeds: Floats) -> None:
    found = normalised(speeds)

    assert found is not None
    assert found >= full_means(speeds, width=30).mean() - 1e-9


@given(speed=st.floats(0.5, 6.0), n=st.integers(30, 300))
@settings(deadline=None)
def test_even_running_costs_its_mean(speed: float, n: int) -> None:
    assert normalised(np.full(n, speed)) == pytest.approx(speed)


@given(grade=st.floats(-2.0, 2.0))
@settings(deadline=None)
def test_the_cost_of_a_grade_has_its_floor_and_its_ends(grade: float) -> None:
    found = cost_j_kg_m(np.array([grade, np.clip(grade, -0.45, 0.45), 0.0]))

    assert found[0] == found[1]
    assert found[2] == 3.6
    assert found[0] / 3.6 >= 0.4948 - 1e-4


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  # made aware below
    offset_min=st.integers(-12 * 60, 14 * 60),
    other_h=st.integers(-12, 14),
)
@settings(deadline=None)
def test_a_change_of_clocks_never_moves_a_run_to_another_day(
    at: datetime, offset_min: int, other_h: int
) -> None:
    start = at.replace(tzinfo=UTC)
    elsewhere = start.astimezone(timezone(timedelta(hours=other_h)))

    found = local_day(elsewhere, 60 * offset_min)

    assert found == local_day(start, 60 * offset_min)
    assert found == (at + timedelta(minutes=offset_min)).date()


@given(seed=seeds, gone=st.integers(1, 200))
@settings(max_examples=20, deadline=None)
def test_a_file_cut_off_never_gains_load(seed: int, gone: int) -> None:
    run = session(1800, heart=wandering(seed))
    cut = replace(run, streams=picked(run.streams, slice(0, 1800 - gone)), timer_s=float(1800 - gone))
    assume(gone < 1800)

    whole = summarise(run, utc_offset_s=0, baselines=known()).named("trimp").value
    part = summarise(cut, utc_offset_s=0, baselines=known()).named("trimp").value

    assert whole is not None
    assert part is not None
    assert part <= whole + 1e-9
