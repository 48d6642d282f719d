from dataclasses import replace
from datetime import timedelta

import pytest

from service.core.findings.detect import detect
from service.core.findings.run_facts import run_facts
from service.core.load.values import LoadHistory
from service.core.metrics.values import RunMetrics
from tests.build.run import history, measure, run_metrics, settled_history


def facts(run: RunMetrics, past: LoadHistory, *, hours: float = 30.0) -> dict[str, float | bool | str]:
    return run_facts(run, past, detect(run, past), now=run.end + timedelta(hours=hours))


def test_all_that_is_known_is_said_under_its_name() -> None:
    run = run_metrics(km=20.0, moving_min=120, descent_m=300.0, ascent_m=100.0, decoupling_pct=6.0)

    assert facts(run, settled_history(16.0)) == {
        "run.history_days": 40.0,
        "run.hours_since": 30.0,
        "run.distance_km": 20.0,
        "run.duration_min": 120.0,
        "run.spike_pct": 25.0,
        "run.descent_m_per_km": 15.0,
        "run.ascent_m_per_km": 5.0,
        "run.hr_drift_pct": 6.0,
    }


def test_what_is_not_known_is_absent() -> None:
    known = facts(run_metrics(km=None, moving_min=60), history())

    assert set(known) == {"run.history_days", "run.hours_since", "run.duration_min"}


def test_a_spike_outside_its_gates_is_absent() -> None:
    assert "run.spike_pct" not in facts(run_metrics(km=30.0), history((5, 10.0)))
    assert "run.spike_pct" not in facts(run_metrics(km=17.0, sub_sport="treadmill"), settled_history(16.0))


def test_ten_percent_is_ten_percent_to_the_rules_too() -> None:
    assert facts(run_metrics(km=17.6), settled_history(16.0))["run.spike_pct"] == 10.0


def test_a_warm_wrist_is_not_the_weather() -> None:
    assert "run.temp_c" not in facts(run_metrics(temperature_c=31.0), settled_history())


def test_what_is_not_one_run_gives_its_time_only() -> None:
    known = facts(run_metrics(km=80.0, quarantined="drove_home"), settled_history())

    assert set(known) == {"run.history_days", "run.hours_since"}


@pytest.mark.parametrize(("hours", "seen"), [(-0.5, 0.0), (-1.5, None), (0.0, 0.0), (49.0, 49.0)])
def test_a_watch_a_little_ahead_has_just_stopped(hours: float, seen: float | None) -> None:
    assert facts(run_metrics(), settled_history(), hours=hours).get("run.hours_since") == seen


def test_a_run_round_the_block_has_no_metres_a_kilometre() -> None:
    assert "run.descent_m_per_km" not in facts(run_metrics(km=0.4, descent_m=9.0), settled_history())


def test_hard_minutes_and_sprints_are_told_by_a_measured_threshold_only() -> None:
    measured = {"above_threshold": measure(900.0, "s"), "sprints": measure(3.0, "count")}
    guessed = {name: replace(each, estimated=True) for name, each in measured.items()}

    told = facts(run_metrics(extra=measured), settled_history())
    untold = facts(run_metrics(extra=guessed), settled_history())

    assert (told["run.hard_share"], told["run.sprints"]) == (0.25, True)
    assert not {"run.hard_share", "run.sprints"} & set(untold)
    two = facts(run_metrics(extra={"sprints": measure(2.0, "count")}), settled_history())
    assert two["run.sprints"] is False
