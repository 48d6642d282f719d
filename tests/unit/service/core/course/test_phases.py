from dataclasses import replace

import pytest

from service.core.athlete import Athlete
from service.core.catalogue import Dose
from service.core.course import Progress, plan_at
from service.core.course.phases import blocked_at, days_between, pain_free_days
from service.core.dosing import raised
from service.core.plan import Plan, phase_of
from tests.build.course import REAL, begun, on, point, sore, strain, tendon

TENDON, BLOCKED = tendon(), "deep_hip_flexion_load"


def exercises(made: Plan) -> list[str]:
    return [item.exercise for item in made.prescriptions]


def at(phase: str, **more: object) -> Progress:
    return replace(begun(TENDON), phase=phase, **more)  # type: ignore[arg-type]  # the test names the field


def test_the_plan_of_the_day_is_that_of_the_phase() -> None:
    made = plan_at(at("pht_load.p2"), TENDON, catalogue=REAL, athlete=Athlete())

    assert made.id == "pht_load.p2"
    assert exercises(made)[0] == "single_leg_bridge"


@pytest.mark.parametrize(("pain", "asked"), [(6.0, (24, 48, 72)), (7.0, (12, 24, 48, 72))])
def test_strong_soreness_is_asked_about_within_the_day(pain: float, asked: tuple[int, ...]) -> None:
    found = sore(q_pain=pain)

    made = plan_at(begun(found), found, catalogue=REAL, athlete=Athlete())

    assert made.recheck_h == asked


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


@pytest.mark.parametrize(
    ("phase", "younger", "older"), [("pht_load.p1", 1, 1), ("pht_load.p2", 2, 3), ("lumbar_calm.p1", 2, 2)]
)
def test_from_fifty_on_heavy_work_has_more_days_between(phase: str, younger: int, older: int) -> None:
    _, made = phase_of(phase, REAL)

    assert days_between(made, fifty_plus=False) == younger
    assert days_between(made, fifty_plus=True) == older


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


def dose_of(made: Plan, exercise: str) -> Dose:
    return next(item.dose for item in made.prescriptions if item.exercise == exercise)


def test_two_clean_sessions_ask_for_a_little_more_within_the_phase() -> None:
    first = plan_at(at("pht_load.p2"), TENDON, catalogue=REAL, athlete=Athlete())
    second = plan_at(at("pht_load.p2", step=1), TENDON, catalogue=REAL, athlete=Athlete())

    assert dose_of(first, "curl_towel") != dose_of(second, "curl_towel")
    assert dose_of(second, "curl_towel") == raised(dose_of(first, "curl_towel"), 1)


def test_the_first_phase_is_rest_and_never_grows() -> None:
    assert (
        plan_at(at("pht_load.p0", step=3), TENDON, catalogue=REAL, athlete=Athlete()).prescriptions
        == plan_at(at("pht_load.p0"), TENDON, catalogue=REAL, athlete=Athlete()).prescriptions
    )


@pytest.mark.parametrize(
    ("age", "days", "fewer"), [(49.0, 20, 0), (50.0, 20, 1), (50.0, 26, 1), (50.0, 27, 0)]
)
def test_from_fifty_on_the_first_week_of_a_stage_has_one_set_fewer(age: float, days: int, fewer: int) -> None:
    found = tendon(p_age=age)
    here = at("pht_load.p2", since=on(20))

    made = plan_at(here, found, catalogue=REAL, athlete=Athlete(), on=on(days))

    usual = REAL.exercises["curl_towel"].dose
    assert dose_of(made, "curl_towel").sets == usual.sets - fewer


def test_a_dont_know_to_a_danger_leads_back_to_the_gentle_first_phase() -> None:
    made = plan_at(
        at("pht_load.p2"), TENDON, catalogue=REAL, athlete=Athlete(), unsure=("q.sit_pain", "q.chest_pain")
    )

    assert (made.id, made.gentle_only) == ("pht_load.p0", True)
    assert all("gentle" in REAL.exercises[item.exercise].tags for item in made.prescriptions)
    assert made.triage in {"rest_first", "see_clinician"}
