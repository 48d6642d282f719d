from dataclasses import replace

import pytest

from service.core.activity import Session
from service.core.metrics.baselines import UNKNOWN, Baselines
from service.core.metrics.summarise import summarise
from service.core.metrics.training_load import rated
from service.core.metrics.values import RunMetrics
from tests.build.baselines import known
from tests.build.session import session


def summary(run: Session, baselines: Baselines = UNKNOWN) -> RunMetrics:
    return summarise(run, utc_offset_s=0, baselines=baselines)


def test_heart_rate_comes_first() -> None:
    found = summary(session(3600, heart=155.0), known(threshold_m_s=3.4))

    assert found.named("load").value == pytest.approx(100.0)
    assert found.named("load").formula.startswith("load.hrss")
    assert not found.named("load").estimated


def test_then_pace() -> None:
    found = summary(session(3600, heart=None, speed=3.4), known(threshold_m_s=3.4))

    assert found.named("load").value == pytest.approx(100.0, rel=0.001)
    assert found.named("load").formula == "load.rtss.ngp_like"


def test_then_how_hard_it_felt() -> None:
    found = summary(replace(session(3600, heart=None), workout_rpe=7.0))

    assert found.named("srpe").value == 420.0
    assert found.named("load").value == pytest.approx(100.0)
    assert (found.named("load").formula, found.named("load").estimated) == ("load.srpe", True)


def test_then_how_long_it_took_with_its_range_and_never_nothing() -> None:
    found = summary(session(7200, heart=None))

    values = [found.named(name).value for name in ("load_low", "load", "load_high")]
    assert values == [80.0, 100.0, 120.0]
    assert found.named("load").estimated


def test_a_run_that_cannot_be_one_has_no_load() -> None:
    left_on = replace(session(600), timer_s=7 * 3600.0, distance_m=500.0)

    assert (summary(left_on).named("load").value, summary(left_on).named("load").reason) == (
        None,
        "quarantine",
    )


def test_no_time_at_all_has_no_load() -> None:
    empty = replace(session(0), timer_s=None, elapsed_s=None, distance_m=None)

    assert summary(empty).named("load").reason == "no_records"
    assert summary(replace(empty, workout_rpe=5.0)).named("srpe").reason == "no_records"


def test_a_check_in_says_how_hard_it_felt_where_the_watch_does_not() -> None:
    run = summary(session(3600, heart=None))

    told = rated(run, 7.0)

    assert told.workout_rpe.formula == "check_in.rpe"
    assert told.named("srpe").value == 420.0
    assert told.named("load").value == pytest.approx(100.0)
    assert [name for name, _ in told.extra] == [name for name, _ in run.extra]


def test_what_the_watch_was_told_goes_first() -> None:
    run = summary(replace(session(3600), workout_rpe=4.0))

    assert rated(run, 9.0) is run


def test_a_run_stored_by_an_older_version_can_be_rated_too() -> None:
    old = replace(summary(session(3600)), extra=())

    assert rated(old, 7.0).named("srpe").value == 420.0
    assert rated(old, 7.0).named("load").reason == "not_computed"
