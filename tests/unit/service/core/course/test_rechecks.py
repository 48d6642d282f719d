from dataclasses import replace

import pytest

from service.core.assessment import Assessment
from service.core.course import Move, Point, Progress, Step, Why, after_recheck
from service.core.course.rechecks import STOP_SIGNS
from tests.build.course import REAL, begun, on, point, sore, strain, tendon


def recheck(
    before: Assessment,
    now: Assessment,
    seen: Point,
    *,
    progress: Progress | None = None,
    fifty_plus: bool = False,
) -> Step:
    here = progress or begun(before)
    return after_recheck(here, seen, before=before, now=now, catalogue=REAL, fifty_plus=fifty_plus)


def test_soreness_that_eases_by_day_five_goes_as_it_should() -> None:
    step = recheck(sore(), sore(q_onset_days=5.0, q_pain=3.0), point(4, 3))

    assert (step.move, step.why, step.see_clinician) == (Move.STAY, (Why.AS_EXPECTED,), False)
    assert step.progress.points[-1] == point(4, 3)


def test_soreness_as_mild_as_before_on_day_five_is_slow() -> None:
    before = sore(q_pain=4.0)

    step = recheck(before, sore(q_onset_days=5.0, q_pain=4.0), point(4, 4, "same"))

    assert (step.why, step.see_clinician) == ((Why.SLOWER,), False)


def test_soreness_as_strong_as_before_on_day_five_is_for_a_clinician() -> None:
    step = recheck(sore(), sore(q_onset_days=5.0), point(4, 5, "same"))

    assert (step.why, step.see_clinician) == ((Why.SLOWER_AND_STRONG,), True)


def test_soreness_on_day_four_has_time() -> None:
    assert recheck(sore(), sore(q_onset_days=4.0), point(3, 5, "same")).why == (Why.AS_EXPECTED,)


def test_soreness_on_day_seven_is_something_else() -> None:
    now = sore(q_onset_days=7.0, run_hours_since=175.0)

    step = recheck(sore(), now, point(6, 5, "same"))

    assert (step.move, step.why) == (Move.SWITCH, (Why.OTHER_PATTERN,))
    assert step.progress.phase == "unclear_watch.p0"


def test_a_tendon_is_not_expected_to_ease_in_days() -> None:
    step = recheck(tendon(), tendon(q_onset_days=27.0), point(7, 4, "same"))

    assert (step.move, step.why, step.see_clinician) == (Move.STAY, (Why.AS_EXPECTED,), False)


def test_a_mild_strain_is_not_expected_to_take_a_month() -> None:
    before = strain(q_bruise=False)

    step = recheck(before, strain(q_bruise=False, q_onset_days=22.0), point(22, 3))

    assert (step.why, step.see_clinician) == ((Why.OVERDUE,), True)


@pytest.mark.parametrize(("days", "fifty_plus", "sees"), [
    (41, False, False), (42, False, True), (27, True, False), (28, True, True),
])  # fmt: skip
def test_no_better_after_six_weeks_or_four_from_fifty_is_for_a_clinician(
    days: int, *, fifty_plus: bool, sees: bool
) -> None:
    step = recheck(tendon(), tendon(), point(days, 3), fifty_plus=fifty_plus)

    assert (Why.NO_BETTER in step.why, step.see_clinician) == (sees, sees)


@pytest.mark.parametrize("pain", [2, 1, 0])
def test_clearly_better_after_six_weeks_goes_on(pain: int) -> None:
    step = recheck(tendon(), tendon(q_pain=float(pain)), point(42, pain))

    assert Why.NO_BETTER not in step.why


def test_the_weeks_go_on_counting_over_a_change_of_plan() -> None:
    before = tendon()
    now = tendon(q_site="outer_hip", q_sit_pain=False, q_sitbone_tender=False, q_lie_side_pain=True)

    step = recheck(before, now, point(42, 4))

    assert (step.move, step.progress.phase, step.progress.began) == (Move.SWITCH, "gluteal_tendon.p0", on(0))
    assert Why.NO_BETTER in step.why


@pytest.mark.parametrize("sign", STOP_SIGNS)
def test_a_new_sign_stops_the_plan(sign: str) -> None:
    now = tendon(**{sign.replace(".", "_", 1): STOP_SIGNS[sign]})

    step = recheck(tendon(), now, point(2, 4))

    assert (step.move, step.see_clinician) == (Move.STOP, True)
    assert step.why == ((Why.DANGER,) if now.red_flags else (Why.NEW_SIGN,))


def test_a_sign_that_was_there_from_the_start_is_not_new() -> None:
    limping = strain(q_walk="limp")

    assert recheck(limping, limping, point(1, 4)).move is Move.STAY


def test_a_stopped_plan_stays_stopped_when_the_sign_has_gone() -> None:
    stopped = replace(begun(tendon()), stopped=True)

    step = recheck(tendon(), tendon(), point(3, 2), progress=stopped)

    assert (step.move, step.why, step.progress.stopped) == (Move.STAY, (Why.STOPPED,), True)


def test_a_danger_outranks_the_course() -> None:
    step = recheck(sore(), sore(q_dark_urine=True), point(2, 2, "better"))

    assert (step.move, step.why[0], step.progress.phase) == (Move.STOP, Why.DANGER, "emergency.p0")


def test_a_strain_that_turns_out_worse_changes_the_plan() -> None:
    mild = strain(q_bruise=False)

    step = recheck(mild, strain(q_onset_days=2.0), point(2, 4))

    assert (step.move, step.progress.phase, step.see_clinician) == (Move.SWITCH, "strain_moderate.p0", True)


def test_a_strain_that_looks_milder_by_now_keeps_its_plan() -> None:
    moderate = strain()

    step = recheck(moderate, strain(q_bruise=False, q_onset_days=9.0), point(9, 3))

    assert (step.move, step.progress.phase) == (Move.STAY, "strain_moderate.p0")


def test_no_pain_goes_on_by_the_gates() -> None:
    step = recheck(sore(), sore(q_pain=0.0, q_site="none"), point(3, 0))

    assert (step.move, step.why, step.progress.phase) == (Move.STAY, (Why.PAIN_GONE,), "doms_ease.p0")


def test_a_week_that_is_a_point_worse_is_said() -> None:
    risen = replace(begun(tendon()), points=(point(0, 2), point(6, 2), point(8, 3)))

    assert recheck(tendon(), tendon(q_pain=3.0), point(13, 3), progress=risen).why == (Why.RISING,)


def test_pain_that_nobody_could_name_changes_nothing_and_is_no_number() -> None:
    here = begun(tendon())

    step = after_recheck(here, on(2), before=tendon(), now=tendon(), catalogue=REAL)

    assert (step.move, step.why) == (Move.STAY, (Why.PAIN_UNKNOWN,))
    assert step.progress.points == here.points


def test_every_reason_has_its_sentence() -> None:
    assert set(REAL.course_words) == {why.value for why in Why}
