"""What runs are measured by, and what history keeps of them: what both stores must do."""

from dataclasses import fields, replace

from service.app.ports import Store
from service.core.athlete import Athlete
from service.core.load.establish import Candidates, MeasuredBy
from service.core.load.past_run import PastRun, remembered
from service.core.metrics import Measure
from service.core.metrics.baselines import Baseline, Baselines, UsualHeart
from tests.build import records as build
from tests.build.stored import add_runs

BY = MeasuredBy(
    Baselines(
        hr_max=Baseline(182.0, "observed", since=build.day(40)), usual=UsualHeart(18.0, 91.5, 7), sex="female"
    ),
    Candidates(lthr=(Baseline(163.0, "device", since=build.day(3)),)),
    Athlete(age=51, sex="female", hr_rest_bpm=52.0, confirmed=build.day(9)),
)
NAMED = (
    "load", "above_threshold", "steep_ascent", "steep_descent", "fast", "steps", "hr_peak", "hr_20min", "gap",
)  # fmt: skip


def name(n: int) -> str:
    return build.run(n).id


def test_history_keeps_of_a_run_all_that_is_remembered(store: Store) -> None:
    run = build.run(1)
    extra = tuple((each, Measure(10.0 + n, "", "built", estimated=n == 0)) for n, each in enumerate(NAMED))
    whole = replace(run, metrics=replace(run.metrics, extra=extra), apart=True)
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file(whole.sha256))
        unit.runs.add(whole)

    with store.unit() as unit:
        (kept,) = unit.runs.past(before=build.day(-1))

    assert kept == remembered(whole.id, whole.metrics, apart=True)
    known = [field.name for field in fields(PastRun) if getattr(kept, field.name) is not None]
    assert set(known) >= {"load", "steps", "hr_peak_bpm", "hr_20min_bpm", "gap_s_per_km", "descent_m", "rpe"}


def test_a_run_keeps_what_it_was_measured_by(store: Store) -> None:
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file(build.sha(1)))
        unit.runs.add(replace(build.run(1), measured_by=BY, rejudged="A run came in later."))
        add = replace(build.run(2), sha256=build.sha(1))
        unit.runs.add(add)

    with store.unit() as unit:
        kept = unit.runs.get(name(1))
        assert kept is not None
        assert (kept.measured_by, kept.rejudged) == (BY, "A run came in later.")
        assert unit.runs.measured_by() == [(name(1), build.NOON.date(), BY)]


def test_runs_wait_oldest_first_until_they_are_measured(store: Store) -> None:
    add_runs(store, 1, 2, 3)
    with store.unit() as unit:
        unit.runs.mark_unmeasured(name(1))
        unit.runs.mark_unmeasured(name(2), by=BY)
        unit.runs.mark_unmeasured("nobody")
        assert unit.runs.count_unmeasured() == 2
        first, second = unit.runs.unmeasured(limit=9)
        assert [run.id for run in unit.runs.unmeasured(limit=1)] == [name(2)]
        unit.runs.measure(name(2), build.metrics(first.metrics.start, distance_m=9_000.0), by=None)

    assert (first.id, first.measured_by, second.id, second.measured_by) == (name(2), BY, name(1), None)
    with store.unit() as unit:
        measured = unit.runs.get(name(2))
        assert measured is not None
        assert measured.metrics.distance.value == 9_000.0
        assert measured.measured_by is None
        assert [run.distance_m for run in unit.runs.past(before=build.day(1))] == [10_000.0, 9_000.0]
        assert [run.id for run in unit.runs.unmeasured(limit=9)] == [name(1)]


def test_a_run_that_is_added_again_does_not_wait(store: Store) -> None:
    add_runs(store, 1)
    with store.unit() as unit:
        unit.runs.mark_unmeasured(name(1))
        unit.runs.add(build.run(1))

    with store.unit() as unit:
        assert unit.runs.count_unmeasured() == 0
