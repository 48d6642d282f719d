from dataclasses import replace
from datetime import timedelta

import pytest

from service.core.load.accumulate import PastRun, accumulate, window_known
from tests.build.run import DAY, history, past_run


def test_thirty_days_back_is_in_and_thirty_one_is_out() -> None:
    found = history((31, 30.0), (30, 18.0), (21, 14.0), (7, 16.0))

    assert found.longest_30d_m == 18_000.0
    assert found.runs_30d == 3
    assert found.covered_days == 31


def test_the_day_itself_and_later_days_are_never_in() -> None:
    found = history((0, 42.2), (-3, 50.0), (10, 12.0))

    assert found.longest_30d_m == 12_000.0
    assert found.runs_30d == 1


def test_no_runs_are_no_history() -> None:
    found = history()

    assert (found.covered_days, found.runs_30d, found.longest_30d_m) == (0, 0, None)
    assert found.week_m == found.longest_60d_s == ()
    assert found.previous_6d_m is None


@pytest.mark.parametrize(
    ("days", "runs", "known"), [(30, 3, True), (29, 3, False), (30, 2, False), (365, 0, False)]
)
def test_a_window_is_known_from_thirty_days_and_three_runs(days: int, runs: int, known: bool) -> None:
    assert window_known(days, runs) is known


def test_the_runners_word_fills_a_window_that_is_not_known() -> None:
    found = history((10, 12.0), seed_km=16.0)

    assert found.seeded
    assert found.longest_30d_m == 16_000.0


def test_a_recorded_run_longer_than_the_runners_word_counts() -> None:
    found = history((10, 18.0), seed_km=16.0)

    assert found.seeded
    assert found.longest_30d_m == 18_000.0


def test_a_window_that_is_known_needs_nobodys_word() -> None:
    found = history((40, 8.0), (20, 10.0), (10, 9.0), (3, 9.0), seed_km=40.0)

    assert not found.seeded
    assert found.longest_30d_m == 10_000.0


def test_the_same_run_from_watch_and_app_counts_once() -> None:
    watch = past_run(5, 10.0, name="watch")
    app = replace(watch, id="app", start=watch.start + timedelta(seconds=90), moving_s=3650.0)

    assert accumulate([watch, app], day=DAY).runs_30d == 1


def test_two_runs_of_one_day_count_twice() -> None:
    morning = past_run(6, 10.0, name="morning")
    evening = replace(morning, id="evening", start=morning.start + timedelta(hours=10))

    found = accumulate([morning, evening], day=DAY)

    assert found.runs_30d == 2
    assert found.previous_6d_m == 20_000.0


def test_two_starts_close_together_of_different_length_are_two_runs() -> None:
    false_start = past_run(5, 0.1, name="false start", moving_min=1.0)
    real = replace(past_run(5, 10.0, name="real"), start=false_start.start + timedelta(seconds=100))

    assert accumulate([false_start, real], day=DAY).runs_30d == 2


def test_weeks_are_whole_and_newest_first() -> None:
    found = history((1, 5.0), (7, 6.0), (8, 7.0), (14, 8.0), (15, 9.0), (20, 1.0))

    assert found.covered_days == 20
    assert found.week_m == (11_000.0, 15_000.0)


def test_a_week_off_inside_the_known_time_is_zero() -> None:
    assert history((1, 5.0), (21, 9.0)).week_m == (5_000.0, 0.0, 9_000.0)


def test_at_most_eight_weeks_are_kept() -> None:
    assert len(history((400, 10.0), (1, 5.0)).week_m) == 8


def test_a_run_of_unknown_length_makes_its_week_unknown() -> None:
    known, unknown = past_run(21, 9.0), past_run(10, None)

    found = accumulate([past_run(1, 5.0), unknown, known], day=DAY)

    assert found.week_m == (5_000.0,)
    assert found.runs_30d == 2


def test_the_six_days_before_are_summed_when_they_are_covered() -> None:
    assert history((6, 8.0), (7, 5.0), (1, 4.0)).previous_6d_m == 12_000.0
    assert history((5, 8.0)).previous_6d_m is None


def test_minutes_of_sixty_days_are_sorted() -> None:
    runs = [
        past_run(days, 10.0, moving_min=minutes) for days, minutes in ((61, 1), (60, 90), (30, 40), (2, 60))
    ]

    assert accumulate(runs, day=DAY).longest_60d_s == (2400.0, 3600.0, 5400.0)


def test_history_reaches_back_a_year() -> None:
    assert history((800, 10.0)).covered_days == 365


def test_the_order_of_runs_does_not_matter() -> None:
    runs: list[PastRun] = [past_run(days, km) for days, km in ((3, 5.0), (40, 8.0), (12, 16.0))]

    assert accumulate(runs, day=DAY) == accumulate(runs[::-1], day=DAY)
