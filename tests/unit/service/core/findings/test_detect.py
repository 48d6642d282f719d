from datetime import timedelta

import pytest

from service.core.findings.detect import detect
from tests.build.run import DAY, run_metrics, settled_history


def test_every_finding_is_always_there() -> None:
    found = detect(run_metrics(km=None, moving_min=None), settled_history())

    assert [each.id for each in found.all] == ["session_spike", "long_run", "decoupling"]
    assert all(each.level == "unknown" and each.reason for each in found.all)
    assert not found.opens_check_in


def test_a_leap_or_a_long_run_opens_a_check_in_and_a_drift_does_not() -> None:
    assert detect(run_metrics(km=18.0, moving_min=70), settled_history(16.0)).opens_check_in
    assert detect(run_metrics(km=15.0, moving_min=95), settled_history(16.0)).opens_check_in
    assert not detect(run_metrics(km=12.0, decoupling_pct=15.0), settled_history(16.0)).opens_check_in


def test_the_history_of_another_day_cannot_judge() -> None:
    with pytest.raises(AssertionError, match="cannot judge"):
        detect(run_metrics(day=DAY + timedelta(days=1)), settled_history())


def test_no_sentence_says_what_the_runner_has() -> None:
    for km in (3.0, 12.0, 17.0, 18.0, 25.0, 42.2):
        for each in detect(run_metrics(km=km, moving_min=6 * km), settled_history(16.0)).all:
            assert "you have" not in (each.sentence + each.meaning).lower()
