from datetime import timedelta

import pytest

from service.core.findings.detect import QUIET, detect
from service.core.findings.values import Circumstances
from tests.build.run import DAY, history, past_run, rich_history, run_metrics, settled_history

ALWAYS = {
    *("session_spike", "long_run", "decoupling", "overload", "vertical", "monotony", "fitness"),
    *("week_ratio", "long_run_share", "rest_days", "hard_days"),
}


def test_every_finding_is_always_there_and_says_why_it_is_unknown() -> None:
    found = detect(run_metrics(km=None, moving_min=None), history())

    assert {each.id for each in found.all} == ALWAYS
    assert all(each.reason for each in found.all if each.level == "unknown")
    assert {each.id for each in found.all if each.level != "unknown"} == {"hard_days"}
    assert not found.opens_check_in


def test_a_run_in_quarantine_is_not_weighed() -> None:
    found = detect(run_metrics(quarantined="drove_home"), settled_history())

    assert [each.id for each in found.all] == ["session_spike", "long_run", "decoupling"]


def test_a_leap_or_a_long_run_opens_a_check_in_and_a_drift_does_not() -> None:
    assert detect(run_metrics(km=18.0, moving_min=70), settled_history(16.0)).opens_check_in
    assert detect(run_metrics(km=15.0, moving_min=95), settled_history(16.0)).opens_check_in
    assert not detect(run_metrics(km=12.0, decoupling_pct=15.0), settled_history(16.0)).opens_check_in


def test_a_run_gets_one_load_notice_at_most() -> None:
    found = detect(run_metrics(km=40.0, moving_min=240), settled_history(16.0))

    assert [each.id for each in found.all if each.notable] == ["overload", "long_run"]
    spike = found.get("session_spike")
    assert spike is not None
    assert spike.level == "large"


def test_what_stands_out_comes_before_what_does_not() -> None:
    found = detect(run_metrics(km=18.0, moving_min=110, decoupling_pct=12.0), rich_history())

    loud = [each.level not in QUIET for each in found.all]
    assert loud == sorted(loud, reverse=True)
    assert found.all[0].id == "overload"
    known = [each.id for each in found.all if each.level != "unknown"]
    assert known[-2:] == ["long_run_share", "week_ratio"]


def test_a_new_runner_first_reads_when_we_can_judge() -> None:
    found = detect(run_metrics(km=8.0), history((3, 8.0)))

    assert found.all[0].id == "session_spike"
    assert "from " in found.all[0].meaning


def test_the_history_of_another_day_cannot_judge() -> None:
    with pytest.raises(AssertionError, match="cannot judge"):
        detect(run_metrics(day=DAY + timedelta(days=1)), settled_history())


def test_sore_legs_before_a_step_raise_the_level() -> None:
    run = run_metrics(km=18.0, moving_min=70)

    rested = detect(run, settled_history(16.0)).get("overload")
    sore = detect(run, settled_history(16.0), around=Circumstances(soreness_0_10=6.0)).get("overload")

    assert rested is not None
    assert sore is not None
    assert (rested.level, sore.level) == ("notice", "high")
    assert "sore already (6 of 10)" in sore.sentence


@pytest.mark.parametrize("km", [3.0, 12.0, 17.0, 18.0, 25.0, 42.2])
def test_every_finding_is_a_sentence_with_its_meaning(km: float) -> None:
    past = [past_run(back, 8.0, load=50.0, descent_m=100.0, ascent_m=100.0) for back in range(120, 0, -2)]

    for each in detect(run_metrics(km=km, moving_min=6 * km, descent_m=400.0), rich_history(*past)).all:
        for words in (each.sentence, each.meaning):
            assert words[0].isupper() or words[0].isdigit(), words
            assert words.endswith("."), words
            assert "you have" not in words.lower()
            assert "nan" not in words.lower().split()
            assert "None" not in words
            assert "  " not in words
