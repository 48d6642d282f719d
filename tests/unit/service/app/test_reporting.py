import pytest

from service.app import reporting
from service.core.course import Move, Why
from service.core.errors import Conflict, InputError, NotFound
from tests.build.story import Story


def begun() -> Story:
    story = Story()
    story.check_in()
    story.clock.pass_by(days=1)
    return story


def test_a_calm_session_and_its_morning_reach_the_plan() -> None:
    story = begun()
    story.session()

    assert reporting.tell_session(story.house, pain=2).why == (Why.WAIT_FOR_MORNING,)
    story.clock.pass_by(days=1)
    assert reporting.tell_morning(story.house, settled=True).why == (Why.ONE_MORE_CLEAN,)
    assert [step.what for step in story.told] == ["check_in", "session", "morning"]
    assert story.course.sitting_id is None


def test_that_hurts_reaches_the_plan_without_another_word() -> None:
    story = begun()

    session = story.session(pain=5)

    assert (story.told[-1].what, story.told[-1].why, story.told[-1].pain) == ("session", ("amber_once",), 5.0)
    assert story.course.progress.hurt == (session.script.exercises[0],)
    assert story.course.sitting_id is None
    with pytest.raises(Conflict):
        reporting.tell_session(story.house, pain=1)


def test_six_in_a_session_is_a_step_back_and_a_rest_day() -> None:
    story = begun()
    story.session(pain=7)

    assert story.told[-1].why == ("red",)
    with pytest.raises(InputError, match="rest day") as refused:
        story.session()
    assert refused.value.code == "rest_only"


def test_a_mild_pain_in_a_session_still_asks_how_the_whole_felt() -> None:
    story = begun()
    story.session(pain=2)

    assert story.course.sitting_id is not None
    assert reporting.tell_session(story.house, pain=1).progress.sessions[-1].pain == 2


def test_a_session_nobody_told_about_counts_for_nothing() -> None:
    story = begun()
    story.session()
    story.clock.pass_by(days=1)

    story.session()

    assert (story.told[-1].why, story.course.progress.sessions) == (("not_told",), ())


def test_two_red_sessions_within_two_weeks_call_for_a_clinician_until_one_has_looked() -> None:
    story = begun()
    story.session(pain=8)
    story.clock.pass_by(days=3)
    story.session(pain=8)
    assert (story.told[-1].why, story.course.see_clinician) == (("red", "regressed_twice"), True)

    step = reporting.tell_seen(story.house)

    assert (step.why, story.course.see_clinician) == ((Why.LOOKED_AT,), False)


def test_a_new_sign_stops_the_exercises_until_somebody_has_looked() -> None:
    story = begun()
    story.recheck(q_walk="limp")
    assert story.told[-1].why[0] == "new_sign"
    assert story.plan.prescriptions == ()

    reporting.tell_seen(story.house)

    assert story.plan.prescriptions != ()
    assert not story.course.progress.stopped


def calm(story: Story, *, days: int) -> None:
    """Do two calm sessions with their mornings, and let the days pass."""
    for _ in range(2):
        story.session()
        reporting.tell_session(story.house, pain=1)
        story.clock.pass_by(days=1)
        reporting.tell_morning(story.house, settled=True)
    story.clock.pass_by(days=days - 2)


def test_a_passed_gate_opens_the_next_phase_and_its_re_checks() -> None:
    story = begun()
    assert reporting.tell_gate(story.house, passed=True).why == (Why.TOO_SOON,)
    calm(story, days=3)
    assert reporting.tell_gate(story.house, passed=False).why == (Why.GATE_OPEN,)

    step = reporting.tell_gate(story.house, passed=True)

    assert (step.move, step.why, story.plan.id) == (Move.FORWARD, (Why.GATE_PASSED,), "pht_load.p1")
    assert story.hours_ahead()[-2:] == [168, 336]


def test_the_ladder_is_told_by_its_lines_and_runs() -> None:
    story = begun()
    assert reporting.tell_run(story.house, pain=1).why == (Why.LADDER_CLOSED,)
    lines = [one.id for one in story.house.catalogue.return_to_run.criteria]

    for line in lines:
        reporting.tell_criterion(story.house, line, met=True)

    assert list(story.course.progress.ladder.met) == lines
    assert reporting.tell_criterion(story.house, lines[0], met=False).ladder.met == tuple(lines[1:])
    with pytest.raises(NotFound):
        reporting.tell_criterion(story.house, "fly", met=True)


def test_nothing_can_be_told_about_no_plan() -> None:
    house = Story().house
    for tell in (
        lambda: reporting.tell_session(house, pain=1),
        lambda: reporting.tell_morning(house, settled=True),
        lambda: reporting.tell_gate(house, passed=True),
        lambda: reporting.tell_seen(house),
        lambda: reporting.tell_criterion(house, "walk", met=True),
    ):
        with pytest.raises(NotFound, match="No plan"):
            tell()


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_is_a_number_from_nought_to_ten(pain: int) -> None:
    with pytest.raises(InputError, match="0 to 10"):
        reporting.tell_session(begun().house, pain=pain)


def test_much_more_pain_than_at_the_last_re_check_leaves_only_the_first_phase() -> None:
    story = begun()
    calm(story, days=3)
    assert reporting.tell_gate(story.house, passed=True).why == (Why.GATE_PASSED,)
    first = {item.exercise for item in story.house.catalogue.protocols["pht_load"].phases[0].exercises}
    story.answers = {**story.answers, "q.pain": 1.0}
    story.check_in(q_onset_days=30.0)

    usual, calmed = story.session(before=2), story.session(before=4)

    assert set(usual.script.exercises) - first
    assert set(calmed.script.exercises) <= first


def test_six_before_it_begins_is_a_day_of_rest() -> None:
    with pytest.raises(InputError, match="day of rest"):
        begun().session(before=6)


def test_an_older_plan_leads_no_more_sessions() -> None:
    story = begun()
    story.clock.pass_by(days=40)

    with pytest.raises(InputError, match="not the one that goes on"):
        story.session()
