from datetime import timedelta

import pytest

from service.app.courses import put_away_forgotten
from service.app.overview import overview
from service.core.checkin import DONT_KNOW
from tests.build.story import Story
from tests.build.talk import CHEST_PAIN, NOTHING_HURTS, SORE_THE_NEXT_DAY, assessed


def test_a_check_in_begins_a_plan_with_its_first_phase() -> None:
    story = Story()
    made = story.check_in()

    course = story.course
    assert (course.assessment_id, course.progress.phase) == (made.id, "pht_load.p0")
    assert [(step.what, step.why) for step in story.told] == [("check_in", ("begun",))]
    assert story.hours_ahead() == [24, 48, 72]


def test_a_re_check_moves_the_plan_on_and_says_why() -> None:
    story = Story()
    story.check_in()
    story.clock.pass_by(hours=25)

    made = story.recheck(q_pain=3.0)

    assert (story.course.assessment_id, story.course.progress.phase) == (made.id, "pht_load.p0")
    assert [(step.what, step.why, step.pain) for step in story.told][1:] == [
        ("recheck", ("as_expected",), 3.0)
    ]
    assert story.hours_ahead() == [48, 72]


def test_re_checks_are_counted_from_the_check_in_that_began_the_plan() -> None:
    story = Story()
    began = story.check_in().made_at
    story.clock.pass_by(hours=75)
    story.recheck()

    assessment_id = story.course.assessment_id
    with story.house.store.unit() as unit:
        due = {one.due_at - began for one in unit.rechecks.of_assessment(assessment_id)}
    assert due == {timedelta(hours=168), timedelta(hours=336)}


def test_a_re_check_with_another_pattern_changes_the_plan_and_counts_anew() -> None:
    story = Story(answers=SORE_THE_NEXT_DAY)
    story.check_in()
    story.clock.pass_by(hours=25)

    story.recheck(q_chest_pain=True)

    course = story.course
    assert (course.progress.protocol, course.see_clinician) == ("emergency", True)
    assert (course.counted_from, story.hours_ahead()) == (story.clock.at, [1, 24])
    assert story.told[-1].why[0] == "danger"


def test_the_same_pain_told_again_goes_on_where_it_was() -> None:
    story = Story()
    story.check_in()
    began = story.course
    story.clock.pass_by(days=2)

    story.check_in(q_onset_days=22.0, q_pain=3.0)

    assert (story.course.id, story.course.progress.began) == (began.id, began.progress.began)
    assert story.told[-1].why == ("same_again", "as_expected")


def test_another_pain_takes_the_place_of_the_plan() -> None:
    story = Story()
    story.check_in()
    first = story.course
    story.clock.pass_by(days=2)

    assessed(story.house, {**SORE_THE_NEXT_DAY, "p.age": 40.0})

    assert (story.course.id, story.course.progress.protocol) != (first.id, "pht_load")
    with story.house.store.unit() as unit:
        old = unit.courses.get(first.id)
        last = unit.courses.steps(first.id)[-1]
    assert old is not None
    assert (old.status, old.ended_why, last.why) == ("ended", "superseded", ("superseded",))
    assert [found.about.id for found in overview(story.house).due] == []


def test_nothing_hurts_any_more_is_news_and_ends_no_plan() -> None:
    story = Story()
    story.check_in()
    first = story.course
    story.clock.pass_by(days=2)

    assessed(story.house, {**NOTHING_HURTS, "p.age": 40.0})

    assert story.course.id == first.id
    assert story.told[-1].why == ("same_again", "pain_gone")


def test_pain_that_nobody_can_name_is_no_number() -> None:
    story = Story()
    story.check_in()
    points = story.course.progress.points
    story.clock.pass_by(hours=25)

    story.recheck(q_pain=DONT_KNOW)

    assert (story.told[-1].why, story.course.progress.points) == (("pain_unknown",), points)


@pytest.mark.parametrize(("days", "goes_on"), [(9.9, True), (10.1, False)])
def test_a_plan_that_nobody_answers_for_is_put_away_with_a_word(days: float, *, goes_on: bool) -> None:
    story = Story()
    made = story.check_in()
    story.clock.pass_by(days=days)
    before = overview(story.house)

    put_away_forgotten(story.house)

    after = overview(story.house)
    for seen in (before, after):
        assert (seen.latest == made, bool(seen.due), seen.put_away is None) == (goes_on,) * 3
    assert story.told[-1].why == (("begun",) if goes_on else ("lapsed",))


def test_a_plan_that_was_put_away_gives_way_to_the_next_check_in() -> None:
    story = Story()
    first = story.check_in()
    story.clock.pass_by(days=30)

    second = story.check_in(q_onset_days=50.0)

    assert first.id != second.id
    assert (story.course.assessment_id, story.course.opened_at) == (second.id, second.made_at)
    assert overview(story.house).put_away is None


def test_no_better_after_six_weeks_calls_for_a_clinician() -> None:
    story = Story()
    story.check_in()
    for _ in range(7):
        story.clock.pass_by(days=6.2)
        story.check_in(q_onset_days=80.0)

    assert story.told[-1].why[-1] == "no_better"
    assert story.course.see_clinician


def test_three_runs_with_cramps_in_six_weeks_call_for_a_clinician() -> None:
    cramp = {
        **SORE_THE_NEXT_DAY,
        "q.onset": "during",
        "q.cramp": True,
        "q.site": "calf",
        "q.stops_at_rest": True,
    }
    story = Story(answers=cramp)
    for _ in range(3):
        assert not any("cramps_again" in step.why for step in story.told)
        story.check_in(q_onset_days=0.0)
        story.clock.pass_by(days=14)

    story.clock.pass_by(days=-14)
    assert "cramps_again" in story.told[-1].why
    assert story.course.see_clinician


def test_a_dont_know_to_a_danger_keeps_to_the_gentle_first_phase_and_is_asked_again() -> None:
    story = Story()
    story.check_in(q_sitbone_tender=DONT_KNOW)

    assert (story.plan.gentle_only, story.plan.id) == (True, f"{story.course.progress.protocol}.p0")
    assert story.plan.triage in {"rest_first", "see_clinician"}
    story.clock.pass_by(hours=25)
    story.recheck()
    assert not story.plan.gentle_only


def test_an_urgent_finding_stands_until_it_is_answered_anew() -> None:
    story = Story(answers=CHEST_PAIN)
    story.check_in()

    assert (story.course.progress.protocol, story.hours_ahead()) == ("emergency", [1, 24])
    assert story.plan.prescriptions == ()


def test_a_re_check_answered_on_its_day_finds_its_plan_however_long_nothing_was_heard() -> None:
    story = Story()
    story.check_in()
    first = story.course.id
    for days in (3.2, 10.9):
        story.clock.pass_by(days=days)
        story.recheck()

    assert story.course.id == first
