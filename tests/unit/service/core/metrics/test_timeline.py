import numpy as np

from service.core.activity import Pause
from service.core.metrics.timeline import lay


def test_the_grid_counts_timer_seconds_whatever_the_recording_interval() -> None:
    timeline = lay(np.array([0.0, 1.0, 8.0, 9.0, 15.0]), ())

    assert len(timeline.at_s) == 16
    assert timeline.hold(np.array([10.0, 11.0, 12.0, 13.0, 14.0])).tolist() == [10] + [11] * 7 + [12] + [
        13
    ] * 6 + [14]


def test_a_record_speaks_for_ten_seconds_and_no_longer() -> None:
    timeline = lay(np.array([0.0, 30.0]), ())

    held = timeline.hold(np.array([150.0, 160.0]))

    assert held[9] == 150.0
    assert np.isnan(held[10:30]).all()
    assert held[30] == 160.0


def test_a_pause_takes_its_seconds_off_the_grid_but_not_off_the_clock() -> None:
    timeline = lay(np.array([0.0, 1.0, 2.0, 102.0, 103.0]), (Pause(2.0, 102.0),))

    assert timeline.at_s.tolist() == [0, 1, 2, 3]
    assert timeline.elapsed_s.tolist() == [0, 1, 102, 103]
    assert timeline.dropped["paused"] == 1


def test_overlapping_pauses_are_taken_off_once() -> None:
    records = np.array([0.0, 1.0, 20.0, 21.0])

    timeline = lay(records, (Pause(2.0, 12.0), Pause(5.0, 20.0), Pause(6.0, 7.0)))

    assert timeline.timer_s.tolist() == [0, 1, 2, 3]


def test_one_wild_time_stamp_costs_one_record() -> None:
    timeline = lay(np.array([0.0, 1.0, 90_000.0, 3.0, 4.0]), ())

    assert timeline.kept.tolist() == [0, 1, 3, 4]
    assert timeline.dropped["clock"] == 1


def test_a_clock_set_back_costs_the_overlap_only() -> None:
    timeline = lay(np.array([0.0, 1.0, 2.0, 3.0, 1.5, 2.5, 3.5, 4.5]), ())

    assert timeline.kept.tolist() == [0, 1, 2, 3, 6, 7]
    assert timeline.dropped["clock"] == 2


def test_a_broken_last_stamp_does_not_make_a_run_of_years() -> None:
    timeline = lay(np.array([0.0, 1.0, 2.0e9]), ())

    assert len(timeline.at_s) == 2


def test_records_without_a_time_are_left_out() -> None:
    timeline = lay(np.array([np.nan, 0.0, 1.0, np.nan]), ())

    assert timeline.kept.tolist() == [1, 2]


def test_two_records_of_one_second_complete_each_other() -> None:
    timeline = lay(np.array([0.0, 0.0, 1.0, 1.0]), ())

    assert timeline.take(np.array([np.nan, 5.0, np.nan, 6.0])).tolist() == [5.0, 6.0]
    assert timeline.take(np.array([1.0, np.nan, 2.0, 9.0])).tolist() == [1.0, 2.0]
    assert timeline.dropped["clock"] == 0


def test_nothing_recorded_is_an_empty_grid() -> None:
    timeline = lay(np.empty(0), (Pause(1.0, 2.0),))

    assert len(timeline.at_s) == len(timeline.held) == len(timeline.elapsed_s) == 0
    assert len(timeline.join(np.empty(0), limit_s=30.0)) == 0


def test_straight_lines_join_only_what_is_near() -> None:
    timeline = lay(np.array([0.0, 4.0, 100.0]), ())

    joined = timeline.join(np.array([0.0, 4.0, 5.0]), limit_s=30.0)

    assert joined[:5].tolist() == [0, 1, 2, 3, 4]
    assert np.isnan(joined[5:100]).all()
    assert joined[100] == 5.0
