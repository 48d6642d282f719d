"""What a run asked of its runner, in the words of its page."""

from dataclasses import replace
from datetime import date

import pytest

from service.app.records import Run
from service.core.findings.detect import detect
from service.core.load.establish import MeasuredBy
from service.core.metrics import Measure, RunMetrics
from service.core.metrics.baselines import Baseline, Baselines
from service.web.load_words import Load, load_of, said
from tests.build.run import measure, rich_history, run_metrics, settled_history
from tests.build.world import content


def shown(metrics: RunMetrics, *, by: MeasuredBy | None = None, units: str = "km") -> Load:
    run = Run("a-0", "a", metrics, detect(metrics, settled_history(16.0)), measured_by=by)
    return load_of(run, catalogue=content(), units=units)


def test_the_level_comes_first_with_its_numbers_and_its_source() -> None:
    first = shown(run_metrics(km=21.1)).verdicts[0]

    assert (first.name, first.level) == ("Load level", "notice")
    assert first.source is not None
    assert first.source.key == "frandsen2025"
    assert ("Longest of the 30 days before", "16.0 km") in [(each.name, each.said) for each in first.numbers]


def test_a_long_run_says_which_of_the_eight_fired() -> None:
    metrics = run_metrics(km=30.0, moving_min=180.0, decoupling_pct=6.0, rpe=9.0, ascent_m=0.0, descent_m=0.0)
    run = Run("a-0", "a", metrics, detect(metrics, rich_history()))

    (effort,) = [
        each
        for each in load_of(run, catalogue=content(), units="km").verdicts
        if each.finding.id == "long_run_effort"
    ]

    assert dict(effort.parts) == {
        "Length against your month": "2 points",
        "Load against your 60 days": "could not be judged",
        "Minutes near threshold": "could not be judged",
        "Heart rate against pace": "1 point",
        "Step late in the run": "could not be judged",
        "Hills against your month": "nothing",
        "Heat": "could not be judged",
        "How hard it felt": "2 points",
    }
    assert ("Could be judged", "50 %") in [(each.name, each.said) for each in effort.numbers]


@pytest.mark.parametrize(
    ("formula", "words"),
    [("load.rtss", "from pace"), ("load.srpe", "how hard it felt"), ("load.duration", "the time alone")],
)
def test_a_load_without_heart_rate_says_where_it_comes_from(formula: str, words: str) -> None:
    guess = Measure(50.0, "load", formula, estimated=True)

    found = shown(run_metrics(extra={"load": guess}))

    assert found.road is not None
    assert words in found.road


def test_a_load_by_heart_rate_needs_no_excuse() -> None:
    assert (
        shown(run_metrics(extra={"load": Measure(50.0, "load", "load.hrss.banister1991.male")})).road is None
    )


def test_an_unknown_sex_shows_the_range() -> None:
    both = {"trimp_low": measure(120.0), "trimp_high": measure(151.0)}

    (trimp,) = [line for line in shown(run_metrics(extra=both)).heart if line.name == "TRIMP"]

    assert trimp.said == "120 to 151"


def test_what_it_was_measured_by_says_from_where_and_as_of_when() -> None:
    known = Baselines(
        hr_max=Baseline(182.0, "observed", since=date(2026, 5, 3)),
        hr_rest=Baseline(60.0, "default", estimated=True),
        threshold_speed=Baseline(1000.0 / 270.0, "lab", since=date(2026, 4, 1)),
    )

    found = shown(run_metrics(), by=MeasuredBy(known), units="mi").measured_by

    assert found == (
        ("Highest heart rate", "182 bpm, seen in your runs, as of 3 May 2026"),
        ("Resting heart rate", "60 bpm, a default"),
        ("Pace at threshold", "7:15 /mile, from a test, as of 1 April 2026"),
    )


def test_figures_are_said_in_the_runners_units() -> None:
    assert said(32_000.0, "m", "km") == "32.0 km"
    assert said(304.8, "m", "mi") == "1,000 ft"
    assert said(1.523, "ratio", "km") == "1.52"
    assert said(5400.0, "s", "km") == "1 h 30 min"
    assert said(6.25, "load", "km") == "6.2 load"


def test_a_run_in_quarantine_has_ledgers_without_numbers() -> None:
    found = shown(replace(run_metrics(), quarantined="drove_home"))

    assert [each.finding.id for each in found.verdicts] == ["session_spike"]


@pytest.mark.parametrize(("late", "words"), [(-0.3, "0 spm"), (-3.2, "\N{MINUS SIGN}3 spm"), (2.6, "+3 spm")])
def test_a_step_that_hardly_changed_has_no_sign(late: float, words: str) -> None:
    metrics = replace(run_metrics(km=21.1), extra=(("late_cadence", Measure(late, "spm", "test")),))

    assert words in [line.said for line in shown(metrics).legs if line.name == "Cadence late on"]
