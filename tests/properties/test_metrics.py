"""What holds for every run: the watch's habits must not change what the runner did."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.metrics.cleaning import clean
from service.core.metrics.decoupling import pa_hr
from service.core.metrics.elevation import climb
from service.core.metrics.minetti import cost_j_kg_m
from service.core.metrics.summarise import summarise
from service.core.units import Floats
from tests.build.session import paused, picked, session, thinned

seeds = st.integers(0, 2**32 - 1)


def wandering(seed: int, *, start: float, step: float, low: float, high: float, n: int = 1200) -> Floats:
    """Give a column that drifts about within its bounds, as a body does."""
    walk = start + np.cumsum(np.random.default_rng(seed).normal(0.0, step, size=n))
    return np.clip(walk, low, high)


@given(seed=seeds, at_s=st.integers(1, 1199), length_s=st.integers(1, 100_000))
@settings(max_examples=40, deadline=None)
def test_a_pause_changes_nothing_but_elapsed_time(seed: int, at_s: int, length_s: int) -> None:
    run = session(
        1200,
        speed=wandering(seed, start=3.0, step=0.05, low=0.0, high=5.0),
        heart=np.round(wandering(seed + 1, start=150.0, step=0.4, low=100.0, high=185.0)),
        altitude=wandering(seed + 2, start=100.0, step=0.1, low=0.0, high=900.0),
    )

    before = summarise(run, utc_offset_s=0)
    after = summarise(paused(run, at_s=float(at_s), length_s=float(length_s)), utc_offset_s=0)

    assert after.elapsed.value == 1200.0 + length_s
    assert replace(after, elapsed=before.elapsed, end=before.end) == before


@given(seed=seeds, every=st.integers(2, 8))
@settings(max_examples=40, deadline=None)
def test_smart_recording_changes_little(seed: int, every: int) -> None:
    run = session(
        1200,
        speed=wandering(seed, start=3.0, step=0.02, low=1.0, high=5.0),
        heart=wandering(seed + 1, start=150.0, step=0.3, low=100.0, high=185.0),
    )

    full, thin = summarise(run, utc_offset_s=0), summarise(thinned(run, every=every), utc_offset_s=0)

    assert thin.moving.value == pytest.approx(full.moving.value, abs=every)
    assert thin.pace.value == pytest.approx(full.pace.value, rel=0.01)
    assert thin.hr_mean.value == pytest.approx(full.hr_mean.value, rel=0.01)


@given(seed=seeds, scale=st.floats(0.3, 3.0))
@settings(max_examples=40, deadline=None)
def test_decoupling_does_not_change_when_speed_is_rescaled(seed: int, scale: float) -> None:
    speed = wandering(seed, start=3.0, step=0.02, low=1.0, high=5.0)
    heart = wandering(seed + 1, start=150.0, step=0.3, low=100.0, high=185.0)

    assert pa_hr(scale * speed, heart) == pytest.approx(pa_hr(speed, heart), abs=1e-6)


@given(
    seed=seeds,
    bad=st.lists(st.tuples(st.integers(0, 599), st.sampled_from([0.0, 255.0, np.nan])), max_size=60),
)
@settings(max_examples=40, deadline=None)
def test_a_broken_sample_is_never_a_beat(seed: int, bad: list[tuple[int, float]]) -> None:
    heart = np.round(wandering(seed, start=150.0, step=0.4, low=120.0, high=180.0, n=600))
    for where, value in bad:
        heart[where] = value

    cleaned = clean(session(600, heart=heart))

    known = cleaned.heart_bpm[~np.isnan(cleaned.heart_bpm)]
    assert ((known >= 120.0) & (known <= 180.0)).all()
    assert cleaned.coverage(cleaned.heart_bpm) >= 1.0 - len(bad) / 600


@given(seed=seeds, jumps=st.lists(st.floats(-1e9, 1e10) | st.just(np.nan), max_size=5))
@settings(max_examples=60, deadline=None)
def test_no_clock_breaks_the_cleaning(seed: int, jumps: list[float]) -> None:
    run = session(300)
    rng = np.random.default_rng(seed)
    for value in jumps:
        run.streams.t_s[rng.integers(0, 300)] = value

    cleaned = clean(run)

    assert len(cleaned.moving) <= 48 * 3600 + 1
    assert all(count > 0 for _, count in cleaned.dropped)


@given(seed=seeds, keep=st.integers(0, 300))
@settings(max_examples=40, deadline=None)
def test_any_subset_of_records_is_summarised(seed: int, keep: int) -> None:
    run = session(300, altitude=100.0)
    some = np.sort(np.random.default_rng(seed).choice(300, size=keep, replace=False))

    found = summarise(replace(run, streams=picked(run.streams, some)), utc_offset_s=None)

    assert found.timer.value == 300.0
    assert found.moving.value is None or found.moving.value <= 300.0


@given(seed=seeds)
@settings(max_examples=40, deadline=None)
def test_up_minus_down_is_the_way_from_first_to_last(seed: int) -> None:
    height = wandering(seed, start=100.0, step=1.0, low=-50.0, high=2000.0)

    up, down = climb(height)

    assert up - down == pytest.approx(height[-1] - height[0], abs=3.0)
    assert climb(-height) == pytest.approx((down, up))


@given(grade=st.floats(-2.0, 2.0))
def test_running_always_costs_something(grade: float) -> None:
    assert cost_j_kg_m(np.array([grade]))[0] >= 1.78
