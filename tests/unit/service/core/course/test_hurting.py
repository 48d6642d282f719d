from dataclasses import replace

import pytest

from service.core.athlete import Athlete
from service.core.course import Move, Progress, Session, Why, after_night, after_session, plan_at
from service.core.course.hurting import harder_than, made_easy
from service.core.plan import Plan, plan
from tests.build.course import REAL, begun, clean, on, tendon

FOUND = tendon()
HERE = replace(begun(FOUND), phase="pht_load.p1", furthest=1)


def plan_of(progress: Progress) -> Plan:
    return plan_at(progress, FOUND, catalogue=REAL, athlete=Athlete())


def hurt_at(exercise: str, pain: int = 5) -> Progress:
    told = Session(on(1), pain, hurt=(exercise,))
    return after_session(HERE, told, catalogue=REAL).progress


def test_what_hurt_comes_in_its_easier_version_the_next_time() -> None:
    made = plan_of(hurt_at("long_lever_bridge"))

    names = [item.exercise for item in made.prescriptions]
    assert "long_lever_bridge" not in names
    assert "iso_bridge" in names
    assert [left.exercise for left in made.left_out if left.why == "hurt"] == ["long_lever_bridge"]


def test_what_is_harder_than_what_hurt_waits_too() -> None:
    names = {item.exercise for item in plan_of(hurt_at("iso_bridge")).prescriptions}

    assert names.isdisjoint({"iso_bridge", "long_lever_bridge", "iso_curl_towel"})
    assert "pelvic_tilt" in names


def test_it_comes_back_after_two_calm_sessions_before_anything_is_harder() -> None:
    hurt = hurt_at("long_lever_bridge")
    calm = replace(hurt, sessions=(clean(2), Session(on(3), 1)))

    step = after_night(calm, on=on(4), settled=True, catalogue=REAL)

    assert (step.move, step.why, step.progress.step) == (Move.HARDER, (Why.USUAL_AGAIN,), 0)
    assert step.progress.hurt == ()
    assert not step.progress.earned
    assert "long_lever_bridge" in {item.exercise for item in plan_of(step.progress).prescriptions}


@pytest.mark.parametrize("pain", [None, 4, 6])
def test_pain_takes_back_what_was_earned(pain: int | None) -> None:
    earned = replace(HERE, earned=True)

    assert not after_session(earned, Session(on(1), pain), catalogue=REAL).progress.earned


def test_nothing_easier_than_the_floor_is_invented() -> None:
    made = plan(FOUND, REAL, athlete=Athlete())

    assert made_easy(made.prescriptions, ("walk_easy", "breath_reset"), catalogue=REAL, blocked=()) == ()


def test_a_blocked_version_is_stepped_over_to_the_next_one_down() -> None:
    items = plan_of(HERE).prescriptions

    made = made_easy(items, ("iso_bridge",), catalogue=REAL, blocked=("pelvic_tilt",))

    assert "breath_reset" in [item.exercise for item in made]


def test_harder_is_whatever_leads_down_to_it() -> None:
    assert {"single_leg_bridge", "hip_thrust", "ham_slider", "nordic_lower"} <= harder_than(
        ["iso_bridge"], REAL
    )
    assert "pelvic_tilt" not in harder_than(["iso_bridge"], REAL)
