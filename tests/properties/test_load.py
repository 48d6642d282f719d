"""What holds for every history: how the runs came in must not change what they mean."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.findings.spike import BANDS, band, spike
from service.core.load.accumulate import PastRun, accumulate
from tests.build.run import DAY, past_run, run_metrics

runs = st.lists(
    st.tuples(st.integers(1, 90), st.floats(1.0, 60.0)).map(lambda run: past_run(run[0], run[1])), max_size=20
)
kilometres = st.floats(0.1, 100.0)


@given(past=runs, km=kilometres, data=st.data())
@settings(deadline=None)
def test_order_and_double_imports_change_no_verdict(
    past: list[PastRun], km: float, data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(past), max_size=5)) if past else []
    from_app = [replace(run, id=f"zz-app-{run.id}", start=run.start + timedelta(seconds=30)) for run in again]
    shuffled = data.draw(st.permutations([*past, *again, *from_app]))

    once, twice = accumulate(past, day=DAY), accumulate(shuffled, day=DAY)

    assert (twice.runs_30d, twice.longest_30d_m, twice.covered_days) == (
        once.runs_30d,
        once.longest_30d_m,
        once.covered_days,
    )
    assert spike(run_metrics(km=km), twice) == spike(run_metrics(km=km), once)


@given(past=runs, km=kilometres, far=st.floats(1.0, 200.0))
@settings(deadline=None)
def test_a_run_thirty_one_days_back_never_moves_a_band(past: list[PastRun], km: float, far: float) -> None:
    settled = [*past, past_run(80, 5.0), past_run(30, 6.0), past_run(20, 7.0), past_run(10, 8.0)]

    without = spike(run_metrics(km=km), accumulate(settled, day=DAY))
    along = spike(run_metrics(km=km), accumulate([*settled, past_run(31, far, name="far")], day=DAY))

    assert along == without


@given(past=runs, km=kilometres, seed_km=st.none() | st.floats(1.0, 60.0))
@settings(deadline=None)
def test_a_leap_is_never_claimed_from_a_cold_start(
    past: list[PastRun], km: float, seed_km: float | None
) -> None:
    known = accumulate(past, day=DAY, seed_longest_m=None if seed_km is None else 1000.0 * seed_km)

    found = spike(run_metrics(km=km), known)

    covered = known.covered_days >= 30 and known.runs_30d >= 3
    assert (found.level != "unknown") == (covered or seed_km is not None)


@given(excess=st.floats(-1.0, 50.0), more=st.floats(0.0, 50.0))
@settings(deadline=None)
def test_a_longer_run_is_never_in_a_lower_band(excess: float, more: float) -> None:
    assert BANDS.index(band(excess + more)) >= BANDS.index(band(excess))


@given(longest=st.floats(1.0, 100.0), bound=st.sampled_from([0.10, 0.30, 1.00]))
@settings(deadline=None)
def test_a_bound_is_inside_whatever_the_rounding(longest: float, bound: float) -> None:
    at = band(longest * (1.0 + bound) / longest - 1.0)
    beyond = band(longest * (1.0 + bound + 1e-6) / longest - 1.0)

    assert at.up_to == bound
    assert BANDS.index(beyond) == BANDS.index(at) + 1
