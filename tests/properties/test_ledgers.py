"""What holds for every history: averages scale as they must, and the way runs came in leaves no trace."""

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from service.core.findings.values import Circumstances
from service.core.findings.weigh import weigh
from service.core.load import Chronicle, PastRun
from service.core.load.accumulate import accumulate
from service.core.load.averages import (
    CONVENTIONS,
    acute_chronic,
    acute_chronic_smoothed,
    longest_streak,
    monotony,
    smoothed,
    strain,
    streak,
)
from tests.build.run import DAY, past_run

NOBODY = Circumstances()

loads = st.floats(0.0, 500.0).map(lambda load: round(load, 2))
weeks = st.lists(loads, min_size=7, max_size=7)
months = st.lists(loads, min_size=28, max_size=90)
scales = st.floats(0.01, 100.0)
runs = st.lists(
    st.builds(
        lambda back, km, load, descent: past_run(back, km, load=load, descent_m=descent),
        st.integers(1, 120),
        st.floats(1.0, 50.0),
        st.none() | st.floats(1.0, 400.0),
        st.none() | st.floats(0.0, 900.0),
    ),
    max_size=30,
    unique_by=lambda run: run.id,
)


@given(week=weeks, k=scales)
@settings(deadline=None)
def test_monotony_has_no_unit_and_strain_has_one(week: list[float], k: float) -> None:
    same, weight = monotony(week), strain(week)
    assume(same is None or same < 1e4)

    scaled = [k * load for load in week]

    if same is None or weight is None:
        assert monotony(scaled) is None
    else:
        assert monotony(scaled) == pytest.approx(same, rel=1e-6)
        assert strain(scaled) == pytest.approx(k * weight, rel=1e-6)


@given(week=weeks)
@settings(deadline=None)
def test_two_conventions_of_monotony_differ_by_one_factor(week: list[float]) -> None:
    sample, population = monotony(week), monotony(week, ddof=0)
    assume(sample is not None and population is not None)

    assert sample is not None
    assert population is not None
    assert sample == pytest.approx(population * sqrt(6.0 / 7.0))


@given(days=months, k=scales)
@settings(deadline=None)
def test_ratios_have_no_unit(days: list[float], k: float) -> None:
    for ratio in (acute_chronic, acute_chronic_smoothed):
        before, after = ratio(days), ratio([k * load for load in days])
        assert (before is None) == (after is None)
        if before is not None:
            assert after == pytest.approx(before, rel=1e-6)


@given(days=months)
@settings(deadline=None)
def test_a_coupled_ratio_is_four_at_most(days: list[float]) -> None:
    found = acute_chronic(days)

    assert found is None or found <= 4.0 + 1e-9


@given(days=months, k=scales, convention=st.sampled_from(sorted(CONVENTIONS)))
@settings(deadline=None)
def test_means_scale_with_the_loads_and_stay_within_them(
    days: list[float], k: float, convention: str
) -> None:
    before = smoothed(days, 42, convention=convention)
    after = smoothed([k * load for load in days], 42, convention=convention)

    assert after == pytest.approx([k * level for level in before], rel=1e-6, abs=1e-9)
    assert max(before) <= max(days) + 1e-9


@given(flags=st.lists(st.booleans(), max_size=40))
@settings(deadline=None)
def test_the_streak_at_the_end_is_never_above_the_longest(flags: list[bool]) -> None:
    assert streak(flags) <= longest_streak(flags) <= len(flags)


@given(past=runs, k=st.floats(0.1, 10.0))
@settings(max_examples=60, deadline=None)
def test_a_ledger_scales_with_its_loads(past: list[PastRun], k: float) -> None:
    scaled = [replace(run, load=None if run.load is None else k * run.load) for run in past]

    one, other = accumulate(past, day=DAY).cardio, accumulate(scaled, day=DAY).cardio

    assert other.state == one.state
    for name in ("ctl", "atl", "tsb", "ramp"):
        before, after = getattr(one, name), getattr(other, name)
        assert (before is None) == (after is None)
        assert after is None or after == pytest.approx(k * before, rel=1e-6, abs=1e-6)


@given(past=runs, data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_ledger_knows_in_which_order_the_runs_came(past: list[PastRun], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(past), max_size=5)) if past else []
    shuffled = data.draw(st.permutations([*past, *again]))

    grown = Chronicle()
    for run in shuffled:
        grown.add(run)

    assert grown.before(DAY) == Chronicle(past).before(DAY)


@given(past=runs, later=runs)
@settings(max_examples=60, deadline=None)
def test_nothing_that_comes_after_changes_a_day(past: list[PastRun], later: list[PastRun]) -> None:
    after = [past_run(-number, 30.0, load=300.0) for number in range(len(later))]

    assert Chronicle([*past, *after]).before(DAY) == Chronicle(past).before(DAY)


@given(past=runs, back=st.integers(1, 120), km=st.floats(1.0, 50.0))
@settings(max_examples=60, deadline=None)
def test_an_older_file_has_every_later_run_judged_again(past: list[PastRun], back: int, km: float) -> None:
    chronicle = Chronicle(past)
    late = past_run(back, km, name="zz-late", hour=20)

    again = chronicle.add(late)

    assert again == sum(run.day > late.day for run in Chronicle(past)._once)
    assert chronicle.before(DAY) == Chronicle([*past, late]).before(DAY)


LEVELS = ("unknown", "none", "notice", "raised", "high")


@given(past=runs, km=st.floats(1.0, 60.0), more=st.floats(0.0, 40.0))
@settings(max_examples=60, deadline=None)
def test_a_longer_run_is_never_weighed_less(past: list[PastRun], km: float, more: float) -> None:
    history = accumulate(past, day=DAY)

    shorter = weigh(past_run(0, km, moving_min=60.0), history, around=NOBODY)
    longer = weigh(past_run(0, km + more, moving_min=60.0), history, around=NOBODY)

    assert LEVELS.index(longer.level) >= LEVELS.index(shorter.level)


@given(past=runs, km=st.floats(1.0, 60.0), weeks_scale=st.floats(1.0, 5.0))
@settings(max_examples=60, deadline=None)
def test_ratios_of_weeks_never_move_a_level(past: list[PastRun], km: float, weeks_scale: float) -> None:
    history = accumulate(past, day=DAY)
    busier = history._replace(
        mechanical=history.mechanical._replace(
            week_before_m=None
            if history.mechanical.week_before_m is None
            else history.mechanical.week_before_m / weeks_scale,
            three_weeks_before_m=None,
        ),
    )
    run = past_run(0, km, load=80.0)

    assert weigh(run, busier, around=NOBODY) == weigh(run, history, around=NOBODY)
