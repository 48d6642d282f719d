from dataclasses import replace

import pytest

from service.core.athlete import Athlete
from service.core.course import Progress, plan_at
from service.core.course.phases import blocked_at, pain_free_days
from service.core.plan import Plan
from tests.build.course import REAL, begun, on, point, strain, tendon

TENDON, BLOCKED = tendon(), "deep_hip_flexion_load"


def exercises(made: Plan) -> list[str]:
    return [item.exercise for item in made.prescriptions]


def at(phase: str, **more: object) -> Progress:
    return replace(begun(TENDON), phase=phase, **more)  # type: ignore[arg-type]  # the test names the field


def test_the_plan_of_the_day_is_that_of_the_phase() -> None:
    made = plan_at(at("pht_load.p2"), TENDON, catalogue=REAL, athlete=Athlete())

    assert made.id == "pht_load.p2"
    assert exercises(made)[0] == "single_leg_bridge"


def test_a_stopped_plan_has_no_exercise_and_says_so() -> None:
    made = plan_at(at("pht_load.p1", stopped=True), TENDON, catalogue=REAL, athlete=Athlete())

    assert exercises(made) == []
    assert {left.why for left in made.left_out} == {"stopped"}


@pytest.mark.parametrize(
    ("phase", "done"), [("pht_load.p2", False), ("pht_load.p3", True), ("pht_load.p4", True)]
)
def test_the_deep_bend_comes_back_with_the_third_stage(phase: str, *, done: bool) -> None:
    made = plan_at(at(phase), TENDON, catalogue=REAL, athlete=Athlete())

    assert (BLOCKED not in made.blocked) is done
    assert ("single_leg_deadlift" in exercises(made)) is done
    assert "stretch_hamstring" in made.blocked


def test_stretching_the_tendon_comes_back_after_eight_weeks_without_pain() -> None:
    free = at("pht_load.p4", points=(point(0, 4), point(100, 0), point(155, 0)))
    still = blocked_at(free, TENDON, REAL)
    longer = replace(free, points=(*free.points, point(156, 0)))

    assert "stretch_hamstring" in still
    assert blocked_at(longer, TENDON, REAL) == ()


def test_a_day_with_pain_starts_the_count_anew() -> None:
    assert pain_free_days(at("pht_load.p4", points=(point(0, 0), point(60, 1), point(70, 0)))) == 0
    assert pain_free_days(at("pht_load.p4")) == 0


@pytest.mark.parametrize(
    ("days", "walk", "leads"), [(4, "normal", False), (5, "normal", True), (6, "limp", False)]
)
def test_the_extender_starts_on_day_five_without_a_limp(days: int, walk: str, *, leads: bool) -> None:
    bruised = strain(q_onset_days=float(days), q_walk=walk)
    here = replace(begun(bruised), phase="strain_moderate.p1", since=on(0))

    made = plan_at(here, bruised, catalogue=REAL, athlete=Athlete())

    assert ("askling_extender" in exercises(made)) is leads


@pytest.mark.parametrize(
    ("days", "walk", "warm"), [(2, "normal", False), (3, "normal", True), (3, "limp", False)]
)
def test_heat_comes_back_after_three_days_without_a_limp(days: int, walk: str, *, warm: bool) -> None:
    bruised = strain(q_onset_days=float(days), q_walk=walk)

    assert ("heat" not in blocked_at(begun(bruised), bruised, REAL)) is warm


def test_what_another_reason_still_blocks_stays_blocked() -> None:
    careful = tendon(p_fluoroquinolone_90d=True)

    made = plan_at(at("pht_load.p3"), careful, catalogue=REAL, athlete=Athlete())

    assert "single_leg_deadlift" not in exercises(made)


def test_the_first_assessment_blocks_whatever_the_days() -> None:
    assert {"heat", "stretch_hamstring"} <= set(strain(q_onset_days=9.0).blocked)
