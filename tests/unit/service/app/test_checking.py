from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.app.checking import ASKS_FOR_H, FRESH_FOR_H, asking, go_back, look, open_check_in, reply
from service.app.importing import import_file
from service.app.records import Run
from service.app.world import World
from service.core.checkin import DONT_KNOW, Answer
from service.core.errors import Conflict, InputError, NotFound
from service.core.facts import FACTS
from service.core.questions import Ask, Done
from tests.build.facts import values
from tests.build.talk import CHEST_PAIN, SORE_THE_NEXT_DAY, answer_step, assessed, finish
from tests.build.world import MovableClock, Watch, run_on, world

TODAY = MovableClock().local_date()


def house_with_runs(*runs: tuple[int, float], clock: MovableClock | None = None) -> tuple[World, list[Run]]:
    """Give a house after a month of short runs and then these, as (days ago, km)."""
    watch = Watch()
    house = world(clock, decode=watch.decode)
    usual = [(back, 8.0) for back in (40, 30, 20, 12)]
    done = [
        import_file(house, watch.file(run_on(TODAY - timedelta(days=back), km=km)))
        for back, km in [*usual, *runs]
    ]
    return house, [imported.runs[0] for imported in done[len(usual) :]]


def first_ask(house: World, check_in_id: str) -> Ask:
    step = look(house, check_in_id).step
    assert isinstance(step, Ask)
    return step


def test_a_check_in_begins_with_the_dangers() -> None:
    house = world()

    ask = first_ask(house, open_check_in(house, None).id)

    assert "q.chest_pain" in ask.facts


def test_the_last_answer_ends_it_and_makes_the_assessment() -> None:
    house = world()
    check_in = open_check_in(house, None)

    end = finish(house, check_in.id)

    assert isinstance(end.step, Done)
    assert end.assessment is not None
    assert (end.kept.status, end.assessment.assessment.top) == ("done", "doms")
    assert look(house, check_in.id) == end


def test_a_danger_ends_it_at_once() -> None:
    house = world()
    check_in = open_check_in(house, None)

    end = finish(house, check_in.id, CHEST_PAIN)

    assert end.assessment is not None
    assert (end.assessment.assessment.top, end.assessment.assessment.urgency) == (
        "rf_cardiac",
        "emergency_now",
    )
    assert "q.site" not in end.kept.check_in.answers


def test_an_old_question_answered_again_is_a_conflict_and_changes_nothing() -> None:
    house = world()
    kept = open_check_in(house, None)
    first = first_ask(house, kept.id)
    after = answer_step(house, look(house, kept.id), SORE_THE_NEXT_DAY)

    with pytest.raises(Conflict):
        reply(house, kept.id, step=first.step, given={}, bundle=True)

    assert look(house, kept.id) == after


def test_of_two_quick_taps_on_the_last_answer_one_counts() -> None:
    house = world()
    kept = open_check_in(house, None)
    end = finish(house, kept.id)
    last = end.kept.check_in.asked[-1]

    with pytest.raises(Conflict):
        reply(house, kept.id, step=last, given={}, bundle=None)

    with house.store.unit() as unit:
        assert len(unit.check_ins.latest_assessments()) == 1


def test_a_wrong_answer_says_what_is_wanted_and_changes_nothing() -> None:
    house = world()
    kept = open_check_in(house, None)
    moment = look(house, kept.id)
    while isinstance(moment.step, Ask) and "q.pain" not in moment.step.facts:
        moment = answer_step(house, moment, SORE_THE_NEXT_DAY)
    assert isinstance(moment.step, Ask)

    with pytest.raises(InputError, match="a number from 0 to 10"):
        reply(house, kept.id, step=moment.step.step, given={"q.pain": 11.0})

    assert look(house, kept.id) == moment


def test_back_gives_the_step_before_and_on_the_first_nothing() -> None:
    house = world()
    kept = open_check_in(house, None)
    first = look(house, kept.id)
    answer_step(house, first, SORE_THE_NEXT_DAY)

    back = go_back(house, kept.id)

    assert (back.step, back.kept.check_in) == (first.step, first.kept.check_in)
    assert go_back(house, kept.id).step == first.step


def test_back_after_the_end_changes_nothing() -> None:
    house = world()
    kept = open_check_in(house, None)
    end = finish(house, kept.id)

    assert go_back(house, kept.id) == end


def test_a_check_in_that_ended_stays_ended_when_the_profile_runs_out() -> None:
    clock = MovableClock()
    house = world(clock)
    kept = open_check_in(house, None)
    end = finish(house, kept.id)

    clock.pass_by(days=200)

    assert look(house, kept.id) == end
    with pytest.raises(Conflict):
        reply(house, kept.id, step="profile", given={"p.age": 20.0})


def test_nobody_knows_a_check_in_or_a_run_that_is_not_there() -> None:
    house = world()

    for ask_for_it in (look, go_back):
        with pytest.raises(NotFound, match="Start a new one"):
            ask_for_it(house, "nothing")
    with pytest.raises(NotFound, match="no such run"):
        open_check_in(house, "nothing")


def test_a_check_in_that_was_left_is_gone_on_with() -> None:
    clock = MovableClock()
    house, (run,) = house_with_runs((0, 16.0), clock=clock)
    kept = open_check_in(house, run.id)
    answer_step(house, look(house, kept.id), SORE_THE_NEXT_DAY)

    clock.pass_by(hours=FRESH_FOR_H)

    assert open_check_in(house, run.id).id == kept.id


def test_answers_of_yesterday_are_not_taken_for_todays() -> None:
    clock = MovableClock()
    house, (run,) = house_with_runs((0, 16.0), clock=clock)
    old = open_check_in(house, run.id)
    answer_step(house, look(house, old.id), SORE_THE_NEXT_DAY)

    clock.pass_by(hours=FRESH_FOR_H + 1)
    new = open_check_in(house, run.id)

    assert (new.id != old.id, new.check_in.answers) == (True, {})
    with pytest.raises(NotFound, match="left too long ago"):
        look(house, old.id)
    assert open_check_in(house, run.id).id == new.id


def test_a_notable_run_asks_until_its_check_in_has_ended() -> None:
    house, (run,) = house_with_runs((0, 16.0))
    assert asking(house) == run

    kept = open_check_in(house, run.id)
    assert asking(house) == run

    finish(house, kept.id)
    assert asking(house) is None


def test_an_older_run_is_not_asked_about_after_a_newer_one() -> None:
    house, (_, newer) = house_with_runs((2, 12.0), (0, 16.0))
    assert asking(house) == newer

    assessed(house, run_id=newer.id)

    assert asking(house) is None


def test_a_usual_run_does_not_ask() -> None:
    house, _ = house_with_runs((0, 8.0))

    assert asking(house) is None


@pytest.mark.parametrize(("hours", "asks"), [(-2, False), (-0.5, True), (0, True), (72, True), (72.1, False)])
def test_a_run_asks_for_three_days_after_it_ended(hours: float, asks: bool) -> None:
    clock = MovableClock()
    house, (run,) = house_with_runs((0, 16.0), clock=clock)

    clock.at = run.metrics.end + timedelta(hours=hours)

    assert ASKS_FOR_H == 72
    assert (asking(house) == run) is asks


ANY_ANSWERS = st.fixed_dictionaries(
    {name: st.one_of(values(name), st.just(DONT_KNOW)) for name in FACTS if name.startswith(("q.", "p."))}
)


@settings(max_examples=30, deadline=None)
@given(answers=ANY_ANSWERS)
def test_whatever_is_answered_an_ended_check_in_stays_as_it_ended(answers: dict[str, Answer]) -> None:
    clock = MovableClock()
    house = world(clock)
    kept = open_check_in(house, None)
    end = finish(house, kept.id, answers)

    clock.pass_by(days=400)

    assert look(house, kept.id) == end
