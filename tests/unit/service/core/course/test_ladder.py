from dataclasses import replace

import pytest

from service.core.course import Move, Progress, Why
from service.core.course.ladder import after_run, next_run_on, reaches, still_to_show, tick
from service.core.course.values import Ladder
from tests.build.course import REAL, begun, on, tendon

CRITERIA = tuple(criterion.id for criterion in REAL.return_to_run.criteria)
OPEN = replace(begun(tendon()), phase="pht_load.p2", ladder=Ladder(met=CRITERIA))


def run(progress: Progress, days: int, pain: int = 1, *, fifty_plus: bool = False) -> tuple[Progress, Why]:
    step = after_run(progress, on=on(days), pain=pain, catalogue=REAL, fifty_plus=fifty_plus)
    return step.progress, step.why[0]


def test_each_step_is_run_twice() -> None:
    once, first = run(OPEN, 0)
    twice, second = run(once, 2)

    assert (first, second) == (Why.LADDER_ONCE, Why.LADDER_UP)
    assert (twice.ladder.step, twice.ladder.times, twice.ladder.last) == (2, 0, on(2))


def test_the_next_day_is_a_rest_day() -> None:
    once, _ = run(OPEN, 0)

    early, why = run(once, 1)

    assert (why, early.ladder.times, early.ladder.last) == (Why.LADDER_REST, 1, on(1))
    assert next_run_on(early.ladder, fifty_plus=False) == on(3)


@pytest.mark.parametrize(("days", "gap"), [(0, 3), (6, 3), (7, 2)])
def test_from_fifty_on_every_third_day_in_the_first_week(days: int, gap: int) -> None:
    ladder = Ladder(first=on(0), last=on(days))

    assert next_run_on(ladder, fifty_plus=True) == on(days + gap)


@pytest.mark.parametrize("pain", [4, 5])
def test_a_yellow_run_is_repeated(pain: int) -> None:
    again, why = run(replace(OPEN, ladder=Ladder(3, 1, on(0), on(0), CRITERIA)), 2, pain)

    assert (why, again.ladder.step, again.ladder.times) == (Why.LADDER_AGAIN, 3, 0)


@pytest.mark.parametrize(("step", "below"), [(3, 2), (1, 1)])
def test_a_red_run_goes_one_step_down(step: int, below: int) -> None:
    back, why = run(replace(OPEN, ladder=Ladder(step, 1, on(0), on(0), CRITERIA)), 2, 6)

    assert (why, back.ladder.step, back.regressions) == (Why.LADDER_DOWN, below, (on(2),))


def test_two_red_runs_within_a_fortnight_are_for_a_clinician() -> None:
    once, _ = run(OPEN, 0, 7)

    step = after_run(once, on=on(10), pain=7, catalogue=REAL)

    assert (step.move, step.why, step.see_clinician) == (
        Move.BACK,
        (Why.LADDER_DOWN, Why.REGRESSED_TWICE),
        True,
    )


def test_nobody_climbs_higher_than_the_phase_allows() -> None:
    top = reaches(OPEN, REAL)
    assert top == 5
    high = replace(OPEN, ladder=Ladder(top, 1, on(0), on(0), CRITERIA))

    there, why = run(high, 2)

    assert (why, there.ladder.step) == (Why.LADDER_TOP, top)


@pytest.mark.parametrize("missing", CRITERIA)
def test_the_ladder_opens_when_everything_above_it_is_true(missing: str) -> None:
    shut = tick(OPEN, missing, met=False)

    assert still_to_show(shut, REAL) == (missing,)
    assert run(shut, 0)[1] is Why.LADDER_CLOSED
    assert run(tick(shut, missing, met=True), 0)[1] is Why.LADDER_ONCE


def test_a_phase_without_a_ladder_and_a_stopped_plan_have_none() -> None:
    assert run(replace(OPEN, phase="pht_load.p1"), 0)[1] is Why.LADDER_CLOSED
    assert run(replace(OPEN, stopped=True), 0)[1] is Why.STOPPED
