import numpy as np

from service.core.metrics.speed import accelerations, clean_speed, covered, moving
from service.core.metrics.timeline import lay
from service.core.units import absent


def test_distance_tells_the_speed_where_the_watch_does_not() -> None:
    distance = 3.0 * np.arange(60.0)

    speed, _, _ = clean_speed(lay(np.arange(60.0), ()), absent(60), distance_m=distance)

    np.testing.assert_allclose(speed, 3.0)


def test_a_distance_that_ticks_every_third_second_still_moves() -> None:
    distance = np.floor(np.arange(90.0) / 3.0) * 9.0

    speed, _, _ = clean_speed(lay(np.arange(90.0), ()), absent(90), distance_m=distance)

    assert moving(speed)[:85].all()


def test_where_neither_speed_nor_distance_is_known_nothing_is_made_up() -> None:
    distance = 3.0 * np.arange(120.0)
    distance[20:100] = np.nan

    speed, _, counts = clean_speed(lay(np.arange(120.0), ()), absent(120), distance_m=distance)

    assert np.isnan(speed[25:95]).all()
    assert counts["gps_gap"] > 70


def test_a_jump_no_runner_can_make_is_taken_out() -> None:
    speed = np.full(30, 3.0)
    speed[15] = 11.0

    cleaned, _, counts = clean_speed(lay(np.arange(30.0), ()), speed, distance_m=absent(30))

    assert np.isnan(cleaned[15])
    assert counts["speed_spike"] == 1
    assert not np.isnan(np.delete(cleaned, 15)).any()


def test_a_change_over_eight_seconds_is_no_jump() -> None:
    assert not accelerations(np.array([0.0, 8.0]), np.array([0.5, 5.5])).any()
    assert accelerations(np.array([0.0, 1.0]), np.array([0.5, 5.5])).tolist() == [False, True]


def test_a_car_is_faster_than_a_runner() -> None:
    cleaned, in_motion, counts = clean_speed(
        lay(np.arange(60.0), ()), np.full(60, 14.0), distance_m=absent(60)
    )

    assert np.isnan(cleaned).all()
    assert in_motion.all()
    assert counts["speed_spike"] == 60


def test_half_a_metre_a_second_is_moving_and_less_is_not() -> None:
    assert moving(np.full(10, 0.5)).all()
    assert not moving(np.full(10, 0.49)).any()
    assert not moving(absent(10)).any()


def test_two_seconds_of_standing_are_not_a_stop() -> None:
    speed = np.full(30, 3.0)
    speed[10:12] = 0.0

    assert moving(speed).all()


def test_distance_covered_never_falls() -> None:
    timeline = lay(np.arange(5.0), ())

    assert covered(timeline, np.array([0.0, 3, 2, 9, 12]), speed_m_s=absent(5)).tolist() == [0, 3, 3, 9, 12]


def test_without_distance_the_speeds_add_up() -> None:
    timeline = lay(np.arange(4.0), ())

    assert covered(timeline, absent(4), speed_m_s=np.array([3.0, np.nan, 3.0, 3.0])).tolist() == [0, 3, 3, 6]
