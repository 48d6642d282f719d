import numpy as np
import pytest

from service.core.metrics import impulse
from service.core.units import Floats
from tests.build.vectors import vector


def beats(segments: list[list[float]]) -> Floats:
    return np.concatenate([np.full(round(60 * minutes), float(bpm)) for minutes, bpm in segments])


@pytest.mark.parametrize("sex", ["male", "female"])
def test_an_hour_at_one_heart_rate(sex: str) -> None:
    inputs, expected, tolerance = vector(f"trimp_banister_{sex}_constant")

    found = impulse.banister(
        beats(inputs["segments_min_bpm"]), hr_rest=inputs["hr_rest"], hr_max=inputs["hr_max"], sex=sex
    )

    assert found == pytest.approx(expected["trimp"], abs=tolerance)


def test_the_constants_for_women_are_banisters_and_not_a_tools() -> None:
    inputs, expected, _ = vector("trimp_banister_female_constant")

    found = impulse.banister(
        beats(inputs["segments_min_bpm"]), hr_rest=inputs["hr_rest"], hr_max=inputs["hr_max"], sex="female"
    )

    assert found * 0.64 / 0.86 == pytest.approx(expected["goldencheetah_variant_0_64"], abs=0.01)
    assert found * 0.821776 / 0.86 == pytest.approx(expected["runalyze_variant_0_821776"], abs=0.01)


def test_an_impulse_by_seconds_is_above_one_of_the_mean() -> None:
    inputs, expected, tolerance = vector("trimp_samplewise_vs_average")
    heart = beats(inputs["segments_min_bpm"])
    rest, top = inputs["hr_rest"], inputs["hr_max"]

    by_second = impulse.banister(heart, hr_rest=rest, hr_max=top, sex="male")
    by_mean = impulse.banister(np.full(len(heart), heart.mean()), hr_rest=rest, hr_max=top, sex="male")

    assert heart.mean() == expected["avg_hr"]
    assert by_second == pytest.approx(expected["trimp_samplewise"], abs=tolerance)
    assert by_mean == pytest.approx(expected["trimp_from_session_average"], abs=tolerance)


def test_a_heart_below_rest_gives_nothing_and_one_above_the_highest_gives_no_more() -> None:
    inputs, expected, tolerance = vector("trimp_clamps")
    rest, top = inputs["hr_rest"], inputs["hr_max"]

    found = impulse.banister(beats(inputs["segments_min_bpm"]), hr_rest=rest, hr_max=top, sex="male")
    below = impulse.banister(beats([inputs["segments_min_bpm"][0]]), hr_rest=rest, hr_max=top, sex="male")

    assert found == pytest.approx(expected["trimp"], abs=tolerance)
    assert below == expected["below_rest_part"]


def test_an_hour_at_threshold_is_a_hundred() -> None:
    inputs, expected, tolerance = vector("hrss_trimp_normalised")
    rest, top, lthr = inputs["hr_rest"], inputs["hr_max"], inputs["lthr"]

    hour = impulse.hour_at(lthr, hr_rest=rest, hr_max=top, sex="male")
    run = impulse.banister(beats(inputs["segments_min_bpm"]), hr_rest=rest, hr_max=top, sex="male")

    assert hour == pytest.approx(expected["trimp_one_hour_at_lthr"], abs=tolerance)
    assert 100.0 * run / hour == pytest.approx(expected["hrss"], abs=tolerance)


def test_edwards_counts_minutes_by_tenths() -> None:
    inputs, expected, tolerance = vector("edwards_trimp")

    found = impulse.edwards(beats(inputs["segments_min_bpm"]), hr_max=inputs["hr_max"])

    assert found == pytest.approx(expected["trimp"], abs=tolerance)


def test_edwards_counts_nothing_below_half_and_its_lower_bounds_belong_above() -> None:
    assert impulse.edwards(np.full(60, 85.9), hr_max=172.0) == 0.0
    assert impulse.edwards(np.full(60, 86.0), hr_max=172.0) == 1.0
    assert impulse.edwards(np.full(60, 0.9 * 172.0), hr_max=172.0) == 5.0
    assert impulse.edwards(np.full(60, 190.0), hr_max=172.0) == 5.0


def test_lucia_counts_by_two_thresholds() -> None:
    inputs, expected, tolerance = vector("lucia_trimp")

    found = impulse.lucia(beats(inputs["segments_min_bpm"]), vt1=inputs["vt1"], vt2=inputs["vt2"])

    assert found == pytest.approx(expected["trimp"], abs=tolerance)


def test_how_hard_it_felt_times_how_long_it_took() -> None:
    inputs, expected, tolerance = vector("session_rpe")

    found = impulse.session_rpe(inputs["rpe_cr10"], minutes=inputs["duration_min"])

    assert found == pytest.approx(expected["load_au"], abs=tolerance)
    assert inputs["fit_workout_rpe_raw"] / 10 == expected["rpe_from_fit"]


def test_missing_seconds_are_left_out_of_a_sum() -> None:
    heart = np.array([150.0, np.nan, 150.0])

    assert impulse.banister(heart, hr_rest=52.0, hr_max=172.0, sex="male") == pytest.approx(
        impulse.banister(np.full(2, 150.0), hr_rest=52.0, hr_max=172.0, sex="male")
    )
