from dataclasses import replace

import numpy as np
import pytest

from service.core.metrics.cleaning import clean
from service.core.units import absent
from tests.build.session import paused, picked, session, thinned


def test_a_plain_run_loses_nothing() -> None:
    cleaned = clean(session(600, altitude=100.0))

    assert cleaned.dropped == ()
    assert cleaned.moving.all()
    assert cleaned.coverage(cleaned.heart_bpm) == 1.0
    assert cleaned.quarantined is None


def test_smart_recording_weighs_by_time_not_by_sample() -> None:
    run = session(300, heart=[(100, 120.0), (200, 150.0)])
    few_early_many_late = [*range(0, 100, 10), *range(100, 300)]

    cleaned = clean(replace(run, streams=picked(run.streams, few_early_many_late)))

    assert float(np.nanmean(cleaned.heart_bpm)) == pytest.approx(140.0)


def test_standing_still_is_timer_time_but_not_moving_time() -> None:
    cleaned = clean(session(700, speed=[(300, 3.0), (100, 0.0), (300, 3.0)]))

    assert len(cleaned.moving) == 700
    assert int(cleaned.moving.sum()) == 600
    assert dict(cleaned.dropped)["stopped"] == 100


def test_a_pause_stops_the_clock() -> None:
    plain = session(600)

    cleaned = clean(paused(plain, at_s=300.0, length_s=1000.0))

    assert len(cleaned.moving) == 600
    assert cleaned.elapsed_s[299:301].tolist() == [299.0, 1300.0]


def test_a_heart_is_not_bridged_across_a_pause() -> None:
    run = session(600, heart=[(300, 170.0), (300, 110.0)])
    run.streams.heart_bpm[297:303] = np.nan

    cleaned = clean(paused(run, at_s=300.0, length_s=600.0))

    assert np.isnan(cleaned.heart_bpm[297:303]).all()
    assert "hr_spike" not in dict(cleaned.dropped)


def test_coverage_is_of_the_time_in_motion() -> None:
    run = session(1000, speed=[(500, 3.0), (500, 0.0)])
    run.streams.heart_bpm[400:] = np.nan

    cleaned = clean(run)

    assert cleaned.coverage(cleaned.heart_bpm) == pytest.approx(400 / 500, abs=0.01)


def test_a_file_cut_off_in_the_middle_covers_half() -> None:
    run = session(3600)

    cleaned = clean(replace(run, streams=picked(run.streams, range(1800))))

    assert cleaned.recorded == pytest.approx(0.5, abs=0.01)
    assert cleaned.coverage(cleaned.heart_bpm) == pytest.approx(0.5, abs=0.01)


def test_an_app_that_splits_each_second_in_two_records_is_put_together() -> None:
    run = session(100)
    doubled = picked(run.streams, np.repeat(np.arange(100), 2))
    doubled.speed_m_s[::2] = np.nan
    doubled.distance_m[1::2] = np.nan

    cleaned = clean(replace(run, streams=doubled))

    assert cleaned.speed_m_s.tolist() == [3.0] * 100
    assert cleaned.distance_m[-1] == 297.0


def test_an_invalid_cadence_is_not_a_fast_foot() -> None:
    run = session(100)
    run.streams.cadence_spm[10:20] = 510.0

    cleaned = clean(run)

    assert dict(cleaned.dropped)["sentinel"] == 10
    assert float(np.nanmax(cleaned.cadence_spm)) == 170.0


def test_no_records_give_empty_columns() -> None:
    cleaned = clean(session(0))

    assert len(cleaned.moving) == 0
    assert cleaned.coverage(cleaned.heart_bpm) == 0.0
    assert not cleaned.has_speed


def test_without_speed_all_timer_seconds_count() -> None:
    run = session(100)
    cleaned = clean(replace(run, streams=replace(run.streams, speed_m_s=absent(100), distance_m=absent(100))))

    assert not cleaned.has_speed
    assert cleaned.in_motion.all()


def test_a_heart_of_somebody_standing_is_seen() -> None:
    cleaned = clean(session(100, speed=0.0))

    assert cleaned.coverage(cleaned.heart_bpm) == 1.0


def test_a_watch_left_running_is_not_a_run() -> None:
    left_on = thinned(session(7 * 3600, speed=[(3600, 2.5), (6 * 3600, 0.0)]), every=60)

    assert clean(left_on).quarantined == "watch_left_running"


def test_twenty_minutes_at_driving_speed_are_not_a_run() -> None:
    home_by_car = session(3600, speed=[(2000, 3.0), (1600, 14.0)])

    assert clean(home_by_car).quarantined == "drove_home"


def test_a_very_fast_hour_is_a_run() -> None:
    assert clean(session(3600, speed=5.9)).quarantined is None


def test_every_second_record_missing_changes_little() -> None:
    rng = np.random.default_rng(11)
    heart = 150.0 + np.cumsum(rng.integers(-1, 2, size=3600).astype(np.float64)) * 0.2
    run = session(3600, heart=heart)

    full, half = clean(run), clean(thinned(run, every=2))

    assert float(np.nanmean(half.heart_bpm)) == pytest.approx(float(np.nanmean(full.heart_bpm)), rel=1e-3)
    assert int(half.moving.sum()) == pytest.approx(int(full.moving.sum()), abs=1)
