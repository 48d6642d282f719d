import pytest

from service.core.findings.long_run import long_run
from tests.build.run import history, run_metrics, settled_history
from tests.build.vectors import vector


def test_the_worked_share_comes_out() -> None:
    inputs, expected, tolerance = vector("long_run_share")
    *before, today = inputs["week_km"]
    past = [(len(before) - i, km) for i, km in enumerate(before) if km > 0.0]

    found = long_run(run_metrics(km=today, moving_min=140), history((20, 8.0), *past))

    assert found.numbers["share_7d_pct"] / 100.0 == pytest.approx(expected["share"], abs=tolerance)


def test_under_seventy_five_minutes_nothing_is_long() -> None:
    assert long_run(run_metrics(km=20.0, moving_min=74.9), history((40, 5.0))).level == "usual"


def test_ninety_minutes_are_long_whatever_the_history() -> None:
    found = long_run(run_metrics(km=15.0, moving_min=90), history())

    assert (found.level, found.notable) == ("long", True)


def test_in_between_the_share_of_the_week_decides() -> None:
    quiet_week = history((40, 10.0), (3, 20.0))
    busy_week = history((40, 10.0), *((day, 8.0) for day in range(1, 7)))

    assert long_run(run_metrics(km=14.0, moving_min=80), quiet_week).level == "long"
    assert long_run(run_metrics(km=14.0, moving_min=80), busy_week).level == "unknown"


def test_in_between_the_longest_tenth_of_two_months_decides() -> None:
    daily = history((70, 10.0), *((day, 8.0) for day in range(1, 61)))

    assert long_run(run_metrics(km=14.0, moving_min=80), daily).level == "long"
    longer = daily._replace(longest_60d_s=tuple(sorted([7200.0] * 10 + [3000.0] * 40)))
    assert long_run(run_metrics(km=14.0, moving_min=80), longer).level == "usual"


def test_in_between_without_history_it_is_unknown() -> None:
    found = long_run(run_metrics(km=14.0, moving_min=80), history())

    assert (found.level, found.reason, found.notable) == ("unknown", "cold_start", False)


def test_the_sentence_says_how_long_and_against_what() -> None:
    found = long_run(run_metrics(km=18.66, moving_min=110), settled_history(16.0))

    assert found.sentence == "A long run: 1 h 50 min on the move and 18.7 km, 70 % of your last seven days."


def test_a_long_time_without_a_distance_is_long_by_the_clock() -> None:
    found = long_run(run_metrics(km=None, moving_min=100), settled_history())

    assert found.sentence == "A long run: 1 h 40 min on the move."


def test_what_is_not_one_run_is_not_judged() -> None:
    assert long_run(run_metrics(quarantined="watch_left_running"), settled_history()).reason == "quarantine"
    assert long_run(run_metrics(moving_min=None), settled_history()).reason == "no_speed"
