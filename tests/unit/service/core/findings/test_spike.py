from datetime import date
from typing import Any

import pytest

from service.core.findings.spike import band, spike
from service.core.load.accumulate import PastRun, accumulate
from tests.build.run import DAY, history, past_run, run_metrics, settled_history
from tests.build.vectors import vector


def test_the_worked_bands_come_out() -> None:
    inputs, expected, _ = vector("session_spike_categories")

    for (km, longest), category, ratio in zip(
        inputs["pairs_km"], expected["category"], expected["ratio"], strict=True
    ):
        found = spike(run_metrics(km=km), settled_history(longest))
        assert found.level == category
        assert found.numbers["excess_pct"] == pytest.approx(100.0 * ratio, abs=0.01)
        assert found.numbers.get("hrr", 1.0) == expected["hrr"][category]


def test_the_worked_window_edge_comes_out() -> None:
    inputs, expected, tolerance = vector("session_spike_window_edge")
    day, km = date.fromisoformat(inputs["session"][0]), inputs["session"][1]
    past = [_past(date.fromisoformat(when), longest) for when, longest in inputs["prior"]]

    found = spike(run_metrics(km=km, day=day), accumulate(past, day=day))

    assert found.level == expected["category"]
    assert found.numbers["longest_30d_m"] == 1000.0 * expected["longest_30d"]
    assert found.numbers["excess_pct"] / 100.0 == pytest.approx(expected["ratio"], abs=tolerance)


def test_the_worked_cold_start_comes_out() -> None:
    inputs, expected, _ = vector("session_spike_cold_start")

    found = spike(run_metrics(km=inputs["session_km"]), history())

    assert found.level == expected["category"]
    assert "excess_pct" not in found.numbers


def test_the_worked_half_year_comes_out() -> None:
    inputs, expected, _ = vector("masters_half_to_marathon_progression")

    levels = [
        spike(run_metrics(km=km), settled_history(longest)).level
        for km, longest in inputs["long_run_vs_longest30d_km"]
    ]

    assert levels == expected["category"]


def _past(day: date, km: float) -> PastRun:
    return past_run((DAY - day).days, km)


@pytest.mark.parametrize(
    ("km", "level"),
    [
        (17.6, "reference"),
        (17.61, "small"),
        (20.8, "small"),
        (20.81, "moderate"),
        (32.0, "moderate"),
        (32.01, "large"),
    ],
)
def test_an_upper_bound_belongs_to_the_band_below(km: float, level: str) -> None:
    assert spike(run_metrics(km=km), settled_history(16.0)).level == level


def test_the_sentence_has_both_distances_and_the_step() -> None:
    found = spike(run_metrics(km=42.195), settled_history(32.0))

    assert found.sentence == "Longest run in the 30 days before: 32.0 km. This one: 42.2 km, 32 % more."
    assert found.notable


def test_the_meaning_gives_the_studys_figures_and_promises_nothing() -> None:
    meaning = spike(run_metrics(km=42.195), settled_history(32.0)).meaning

    assert "1.52" in meaning
    assert "1.16 to 2.00" in meaning
    assert "nothing about your own chance" in meaning


def test_a_step_within_ten_percent_is_not_called_safe() -> None:
    found = spike(run_metrics(km=17.0), settled_history(16.0))

    assert not found.notable
    assert "not a proof" in found.meaning


def test_the_same_distance_again_is_about_the_same() -> None:
    assert "about the same" in spike(run_metrics(km=16.0), settled_history(16.0)).sentence


def test_a_shorter_run_is_no_step() -> None:
    found = spike(run_metrics(km=12.0), settled_history(16.0))

    assert "25 % less" in found.sentence
    assert "No jump" in found.meaning


def test_below_five_kilometres_a_leap_is_shown_but_opens_nothing() -> None:
    short = spike(run_metrics(km=4.9), settled_history(2.0))

    assert short.level == "large"
    assert not short.notable
    assert "Under 5 km" in short.meaning
    assert spike(run_metrics(km=5.0), settled_history(2.0)).notable


@pytest.mark.parametrize(
    ("past", "because", "from_when"),
    [
        ((), "we know 0 of the 30 days", "30 June 2026"),
        (((9, 8.0), (5, 8.0), (2, 8.0)), "we know 9 of the 30 days", "21 June 2026"),
        (((100, 8.0), (5, 8.0)), "hold 1 of your runs", "once 3 others"),
        (((100, 8.0),), "hold 0 of your runs", "once 3 others"),
    ],
)
def test_a_cold_start_is_a_state_with_a_way_out(past: Any, because: str, from_when: str) -> None:
    found = spike(run_metrics(km=10.0), history(*past))

    assert (found.level, found.reason, found.notable) == ("unknown", "cold_start", False)
    assert because in found.sentence
    assert from_when in found.meaning
    assert "type in the longest run" in found.meaning


def test_the_runners_own_word_ends_the_cold_start() -> None:
    found = spike(run_metrics(km=21.1), history(seed_km=16.0))

    assert found.level == "moderate"
    assert "what you told us" in found.sentence


def test_a_treadmill_that_could_be_either_is_unknown() -> None:
    found = spike(run_metrics(km=17.0, sub_sport="treadmill"), settled_history(16.0))

    assert (found.level, found.reason, found.notable) == ("unknown", "treadmill", False)
    assert found.numbers["excess_low_pct"] < 0.0
    assert found.numbers["excess_high_pct"] > 10.0


def test_a_treadmill_step_of_unknown_size_is_still_asked_about() -> None:
    found = spike(run_metrics(km=20.8, sub_sport="treadmill"), settled_history(16.0))

    assert (found.level, found.notable) == ("unknown", True)


def test_a_treadmill_far_from_any_edge_is_judged() -> None:
    assert spike(run_metrics(km=10.0, sub_sport="treadmill"), settled_history(16.0)).level == "reference"
    assert spike(run_metrics(km=40.0, sub_sport="indoor_running"), settled_history(16.0)).level == "large"


def test_what_is_not_one_run_is_not_judged() -> None:
    assert spike(run_metrics(quarantined="drove_home"), settled_history()).reason == "quarantine"
    assert spike(run_metrics(km=None), settled_history()).reason == "no_distance"


def test_an_edge_survives_rounding() -> None:
    assert band(17.6 / 16.0 - 1.0).level == "reference"
    assert band(0.1 + 1e-8).level == "small"
