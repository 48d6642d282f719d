import numpy as np
import pytest

from service.core.metrics.cleaning import Cleaned, clean
from service.core.metrics.tracks import MOST_POINTS, LateRun, late_run, resample, splits
from service.core.units import Floats
from tests.build.session import Steps, paused, session, thinned

HOUR = 3600


def run(
    seconds: int = HOUR,
    *,
    speed: Steps = 3.0,
    heart: Steps = 150.0,
    cadence: Steps = 170.0,
    altitude: Steps = None,
    sub_sport: str = "generic",
) -> Cleaned:
    return clean(
        session(seconds, speed=speed, heart=heart, cadence=cadence, altitude=altitude, sub_sport=sub_sport)
    )


def trembling(seconds: int = HOUR) -> Floats:
    """Give a heart that is never stuck at one value."""
    return 150.0 + np.arange(seconds) % 7 / 10.0


def test_an_even_run_is_four_level_lines() -> None:
    found = resample(run(heart=trembling(), altitude=80.0))

    assert len(found) == MOST_POINTS
    assert found.speed_m_s == pytest.approx(3.0)
    assert found.heart_bpm == pytest.approx(150.3, abs=0.3)
    assert found.cadence_spm == pytest.approx(170.0)
    assert found.altitude_m == pytest.approx(80.0)


def test_the_pieces_add_up_to_the_road() -> None:
    cleaned = run()

    found = resample(cleaned)

    assert len(found) * found.piece_m == pytest.approx(cleaned.distance_m[-1])


def test_a_short_run_has_fewer_points_not_smaller_pieces() -> None:
    found = resample(run(300))

    assert len(found) == 89
    assert found.piece_m >= 10.0


def test_a_change_of_pace_shows_where_it_happened() -> None:
    found = resample(run(speed=[(1800, 3.0), (1800, 2.4)]))

    half = int(5400 / found.piece_m)
    assert found.speed_m_s[: half - 2] == pytest.approx(3.0)
    assert found.speed_m_s[half + 2 :] == pytest.approx(2.4)


def test_what_was_never_measured_stays_empty() -> None:
    found = resample(run(heart=None, cadence=None))

    assert np.isnan(found.heart_bpm).all()
    assert np.isnan(found.cadence_spm).all()
    assert np.isnan(found.altitude_m).all()


def test_a_gap_in_the_heart_rate_stays_a_gap() -> None:
    heart = trembling()
    heart[1000:2000] = np.nan

    found = resample(run(heart=heart))

    assert 90 < np.isnan(found.heart_bpm).sum() < 125
    assert not np.isnan(found.speed_m_s).any()


def test_a_pause_leaves_no_trace_in_the_curves() -> None:
    plain = session(HOUR)

    with_pause = resample(clean(paused(plain, at_s=900, length_s=600)))

    assert with_pause.speed_m_s == pytest.approx(resample(clean(plain)).speed_m_s)


def test_smart_recording_draws_the_same_pace() -> None:
    found = resample(clean(thinned(session(HOUR), every=5)))

    assert found.speed_m_s[1:-1] == pytest.approx(3.0, abs=0.05)


@pytest.mark.parametrize(
    "cleaned", [run(0), run(30), run(HOUR, speed=None)], ids=["empty", "short", "no speed"]
)
def test_without_a_road_there_is_nothing_to_draw(cleaned: Cleaned) -> None:
    assert len(resample(cleaned)) == 0
    assert splits(cleaned, every_m=1000.0) == ()
    assert late_run(cleaned) == LateRun()


def test_every_kilometre_has_its_line_and_the_rest_one_more() -> None:
    found = splits(run(speed=[(2000, 3.0), (1600, 2.5)], heart=trembling()), every_m=1000.0)

    assert [round(split.to_m) for split in found[:3]] == [1000, 2000, 3000]
    assert len(found) == 10
    assert found[-1].to_m - found[-1].from_m == pytest.approx(997.5, abs=1.0)
    assert found[0].speed_m_s == pytest.approx(3.0, rel=0.01)
    assert found[-1].speed_m_s == pytest.approx(2.5, rel=0.01)
    assert sum(split.moving_s for split in found) == 3600.0


def test_a_split_tells_how_much_higher_it_ended() -> None:
    found = splits(run(altitude=np.linspace(0.0, 108.0, HOUR)), every_m=1000.0)

    assert found[3].rise_m == pytest.approx(10.0, abs=0.5)


def test_a_few_metres_at_the_end_are_no_split() -> None:
    assert len(splits(run(1010), every_m=1000.0)) == 3


def test_an_even_run_has_no_late_change() -> None:
    found = late_run(run(heart=trembling()))

    assert found.pace_pct == pytest.approx(0.0, abs=0.1)
    assert found.heart_pct == pytest.approx(0.0, abs=0.1)
    assert found.cadence_spm == pytest.approx(0.0, abs=0.1)
    assert not any((found.pace_fades, found.heart_works_harder, found.cadence_fades))


def test_slowing_by_a_tenth_is_a_late_change() -> None:
    found = late_run(run(2 * HOUR, speed=[(4200, 3.0), (3000, 2.7)]))

    assert found.pace_pct == pytest.approx(-10.0, abs=0.5)
    assert found.pace_fades


def test_a_heart_that_beats_more_for_the_same_pace_is_a_late_change() -> None:
    heart = trembling(2 * HOUR) + np.where(np.arange(2 * HOUR) >= 4800, 10.0, 0.0)

    found = late_run(run(2 * HOUR, heart=heart))

    assert found.heart_pct == pytest.approx(6.7, abs=0.3)
    assert found.heart_works_harder


def test_a_hill_at_the_end_is_not_tiredness() -> None:
    # 4 % up costs about a fifth more: who slows by as much has not faded.
    climb = np.concatenate((np.zeros(4800), np.cumsum(np.full(2400, 2.45 * 0.04))))

    found = late_run(run(2 * HOUR, speed=[(4800, 3.0), (2400, 2.45)], altitude=climb))

    assert found.pace_pct is not None
    assert found.pace_pct > -3.0


def test_steps_that_slow_because_the_runner_slowed_are_no_change_of_form() -> None:
    second = np.arange(2 * HOUR)
    speed = 2.8 + 0.4 * np.sin(second / 90.0) - np.where(second > 4800, 0.5, 0.0)

    found = late_run(run(2 * HOUR, speed=speed, cadence=140.0 + 10.0 * speed))

    assert found.cadence_spm == pytest.approx(0.0, abs=0.3)


def test_four_steps_fewer_at_the_same_speed_are_a_late_change() -> None:
    found = late_run(run(2 * HOUR, cadence=[(4800, 170.0), (2400, 166.0)]))

    assert found.cadence_spm == pytest.approx(-4.0, abs=0.3)
    assert found.cadence_fades


def test_thirds_of_less_than_ten_minutes_are_not_held_against_each_other() -> None:
    assert late_run(run(2400)) == LateRun()


def test_without_steps_or_heart_only_the_pace_is_judged() -> None:
    found = late_run(run(2 * HOUR, heart=None, cadence=None))

    assert found.pace_pct == pytest.approx(0.0, abs=0.1)
    assert found.heart_pct is None
    assert found.cadence_spm is None


def test_indoors_the_plain_speed_is_judged() -> None:
    found = late_run(run(2 * HOUR, speed=[(4200, 3.0), (3000, 2.7)], sub_sport="treadmill"))

    assert found.pace_fades
