from dataclasses import replace

from service.app.plan_view import view_plan
from service.app.reporting import tell_morning, tell_session
from service.app.summing_up import outcome, plan_aloud
from service.core.course import Why
from tests.build.story import Story

BETTER = "This is going as it usually does."


def aloud(story: Story) -> tuple[str, ...]:
    seen = view_plan(story.house)
    assert seen is not None
    return plan_aloud(story.house, seen)


def test_a_first_check_in_has_no_change_to_tell() -> None:
    story = Story()
    made = story.check_in()

    says = outcome(story.house, made)

    assert not set(says) & set(story.house.catalogue.course_words.values())


def test_a_re_check_says_what_becomes_of_the_plan_before_what_to_do() -> None:
    story = Story()
    story.check_in()
    story.clock.pass_by(hours=25)

    says = outcome(story.house, story.recheck(q_pain=3.0))

    assert BETTER in says
    assert says.index(BETTER) < says.index(story.plan.do[0])


def test_another_pattern_at_a_re_check_is_said() -> None:
    story = Story()
    story.check_in()
    story.clock.pass_by(hours=25)

    says = outcome(story.house, story.recheck(q_tingle=True, q_radiate="below_knee"))

    told = [story.house.catalogue.course_words[why] for why in story.told[-1].why]
    assert told
    assert set(told) <= set(says)


def test_the_plan_is_read_aloud_with_its_last_change_first() -> None:
    story = Story()
    story.check_in()
    story.clock.pass_by(hours=3)
    story.session()
    tell_session(story.house, pain=1)
    story.clock.pass_by(hours=20)
    tell_morning(story.house, settled=True)

    says = aloud(story)

    assert says[0].startswith("One calm session is a good sign.")
    assert story.plan.do[0] in says
    assert says[-1].startswith("Next step when:")


def test_a_step_back_is_read_aloud_with_its_day_of_rest() -> None:
    story = Story()
    story.check_in()
    story.clock.pass_by(hours=3)
    story.session(pain=7)

    says = aloud(story)

    assert "One step back, and one more day of rest" in says[0]
    assert story.house.catalogue.course_words[Why.RESTING] in says


def test_of_a_stopped_plan_only_the_reason_is_read_aloud() -> None:
    story = Story()
    story.check_in()
    seen = view_plan(story.house)
    assert seen is not None
    stopped = replace(seen.course, progress=replace(seen.course.progress, stopped=True))

    says = plan_aloud(story.house, replace(seen, course=stopped))

    assert says == tuple(seen.story[0][1])
