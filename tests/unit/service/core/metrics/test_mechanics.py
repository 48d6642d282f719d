from dataclasses import replace

import numpy as np
import pytest

from service.core.activity import Session
from service.core.metrics.cleaning import clean
from service.core.metrics.heart_load import Measures
from service.core.metrics.mechanics import late_residual, line, mechanics
from service.core.metrics.motion import motion_of
from service.core.metrics.staying import thirds_change
from service.core.units import Floats
from tests.build.session import column, session
from tests.build.vectors import vector


def late(run: Session, **others: Floats) -> Measures:
    cleaned = clean(replace(run, streams=replace(run.streams, others=others)))
    return mechanics(cleaned, motion_of(cleaned))


def thirds(values: list[float]) -> Floats:
    return column([(1200, value) for value in values], 3600)


def test_the_last_third_against_the_first() -> None:
    _, expected, tolerance = vector("last_third_drift")
    cadence, contact = thirds([172, 171, 166]), thirds([248, 252, 263])
    bounce, speed = thirds([88, 89, 92]), thirds([3.05, 3.00, 2.85])
    step = speed * 60.0 / cadence

    changes = {
        "cadence_pct": cadence,
        "gct_pct": contact,
        "vo_pct": bounce,
        "speed_pct": speed,
        "step_len_pct": step,
        "vertical_ratio_pct": bounce / step,
    }

    for name, each in changes.items():
        assert thirds_change(each) == pytest.approx(expected[name], abs=tolerance), name


def test_slower_running_has_slower_steps_all_by_itself() -> None:
    inputs, expected, tolerance = vector("cadence_speed_adjusted")
    speed, cadence = np.array(inputs["first_half_speed"]), np.array(inputs["first_half_cadence"])

    slope, level = line(speed, cadence)

    assert slope == pytest.approx(expected["slope_spm_per_mps"], abs=tolerance)
    at_speed = level + slope * inputs["last_third_speed"]
    assert at_speed == pytest.approx(expected["expected_cadence"], abs=tolerance)
    residual = inputs["last_third_cadence"] - at_speed
    assert residual == pytest.approx(expected["residual_spm"], abs=tolerance)


def test_a_residual_is_seen_minus_expected() -> None:
    speed = np.concatenate([np.linspace(2.6, 3.2, 60), np.full(60, 2.85)])
    cadence = np.concatenate([125.0 + 15.0 * speed[:60], np.full(60, 166.0)])

    found = late_residual(speed, cadence)

    assert found is not None
    assert found[0] == pytest.approx(-1.75)
    assert found[1] == pytest.approx(167.75)


def test_an_even_pace_teaches_no_line() -> None:
    assert line(np.full(4, 3.0), np.array([170.0, 172.0, 170.0, 172.0])) == (0.0, 171.0)


def test_steps_that_change_late_are_told_one_by_one() -> None:
    run = session(5400, cadence=[(3600, 172.0), (1800, 168.0)])

    found = late(
        run,
        stance_time_ms=column([(3600, 250.0), (1800, 262.5)], 5400),
        vertical_oscillation_mm=column([(3600, 90.0), (1800, 95.0)], 5400),
        stance_time_balance_percent=column([(3600, 50.0), (1800, 49.0)], 5400),
    )

    assert found["late_cadence"].value == pytest.approx(-4.0, abs=0.01)
    assert found["late_cadence"].formula == "late_cadence.road"
    assert found["late_contact"].value == pytest.approx(5.0, abs=0.01)
    assert found["late_step"].value == pytest.approx(100 * (172 / 168 - 1), abs=0.01)
    assert found["late_bounce"].value == pytest.approx(100 * ((95 / 90) * (168 / 172) - 1), abs=0.01)
    assert found["late_balance"].value == pytest.approx(2.0, abs=0.01)


def test_trails_and_treadmills_are_told_apart() -> None:
    assert late(session(3700, sub_sport="trail"))["late_cadence"].formula == "late_cadence.trail"
    assert late(session(3700, sub_sport="treadmill"))["late_cadence"].formula == "late_cadence.indoors"


def test_what_the_watch_does_not_measure_is_not_made_up() -> None:
    found = late(session(5400))

    assert (found["late_contact"].value, found["late_contact"].reason) == (None, "not_recorded")
    assert late(session(5400, cadence=None))["late_step"].reason == "not_recorded"


def test_short_runs_and_thin_columns_are_not_judged() -> None:
    contact = column(250.0, 5400)
    contact[1000:2500] = 0.0

    assert late(session(3000))["late_cadence"].reason == "too_short"
    assert late(session(5400), stance_time_ms=contact)["late_contact"].reason == "coverage"
    assert late(session(5400, speed=0.0))["late_cadence"].reason == "not_moving"


def test_intervals_are_not_judged_for_their_end() -> None:
    run = session(
        5400,
        speed=[(1200, 2.8), *[(180, 4.4), (120, 1.6)] * 10, (1200, 2.6)],
        cadence=[(1200, 168.0), *[(180, 184.0), (120, 112.0)] * 10, (1200, 166.0)],
    )

    found = late(run, stance_time_ms=column([(3600, 250.0), (1800, 280.0)], 5400))

    judged = ("late_cadence", "late_step", "late_contact", "late_contact_raw")
    assert {found[name].reason for name in judged} == {"not_steady"}


def test_stops_for_lights_and_a_tired_end_are_no_intervals() -> None:
    run = session(5400, speed=[(900, 3.0), (60, 1.2), (1500, 3.1), (90, 1.2), (1050, 3.0), (1800, 2.6)])

    assert late(run)["late_cadence"].value is not None
