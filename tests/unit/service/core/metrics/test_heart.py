import numpy as np
import pytest

from service.core.metrics.heart import bridge, clean_heart, reject, written_on_change
from service.core.metrics.timeline import lay
from service.core.units import Floats, absent
from tests.build.vectors import vector


def beats(*values: float | None) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def test_the_worked_example_comes_out() -> None:
    inputs, expected, tolerance = vector("hr_cleaning")
    heart = beats(*inputs["hr_1hz"])
    t = np.arange(len(heart), dtype=np.float64)

    kept, _ = reject(t, heart, speed_m_s=absent(len(heart)))
    filled = bridge(t, kept)

    np.testing.assert_array_equal(kept, beats(*expected["after_reject"]))
    np.testing.assert_allclose(filled, expected["after_fill"], atol=tolerance)
    assert float(np.mean(~np.isnan(kept))) == pytest.approx(expected["coverage_after_reject"], abs=tolerance)


def test_each_rule_counts_what_it_took() -> None:
    heart = beats(140, 141, 0, 255, 142, 25, 225, 143, 180, 144, 145, 146)

    kept, counts = reject(np.arange(12.0), heart, speed_m_s=absent(12))

    assert np.isnan(kept).nonzero()[0].tolist() == [2, 3, 5, 6, 8]
    assert counts == {"sentinel": 2, "hr_range": 2, "hr_spike": 1, "hr_stuck": 0}


def test_twenty_beats_off_is_kept_and_more_is_not() -> None:
    at_the_edge, _ = reject(np.arange(7.0), beats(140, 140, 140, 160, 140, 140, 140), speed_m_s=absent(7))
    beyond, _ = reject(np.arange(7.0), beats(140, 140, 140, 161, 140, 140, 140), speed_m_s=absent(7))

    assert at_the_edge[3] == 160.0
    assert np.isnan(beyond[3])


def test_two_neighbours_are_too_few_to_call_a_spike() -> None:
    kept, counts = reject(np.array([0.0, 4.0, 8.0]), beats(100, 150, 100), speed_m_s=absent(3))

    assert counts["hr_spike"] == 0
    assert kept[1] == 150.0


def test_neighbours_beyond_five_seconds_have_no_say() -> None:
    t = np.array([0.0, 1.0, 2.0, 60.0, 61.0, 62.0])

    _, counts = reject(t, beats(150, 151, 152, 110, 111, 112), speed_m_s=absent(6))

    assert counts["hr_spike"] == 0


def test_a_minute_of_one_value_while_the_speed_changes_is_a_stuck_sensor() -> None:
    heart = np.concatenate((np.arange(120.0, 150.0), np.full(90, 150.0), np.arange(150.0, 120.0, -1.0)))
    speed = np.concatenate((np.full(75, 2.0), np.full(75, 4.0)))

    kept, counts = reject(np.arange(150.0), heart, speed_m_s=speed)

    assert counts["hr_stuck"] == 91
    assert np.isnan(kept[30:121]).all()
    assert not np.isnan(kept[:30]).any()


def test_a_minute_of_one_value_at_one_speed_is_a_steady_runner() -> None:
    _, counts = reject(np.arange(300.0), np.full(300, 150.0), speed_m_s=np.full(300, 3.0))

    assert counts["hr_stuck"] == 0


@pytest.mark.parametrize(("missing", "bridged"), [(10, True), (11, False)])
def test_ten_missing_seconds_are_bridged_and_eleven_are_not(missing: int, bridged: bool) -> None:
    heart = np.concatenate(([140.0], np.full(missing, np.nan), [151.0]))

    filled = bridge(np.arange(float(len(heart))), heart)

    assert bool(np.isnan(filled).any()) is not bridged


def test_a_column_of_nothing_stays_nothing() -> None:
    heart, counts = clean_heart(lay(np.arange(20.0), ()), absent(20), speed_m_s=absent(20))

    assert np.isnan(heart).all()
    assert counts["gap"] == 0


def test_an_exporter_that_writes_changes_only_is_carried_for_half_a_minute() -> None:
    full = np.repeat(np.tile([140.0, 141.0, 142.0, 141.0], 20), 5)
    thin = np.where(np.arange(len(full)) % 5 == 0, full, np.nan)
    thin[200:260] = np.nan

    assert written_on_change(thin)
    heart, _ = clean_heart(lay(np.arange(float(len(full))), ()), thin, speed_m_s=absent(len(full)))

    np.testing.assert_array_equal(heart[:200], full[:200])
    assert not np.isnan(heart[:225]).any()
    assert np.isnan(heart[225:260]).all()


def test_an_exporter_of_nonsense_leaves_nothing_to_carry() -> None:
    thin = np.where(np.arange(400) % 5 == 0, np.tile(np.repeat([230.0, 231.0], 5), 40), np.nan)

    heart, counts = clean_heart(lay(np.arange(400.0), ()), thin, speed_m_s=absent(400))

    assert np.isnan(heart).all()
    assert counts["hr_range"] == 80


def test_a_strap_that_drops_out_is_not_taken_for_such_an_exporter() -> None:
    beating = np.repeat(np.arange(130.0, 150.0), 10)
    beating[np.arange(200) % 3 == 0] = np.nan

    assert not written_on_change(beating)
