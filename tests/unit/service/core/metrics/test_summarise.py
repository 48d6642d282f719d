from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest

from service.core.activity import Session
from service.core.errors import InputError
from service.core.metrics.summarise import local_day, summarise
from service.core.metrics.values import RunMetrics
from service.core.units import absent
from tests.build.session import START, paused, picked, session


def summary(run: Session) -> RunMetrics:
    return summarise(run, utc_offset_s=7200)


def test_the_watchs_own_totals_come_first() -> None:
    run = replace(
        session(3600, altitude=np.linspace(100.0, 200.0, 3600)),
        distance_m=10_900.0,
        timer_s=3590.0,
        ascent_m=97.0,
        descent_m=0.0,
    )

    found = summary(run)

    assert (found.distance.value, found.distance.formula) == (10_900.0, "session.total_distance")
    assert (found.timer.value, found.timer.formula) == (3590.0, "session.total_timer")
    assert (found.ascent.value, found.ascent.formula) == (97.0, "session.total_ascent")
    assert found.descent.value == 0.0


def test_records_stand_in_for_totals_that_are_missing() -> None:
    run = replace(
        session(3600, altitude=np.linspace(100.0, 200.0, 3600)), distance_m=None, timer_s=None, elapsed_s=None
    )

    found = summary(run)

    assert found.distance.value == pytest.approx(3.0 * 3599)
    assert found.timer.value == found.elapsed.value == 3600.0
    assert found.ascent.value == pytest.approx(100.0, abs=3.0)
    assert found.ascent.formula == "ascent.hysteresis3"


def test_totals_made_from_records_say_so() -> None:
    assert summary(replace(session(60), totals_from="records")).timer.formula == "records.total_timer"


def test_pace_is_over_moving_time() -> None:
    found = summary(session(1200, speed=[(500, 2.5), (200, 0.0), (500, 2.5)]))

    assert found.moving.value == 1000.0
    assert found.pace.value == pytest.approx(400.0)
    assert found.pace.unit == "s/km"


def test_a_pause_changes_the_elapsed_time_and_nothing_else() -> None:
    plain = session(1200, altitude=np.linspace(0.0, 50.0, 1200))
    stopped = paused(plain, at_s=600.0, length_s=300.0)

    before, after = summary(plain), summary(stopped)

    assert after.elapsed.value == 1500.0
    assert after.end == before.end + timedelta(seconds=300)
    assert replace(after, elapsed=before.elapsed, end=before.end) == before


def test_heart_rate_is_the_mean_of_all_timer_time() -> None:
    found = summary(session(1000, speed=[(800, 3.0), (200, 0.0)], heart=[(800, 150.0), (200, 120.0)]))

    assert found.hr_mean.value == pytest.approx(144.0)
    assert found.hr_max.value == 150.0


@pytest.mark.parametrize(("missing", "shown"), [(0.05, True), (0.15, True), (0.25, False)])
def test_heart_rate_needs_four_fifths_of_the_moving_time(missing: float, shown: bool) -> None:
    run = session(1000)
    run.streams.heart_bpm[: int(1000 * missing)] = np.nan

    found = summary(run)

    assert (found.hr_mean.value is not None) is shown
    assert found.hr_mean.coverage == pytest.approx(1.0 - missing, abs=0.011)
    assert found.hr_mean.reason == found.hr_max.reason == (None if shown else "hr_coverage")


def test_no_heart_rate_is_not_zero_beats() -> None:
    found = summary(session(600, heart=None))

    assert found.hr_mean.value is None
    assert found.hr_mean.reason == "no_heart_rate"


def test_cadence_is_of_the_moving_feet() -> None:
    found = summary(session(1000, speed=[(800, 3.0), (200, 0.0)], cadence=[(800, 172.0), (200, 0.0)]))

    assert found.cadence.value == pytest.approx(172.0)
    assert found.cadence.unit == "spm"


def test_a_treadmill_descends_nothing_and_climbs_nobody_knows_what() -> None:
    found = summary(session(600, altitude=np.linspace(0.0, 60.0, 600), sub_sport="treadmill"))

    assert found.descent.value == 0.0
    assert found.ascent.value is None
    assert found.ascent.reason == "indoors"


def test_height_known_for_half_the_run_is_not_summed() -> None:
    height = np.linspace(0.0, 60.0, 600)
    height[300:] = np.nan

    assert summary(session(600, altitude=height)).ascent.reason == "altitude_coverage"
    assert summary(session(600)).ascent.reason == "no_altitude"


def test_without_speed_nobody_knows_the_moving_time_but_the_heart_is_known() -> None:
    run = session(600, sub_sport="treadmill")
    run = replace(
        run, distance_m=None, streams=replace(run.streams, speed_m_s=absent(600), distance_m=absent(600))
    )

    found = summary(run)

    assert (found.moving.reason, found.distance.reason) == ("no_speed", "no_distance")
    assert found.pace.value is None
    assert found.hr_mean.value == 150.0


def test_a_file_cut_off_keeps_its_totals_and_no_more() -> None:
    run = session(3600)

    found = summary(replace(run, streams=picked(run.streams, range(600))))

    assert found.distance.value == 10_800.0
    assert found.moving.reason == found.pace.reason == "records_missing"
    assert found.hr_mean.reason == "hr_coverage"
    assert found.cadence.reason == "coverage"


@pytest.mark.parametrize(("lost_s", "reason"), [(120, None), (1200, "records_missing")])
def test_a_hole_in_the_middle_does_not_make_a_faster_run(lost_s: int, reason: str | None) -> None:
    run = session(3600)

    found = summary(replace(run, streams=picked(run.streams, [*range(1000), *range(1000 + lost_s, 3600)])))

    assert found.pace.reason == reason


def test_a_silence_the_timer_did_not_count_is_no_hole() -> None:
    run = session(3600)
    later = np.where(run.streams.t_s >= 1800.0, run.streams.t_s + 1200.0, run.streams.t_s)

    found = summary(replace(run, streams=replace(run.streams, t_s=later), elapsed_s=4800.0))

    assert found.moving.value == pytest.approx(3600.0, abs=10.0)


def test_standing_all_the_time_has_no_pace() -> None:
    assert summary(session(60, speed=0.0)).pace.reason == "not_moving"


def test_no_records_still_give_the_watchs_totals() -> None:
    found = summary(replace(session(0), timer_s=1800.0, elapsed_s=1900.0, distance_m=5000.0))

    assert found.distance.value == 5000.0
    assert found.timer.value == 1800.0
    assert found.end - found.start == timedelta(seconds=1900)


def test_nothing_at_all_is_said_to_be_nothing() -> None:
    found = summary(replace(session(0), timer_s=None, elapsed_s=None, distance_m=None))

    assert (found.timer.reason, found.distance.reason) == ("no_records", "no_distance")
    assert found.end == found.start


def test_the_day_is_the_runners_own() -> None:
    late = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)

    assert summarise(replace(session(60), start=late), utc_offset_s=7200).day == date(2026, 6, 1)
    assert summarise(replace(session(60), start=late), utc_offset_s=-14400).day == date(2026, 5, 31)


def test_an_unknown_offset_gives_the_utc_day_and_says_so() -> None:
    found = summarise(session(60), utc_offset_s=None)

    assert found.day == START.date()
    assert dict(found.extra)["utc_offset"].reason == "no_utc_offset"


def test_the_zone_of_the_reader_moves_no_run() -> None:
    elsewhere = START.astimezone(timezone(timedelta(hours=13)))

    assert local_day(elsewhere, 3600) == local_day(START, 3600)


def test_a_run_without_a_start_belongs_to_no_day() -> None:
    with pytest.raises(InputError) as raised:
        summarise(replace(session(60), start=None), utc_offset_s=0)

    assert raised.value.code == "no_start"


def test_effort_is_what_was_typed_in() -> None:
    assert summary(replace(session(60), workout_rpe=7.0)).workout_rpe.value == 7.0
    assert summary(session(60)).workout_rpe.reason == "not_given"


@pytest.mark.parametrize(("barometer", "doubtful"), [(False, True), (True, False), (None, False)])
def test_heights_by_gps_alone_are_of_low_confidence(*, barometer: bool | None, doubtful: bool) -> None:
    run = replace(session(3600), ascent_m=120.0, descent_m=118.0, barometer=barometer)

    found = summary(run)

    assert found.ascent.low_confidence is found.descent.low_confidence is doubtful
    assert not found.distance.low_confidence
