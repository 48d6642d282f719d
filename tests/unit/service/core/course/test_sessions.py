from dataclasses import replace

import pytest

from service.core.course import Move, Progress, Session, Step, Why, after_night, after_session
from tests.build.course import REAL, begun, clean, on, session, tendon

BEGUN = begun(tendon())
SECOND = replace(BEGUN, phase="pht_load.p1", furthest=1)


def sat(progress: Progress, *sessions: Session) -> Step:
    """Give what the last of the sessions does."""
    *earlier, last = sessions
    return after_session(replace(progress, sessions=tuple(earlier)), last, catalogue=REAL)


def slept(progress: Progress, *sessions: Session, settled: bool = True) -> Step:
    here = replace(progress, sessions=sessions)
    return after_night(here, on=on(9), settled=settled, catalogue=REAL)


@pytest.mark.parametrize("pain", [0, 3])
def test_a_calm_session_waits_for_the_morning(pain: int) -> None:
    step = sat(BEGUN, session(1, pain))

    assert (step.move, step.why) == (Move.STAY, (Why.WAIT_FOR_MORNING,))
    assert step.progress.sessions == (session(1, pain),)


@pytest.mark.parametrize("pain", [4, 5])
def test_one_amber_session_repeats_the_same(pain: int) -> None:
    step = sat(SECOND, session(1, pain))

    assert (step.move, step.why, step.progress.phase) == (Move.STAY, (Why.AMBER_ONCE,), "pht_load.p1")


def test_two_ambers_in_a_row_go_a_step_back() -> None:
    step = sat(SECOND, session(1, 4, settled=True), session(2, 5))

    assert (step.move, step.why, step.progress.phase) == (Move.BACK, (Why.AMBER_TWICE,), "pht_load.p0")


def test_an_amber_after_a_calm_one_is_the_first_again() -> None:
    assert sat(SECOND, session(1, 4), clean(2), session(3, 4)).move is Move.STAY


@pytest.mark.parametrize("hurt", [session(1, 6), session(1, 2, sharp=True), session(1, None, sharp=True)])
def test_a_red_or_sharp_session_goes_a_step_back_and_rests_a_day_more(hurt: Session) -> None:
    step = sat(SECOND, hurt)

    assert (step.move, step.why, step.progress.phase) == (Move.BACK, (Why.RED,), "pht_load.p0")
    assert step.progress.rests_until == on(3)
    assert step.progress.sessions == ()
    assert not step.see_clinician


def test_a_step_back_inside_a_phase_stays_in_it() -> None:
    step = sat(replace(SECOND, step=2), session(1, 7))

    assert (step.progress.phase, step.progress.step) == ("pht_load.p1", 1)


def test_the_first_phase_has_none_before_it() -> None:
    step = sat(BEGUN, session(1, 7))

    assert (step.move, step.progress.phase, step.progress.step) == (Move.BACK, "pht_load.p0", 0)


def test_pain_that_nobody_asked_about_is_not_calm() -> None:
    assert sat(BEGUN, session(1, None)).why == (Why.AMBER_ONCE,)


def test_two_clean_sessions_make_one_thing_harder() -> None:
    step = slept(SECOND, clean(7), session(8))

    assert (step.move, step.why) == (Move.HARDER, (Why.TWO_CLEAN,))
    assert (step.progress.phase, step.progress.step, step.progress.earned) == ("pht_load.p1", 1, True)


@pytest.mark.parametrize(
    "before",
    [
        session(7, 4, settled=True),
        session(7),
        replace(clean(7), full=False),
        replace(clean(7), even=False),
    ],
    ids=["amber", "morning unknown", "not all of it", "sides differ"],
)
def test_one_session_short_of_clean_is_not_two(before: Session) -> None:
    assert slept(SECOND, before, session(8)).why == (Why.ONE_MORE_CLEAN,)


def test_a_morning_that_had_not_settled_goes_a_step_back() -> None:
    step = slept(SECOND, clean(7), session(8), settled=False)

    assert (step.move, step.why, step.progress.phase) == (Move.BACK, (Why.NOT_SETTLED,), "pht_load.p0")
    assert step.progress.rests_until == on(11)


def test_an_amber_session_that_settled_still_counts_for_nothing() -> None:
    assert slept(SECOND, clean(7), session(8, 4)).why == (Why.AMBER_ONCE,)


@pytest.mark.parametrize("sessions", [(), (clean(8),)])
def test_a_morning_without_a_session_to_judge_changes_nothing(sessions: tuple[Session, ...]) -> None:
    step = slept(SECOND, *sessions, settled=False)

    assert (step.move, step.progress.sessions) == (Move.STAY, sessions)


@pytest.mark.parametrize(("between", "sees"), [(14, True), (15, False)])
def test_two_steps_back_within_a_fortnight_are_for_a_clinician(between: int, *, sees: bool) -> None:
    once = replace(SECOND, regressions=(on(1),))

    step = sat(once, session(1 + between, 8))

    assert step.see_clinician is sees
    assert (Why.REGRESSED_TWICE in step.why) is sees


def test_a_stopped_plan_takes_no_session_in() -> None:
    stopped = replace(SECOND, stopped=True)

    assert after_session(stopped, session(1), catalogue=REAL).why == (Why.STOPPED,)
    assert after_night(stopped, on=on(1), settled=True, catalogue=REAL).why == (Why.STOPPED,)
