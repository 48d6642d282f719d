from collections.abc import Mapping

import pytest

from service.app.checking import open_check_in
from service.app.importing import import_file
from service.app.overview import overview
from service.app.rechecking import answer_recheck, due, mark_due
from service.app.world import World
from service.core.checkin import Answer
from service.core.errors import Conflict, NotFound
from tests.build.talk import SORE_THE_NEXT_DAY, assessed, finish
from tests.build.world import MovableClock, Watch, newest, run_on, world

TODAY = MovableClock().local_date()


def statuses(house: World, assessment_id: str) -> list[str]:
    with house.store.unit() as unit:
        return [recheck.status for recheck in unit.rechecks.of_assessment(assessment_id)]


def house_with_due_recheck() -> tuple[World, MovableClock, str]:
    """Give a house a day after an assessment, and the re-check that is due."""
    clock = MovableClock()
    house = world(clock)
    assessed(house)
    clock.pass_by(hours=24)
    mark_due(house)
    (found,) = due(house)
    return house, clock, found.recheck.id


def test_a_re_check_becomes_due_at_its_time_and_not_before() -> None:
    clock = MovableClock()
    house = world(clock)
    made = assessed(house)

    clock.pass_by(hours=23.99)
    assert (mark_due(house), overview(house).due) == (0, [])

    clock.pass_by(hours=0.01)
    assert mark_due(house) == 1
    (found,) = overview(house).due
    assert (found.recheck.after_h, found.about) == (24, made)


def test_marking_twice_changes_nothing() -> None:
    house, _, _ = house_with_due_recheck()

    assert mark_due(house) == 0
    assert len(due(house)) == 1


def test_after_a_week_away_one_question_is_asked_not_three() -> None:
    clock = MovableClock()
    house = world(clock)
    assessed(house)
    clock.pass_by(days=7)

    assert mark_due(house) == 3

    (found,) = due(house)
    assert found.recheck.after_h == 72


def test_the_check_in_that_answers_carries_over_what_does_not_change() -> None:
    house, _, recheck_id = house_with_due_recheck()

    kept = answer_recheck(house, recheck_id)

    answers = kept.check_in.answers
    assert (kept.recheck_id, answers["q.site"]) == (recheck_id, "thighs_general")
    assert "q.pain" not in answers
    assert "q.chest_pain" not in answers


VAGUE: Mapping[str, Answer] = {
    "q.site": "mid_thigh_back", "q.side": "both", "q.onset": "gradual", "q.onset_days": 30.0, "q.pain": 4.0,
    "q.walk": "normal", "q.tender": "none", "q.radiate": "none", "q.trend": "same", "p.age": 40.0, "p.sex": "male",
}  # fmt: skip


@pytest.mark.parametrize(("hours", "asks"), [(24, True), (48, False), (72, True)])
def test_without_a_pattern_a_re_check_asks_what_could_show_one(hours: int, asks: bool) -> None:
    clock = MovableClock()
    house = world(clock)
    assert assessed(house, VAGUE).assessment.top == "unclear"
    clock.pass_by(hours=hours)
    (found,) = due(house)

    kept = answer_recheck(house, found.recheck.id)
    usual = {*house.catalogue.questionnaire.follow_up, "q.bruise"}
    more = [fact for fact in kept.check_in.follow_up if fact not in usual]

    assert bool(more) is asks
    if asks:
        told = finish(
            house, kept.id, {**VAGUE, **{fact: True for fact in more if fact == "q.sitbone_tender"}}
        )
        assert "q.sitbone_tender" in more
        assert told.assessment is not None
        assert told.assessment.assessment.top == "pht"


def test_an_answered_re_check_assesses_anew_and_sets_new_times() -> None:
    house, clock, recheck_id = house_with_due_recheck()
    before = newest(house)

    end = finish(house, answer_recheck(house, recheck_id).id, {**SORE_THE_NEXT_DAY, "q.pain": 1.0})

    assert end.assessment is not None
    assert end.assessment.assessment.facts["q.pain"] == 1.0
    assert statuses(house, before.id) == ["answered", "dropped", "dropped"]
    assert set(statuses(house, end.assessment.id)) == {"waiting"}
    assert overview(house).due == []
    assert (overview(house).latest, clock.at) == (end.assessment, end.assessment.made_at)


def test_a_re_check_knows_the_run_it_is_about_and_goes_on_where_it_was_left() -> None:
    clock, watch = MovableClock(), Watch()
    house = world(clock, decode=watch.decode)
    run = import_file(house, watch.file(run_on(TODAY))).runs[0]
    assessed(house, run_id=run.id)
    clock.pass_by(hours=24)
    mark_due(house)
    recheck_id = due(house)[0].recheck.id

    kept = answer_recheck(house, recheck_id)

    assert kept.run_id == run.id
    assert answer_recheck(house, recheck_id).id == kept.id
    assert open_check_in(house, run.id).id != kept.id


@pytest.mark.parametrize("how", ["answered", "dropped"])
def test_a_re_check_that_is_over_is_not_asked_again(how: str) -> None:
    house, _, recheck_id = house_with_due_recheck()
    if how == "answered":
        finish(house, answer_recheck(house, recheck_id).id)
    else:
        assessed(house)

    with pytest.raises(Conflict, match="first page shows what is due"):
        answer_recheck(house, recheck_id)


def test_a_re_check_that_is_not_there_says_where_to_look() -> None:
    with pytest.raises(NotFound, match="first page"):
        answer_recheck(world(), "nothing")
