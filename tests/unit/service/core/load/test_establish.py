from datetime import timedelta

import pytest

from service.core.activity import WatchProfile
from service.core.athlete import Athlete
from service.core.load.establish import (
    Candidates,
    establish,
    hour_speed,
    resting,
    riegel_time,
    tanaka,
)
from service.core.load.from_watch import told_by_watch
from service.core.load.past_run import PastRun
from service.core.metrics.baselines import Baseline
from tests.build.run import DAY, past_run
from tests.build.vectors import vector

FIFTY_ONE = Athlete(age=51, sex="male")


def peak(days_back: int, bpm: float) -> PastRun:
    return past_run(days_back, 10.0, hr_peak_bpm=bpm)


def test_a_formula_for_those_of_whom_only_the_age_is_known() -> None:
    inputs, expected, tolerance = vector("hrmax_age_formulas")

    found = establish(Athlete(age=inputs["age"]), (), day=DAY)

    assert found.hr_max is not None
    assert found.hr_max.value == pytest.approx(expected["tanaka"], abs=tolerance)
    assert (found.hr_max.source, found.hr_max.estimated) == ("formula", True)
    assert tanaka(51) == found.hr_max.value


def test_what_the_runner_says_goes_before_a_formula() -> None:
    found = establish(Athlete(age=51, hr_max_bpm=168.0, hr_rest_bpm=48.0, confirmed=DAY), (), day=DAY)

    assert found.hr_max == Baseline(168.0, "stated", since=DAY)
    assert found.hr_rest == Baseline(48.0, "stated", since=DAY)


def test_all_that_the_runner_says_is_used_and_says_so() -> None:
    said = Athlete(lthr_bpm=162.0, threshold_speed_m_s=3.5, mass_kg=71.5, confirmed=DAY)

    found = establish(said, (), day=DAY)

    assert found.lthr == Baseline(162.0, "stated", since=DAY)
    assert found.threshold_speed == Baseline(3.5, "stated", since=DAY)
    assert found.mass == Baseline(71.5, "stated", since=DAY)


def test_a_test_of_the_runners_goes_before_a_race_and_their_word_does_too() -> None:
    race = past_run(30, 10.0, moving_min=48.0, rpe=9.0, hr_20min_bpm=158.0)
    tested = Athlete(hr_max_bpm=181.0, lthr_bpm=165.0, tested=("lthr",), confirmed=DAY)

    found = establish(tested, [race], day=DAY)

    assert found.lthr == Baseline(165.0, "lab", since=DAY)
    assert found.hr_max == Baseline(181.0, "stated", since=DAY)


def test_what_was_typed_into_the_watch_is_used_until_the_runner_says_it_here() -> None:
    watch = told_by_watch(WatchProfile(185.0, 50.0, 168.0, 70.0, sex="female"), day=DAY)

    silent = establish(Athlete(), (), day=DAY, told=watch)
    said = establish(Athlete(sex="other", hr_rest_bpm=46.0, mass_kg=68.0), (), day=DAY, told=watch)

    assert silent.hr_max == Baseline(185.0, "device", since=DAY)
    assert silent.hr_rest == Baseline(50.0, "device", since=DAY)
    assert silent.lthr == Baseline(168.0, "device", since=DAY)
    assert (silent.mass, silent.sex) == (Baseline(70.0, "device", since=DAY), "female")
    assert (said.hr_rest, said.mass) == (Baseline(46.0, "stated"), Baseline(68.0, "stated"))
    assert said.sex == "other"


def test_a_watch_that_knew_nothing_says_nothing() -> None:
    assert told_by_watch(WatchProfile(), day=DAY) == Candidates()


def test_a_threshold_above_the_highest_heart_rate_is_a_slip_of_the_finger() -> None:
    slip = Athlete(hr_max_bpm=180.0, lthr_bpm=190.0)

    found = establish(slip, (), day=DAY, told=told_by_watch(WatchProfile(lthr_bpm=166.0), day=DAY))

    assert found.lthr == Baseline(166.0, "device", since=DAY)


def test_a_heart_rate_seen_above_raises_the_highest_at_once() -> None:
    once = establish(FIFTY_ONE, [peak(10, 181.0)], day=DAY).hr_max
    twice = establish(FIFTY_ONE, [peak(10, 181.0), peak(90, 178.0)], day=DAY).hr_max

    assert once is not None
    assert (once.value, once.source, once.estimated) == (181.0, "observed", True)
    assert twice == Baseline(181.0, "observed", since=DAY - timedelta(days=10))


def test_easy_running_never_lowers_the_highest() -> None:
    found = establish(FIFTY_ONE, [peak(3, 150.0), peak(10, 151.0)], day=DAY).hr_max

    assert found is not None
    assert found.source == "formula"


def test_old_and_later_runs_say_nothing() -> None:
    found = establish(Athlete(), [peak(731, 190.0), peak(0, 195.0), peak(-1, 199.0)], day=DAY)

    assert found.hr_max is None


def test_an_unknown_resting_heart_rate_is_a_default_that_says_so() -> None:
    found = establish(Athlete(), (), day=DAY).hr_rest

    assert found is not None
    assert (found.value, found.source, found.estimated) == (60.0, "default", True)


def test_nights_on_the_wrist_go_before_the_runners_word() -> None:
    nights = resting([50.0, 80.0, 49.0, 51.0, 50.0, 52.0, 48.0], last=DAY)
    assert nights is not None

    found = establish(Athlete(hr_rest_bpm=60.0), (), day=DAY, told=Candidates(hr_rest=(nights,)))

    assert found.hr_rest == Baseline(50.0, "device", since=DAY, formula="median14")
    assert resting([50.0] * 6, last=DAY) is None


def test_a_threshold_comes_from_a_test_a_race_the_watch_or_a_share() -> None:
    race = past_run(30, 10.0, moving_min=48.0, rpe=9.0, hr_20min_bpm=158.0)
    watch = Candidates(lthr=(Baseline(150.0, "device"),))
    test = Candidates(lthr=(Baseline(150.0, "device"), Baseline(155.0, "lab")))

    by_test = establish(FIFTY_ONE, [race], day=DAY, told=test).lthr
    by_race = establish(FIFTY_ONE, [race], day=DAY, told=watch).lthr
    by_watch = establish(FIFTY_ONE, (), day=DAY, told=watch).lthr
    by_share = establish(FIFTY_ONE, (), day=DAY).lthr

    assert by_test is not None
    assert by_race is not None
    assert by_watch is not None
    assert by_share is not None
    assert [each.value for each in (by_test, by_race, by_watch)] == [155.0, 158.0, 150.0]
    assert by_race.source == "race"
    assert by_share.value == pytest.approx(0.89 * 172.3)
    assert by_share.estimated
    assert establish(Athlete(), (), day=DAY).lthr is None


def test_a_threshold_pace_is_never_guessed() -> None:
    easy = past_run(30, 10.0, moving_min=60.0, rpe=4.0, gap_s_per_km=360.0)

    assert establish(FIFTY_ONE, [easy], day=DAY).threshold_speed is None


def test_the_best_race_of_half_a_year_gives_the_threshold_pace() -> None:
    half = past_run(120, 21.1, moving_min=110.0, rpe=8.0, gap_s_per_km=310.0)
    slower = past_run(20, 10.0, moving_min=58.0, rpe=8.0, gap_s_per_km=348.0)

    found = establish(FIFTY_ONE, [half, slower], day=DAY).threshold_speed

    assert found is not None
    assert found.value == pytest.approx(hour_speed(6600.0, 6600_000.0 / 310.0))
    assert found.since == half.day
    assert found.estimated


def test_a_number_holds_only_from_its_day_to_its_day() -> None:
    told = Candidates(
        threshold_speed=(
            Baseline(3.4, "lab", since=DAY + timedelta(days=1)),
            Baseline(3.2, "stated", since=DAY - timedelta(days=9), until=DAY - timedelta(days=1)),
        )
    )

    assert establish(FIFTY_ONE, (), day=DAY, told=told).threshold_speed is None


def test_an_hour_is_where_the_race_formula_says_so() -> None:
    speed = hour_speed(2700.0, 10_000.0)

    assert riegel_time(2700.0, 10_000.0, to_m=3600.0 * speed) == pytest.approx(3600.0)


def test_a_marathon_from_a_half() -> None:
    inputs, expected, tolerance = vector("riegel_half_to_marathon")

    found = riegel_time(inputs["half_time_s"], inputs["d1_km"], to_m=inputs["d2_km"])

    assert found == pytest.approx(expected["marathon_s"], abs=tolerance)
