from dataclasses import replace

import pytest

from service.core.course import Move, Progress, Step, Why, pass_gate
from service.core.course.gates import looked_at
from tests.build.course import REAL, begun, clean, on, point, sore, strain, tendon

READY = replace(begun(tendon()), sessions=(clean(1), clean(2)))


def gate(progress: Progress, days: int, *, passed: bool = True, fifty_plus: bool = False) -> Step:
    return pass_gate(progress, on=on(days), passed=passed, catalogue=REAL, fifty_plus=fifty_plus)


def test_a_passed_gate_opens_the_next_phase() -> None:
    step = gate(READY, 4)

    assert (step.move, step.why) == (Move.FORWARD, (Why.GATE_PASSED,))
    assert (step.progress.phase, step.progress.since, step.progress.furthest) == ("pht_load.p1", on(4), 1)
    assert (step.progress.sessions, step.progress.step, step.progress.earned) == ((), 0, False)
    assert step.progress.began == on(0)


def test_a_gate_is_a_test_and_no_date() -> None:
    assert gate(READY, 100, passed=False).why == (Why.GATE_OPEN,)


@pytest.mark.parametrize(("days", "fifty_plus", "opens"), [
    (3, False, False), (4, False, True), (4, True, False), (5, True, True),
])  # fmt: skip
def test_tissue_gets_its_least_days_and_from_fifty_a_quarter_more(
    days: int, *, fifty_plus: bool, opens: bool
) -> None:
    step = gate(READY, days, fifty_plus=fifty_plus)

    assert (step.move is Move.FORWARD) is opens
    assert opens or step.why == (Why.TOO_SOON,)


@pytest.mark.parametrize("sessions", [(), (clean(1),), (clean(1), replace(clean(2), pain=4))])
def test_no_phase_with_exercises_is_left_without_two_clean_sessions(sessions: tuple[object, ...]) -> None:
    assert gate(replace(READY, sessions=sessions), 9).why == (Why.NOT_CLEAN_YET,)  # type: ignore[arg-type]  # pytest's own


def test_what_was_earned_in_the_phase_still_counts_after_a_harder_step() -> None:
    assert gate(replace(READY, sessions=(), step=1, earned=True), 9).move is Move.FORWARD


def test_nothing_opens_on_a_rest_day_or_while_the_plan_is_stopped() -> None:
    assert gate(replace(READY, rests_until=on(6)), 5).why == (Why.RESTING,)
    assert gate(replace(READY, rests_until=on(6)), 6).move is Move.FORWARD
    assert gate(replace(READY, stopped=True), 9).why == (Why.STOPPED,)


def test_nothing_opens_while_the_week_is_worse_than_the_last() -> None:
    rising = replace(READY, points=(point(1, 2), point(5, 2), point(9, 3), point(12, 3)))

    assert gate(rising, 12).why == (Why.RISING,)


def test_a_phase_one_has_been_beyond_needs_no_second_wait() -> None:
    back = replace(READY, since=on(20), furthest=2, sessions=(clean(20), clean(21)))

    assert gate(back, 22).progress.phase == "pht_load.p1"


def test_the_last_gate_ends_the_plan() -> None:
    last = replace(READY, phase="pht_load.p4", furthest=4)

    assert gate(last, 130).move is Move.DONE


@pytest.mark.parametrize("assessment", [tendon(), sore(), strain(q_bruise=False)])
def test_every_phase_can_be_walked_to_the_end(assessment: object) -> None:
    progress, seen = begun(assessment), []  # type: ignore[arg-type]  # pytest's own
    for days in range(0, 400, 30):
        seen.append(progress.phase)
        step = gate(replace(progress, sessions=(clean(days), clean(days + 1))), days + 29)
        if step.move is Move.DONE:
            break
        progress = step.progress

    protocol = REAL.protocols[progress.protocol]
    assert seen == [f"{protocol.id}.{phase.id}" for phase in protocol.phases]


def test_a_plan_that_waited_for_a_clinician_ends_with_that() -> None:
    waiting = replace(begun(tendon()), phase="hold_and_refer.p0")

    step = pass_gate(waiting, on=on(2), passed=True, catalogue=REAL)

    assert (step.move, step.why) == (Move.DONE, (Why.SEEN,))


def test_a_stopped_plan_begins_its_stage_again_once_somebody_has_looked() -> None:
    stopped = replace(begun(tendon()), phase="pht_load.p1", step=2, earned=True, stopped=True)

    step = looked_at(stopped, on=on(5))

    assert step.why == (Why.LOOKED_AT,)
    assert step.progress == replace(stopped, step=0, earned=False, stopped=False)
