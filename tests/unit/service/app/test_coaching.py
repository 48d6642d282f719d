from dataclasses import replace

import pytest

from service.app import coaching
from service.app.profile import put_profile
from service.app.records import GuidedSession
from service.core.assess import assess
from service.core.athlete import Athlete
from service.core.errors import Conflict, InputError, NotFound
from tests.build import records as build
from tests.build.talk import CHEST_PAIN, SORE_THE_NEXT_DAY, assessed
from tests.build.world import MovableClock, content, world
from voice.player.messages import Hurts, Log, Pause, Resume, Say, Start
from voice.player.resting import at_rest
from voice.player.state import Mode, State
from voice.script.coaching import Coaching, CueKind, Given
from voice.script.model import Kind

TODAY = MovableClock().local_date()
ONE_SIDED = {
    **SORE_THE_NEXT_DAY,
    "q.site": "sit_bone", "q.side": "left", "q.onset": "gradual", "q.onset_days": 60.0, "q.tender": "focal",
    "q.sit_pain": True, "q.sitbone_tender": True, "q.stretch_pain": True, "q.warmup": "eases",
}  # fmt: skip


def exercises(session: GuidedSession) -> tuple[str, ...]:
    return session.script.exercises


def written(sitting: str) -> tuple[str, ...]:
    """Give the exercises of a sitting as its content has them."""
    return tuple(item.exercise for item in content().sittings[sitting])


def test_a_session_of_the_plan_leads_through_its_exercises() -> None:
    house = world()
    made = assessed(house)

    session = coaching.start_plan_session(house, made.id)

    assert (session.assessment_id, session.state.mode) == (made.id, Mode.READY)
    assert session.script.routine == made.assessment.first_phase
    assert coaching.get_session(house, session.id) == session


@pytest.mark.parametrize(("sore", "first"), [("left", "right"), ("right", "left")])
def test_the_good_side_goes_first(sore: str, first: str) -> None:
    house = world()
    made = assessed(house, {**ONE_SIDED, "q.side": sore})

    session = coaching.start_plan_session(house, made.id)

    sides = [step.side for step in session.script.steps if step.kind is Kind.WORK and step.side]
    assert sides[0] == first


def test_nobody_is_led_through_exercises_who_should_get_help() -> None:
    house = world()
    made = assessed(house, CHEST_PAIN)

    with pytest.raises(InputError, match=r"get help first.*emergency number") as refused:
        coaching.start_plan_session(house, made.id)
    with pytest.raises(InputError, match="get help first"):
        coaching.start_sitting(house, "warm_up", hurts=False)

    assert refused.value.code == "get_help_first"


def test_a_plan_of_rest_has_nothing_to_lead_through() -> None:
    house = world()
    found = assess({"q.night_pain": True, "p.cancer_history": True}, house.catalogue)
    assert (found.triage, found.first_phase) == ("see_clinician", "hold_and_refer.p0")
    with house.store.unit() as unit:
        unit.check_ins.add(build.kept_check_in("c1"))
        unit.check_ins.add_assessment(replace(build.kept_assessment("a1"), assessment=found))

    with pytest.raises(InputError, match="rest for now") as refused:
        coaching.start_plan_session(house, "a1")

    assert refused.value.code == "rest_only"


def test_a_warm_up_needs_no_check_in() -> None:
    house = world()

    session = coaching.start_sitting(house, "warm_up", hurts=False)

    assert (session.assessment_id, session.script.routine) == (None, "warm_up")
    assert exercises(session) == written("warm_up")


def test_where_something_hurts_the_check_in_comes_first() -> None:
    with pytest.raises(InputError, match="check-in") as refused:
        coaching.start_sitting(world(), "after_run", hurts=True)

    assert refused.value.code == "check_in_first"


def test_a_sitting_leaves_out_what_todays_plan_rules_out() -> None:
    house = world()
    before = coaching.start_sitting(house, "after_run", hurts=False)
    assert "ham_dynamic_sweep" in exercises(before)

    made = assessed(house, ONE_SIDED)
    assert "ham_dynamic_sweep" in made.assessment.blocked

    assert "ham_dynamic_sweep" not in exercises(coaching.start_sitting(house, "after_run", hurts=False))


def test_a_sitting_leaves_out_what_the_profile_rules_out() -> None:
    house = world()
    against = [
        replace(found, block=("leg_swing",)) if found.id == "K4" else found
        for found in house.catalogue.contraindications
    ]
    house = replace(house, catalogue=replace(house.catalogue, contraindications=tuple(against)))
    put_profile(house, Athlete(conditions={"osteoporosis": True}, confirmed=TODAY))

    session = coaching.start_sitting(house, "warm_up", hurts=False)

    assert exercises(session) == tuple(name for name in written("warm_up") if name != "leg_swing")


def test_a_routine_nobody_wrote_is_not_found() -> None:
    with pytest.raises(NotFound, match="warm_up, after_run"):
        coaching.start_sitting(world(), "yoga", hurts=False)


def test_todays_plan_is_the_newest_assessments() -> None:
    house = world()
    assert coaching.latest_plan(house) is None

    made = assessed(house)

    assert coaching.latest_plan(house) == made.id


def test_the_player_goes_on_where_it_was_through_any_door() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)

    coaching.play(house, session.id, Start(0.0))
    coaching.play(house, session.id, Pause(5.0))
    assert coaching.get_session(house, session.id).state.mode is Mode.PAUSED

    after, commands = coaching.play(house, session.id, Resume(9.0))
    assert after.state.mode is not Mode.PAUSED
    assert commands


def test_an_event_that_is_sent_again_is_taken_once() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    coaching.play(house, session.id, Start(0.0))
    hurt = coaching.Link(key="hurts-at-5")

    first, commands = coaching.play(house, session.id, Hurts(5.0, 7), link=hurt)
    second, repeated = coaching.play(house, session.id, Hurts(5.0, 7), link=hurt)

    assert second == first
    assert len(coaching.logs(house, session.id)) == 1
    assert [one for one in commands if isinstance(one, Say)] == [
        one for one in repeated if isinstance(one, Say)
    ]


def test_a_second_screen_takes_the_session_and_the_first_is_told() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    coaching.play(house, session.id, Start(0.0), link=coaching.Link(version=1))

    with pytest.raises(Conflict, match="Another screen"):
        coaching.play(house, session.id, Pause(3.0), link=coaching.Link(version=1))


def test_a_driver_that_plays_ahead_is_come_after_with_its_own_times() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    link = coaching.Link(length=lambda _: 1.0)
    coaching.play(house, session.id, Start(0.0), link=link)

    coaching.play(house, session.id, Pause(200.0), link=link)

    done = [entry for entry in coaching.logs(house, session.id) if entry.log.outcome == "done"]
    assert done[0].log.worked_s == 90.0
    assert (house.clock.now() - done[0].at).total_seconds() == pytest.approx(200 - (6 + 6 + 1 + 90), abs=3)


def test_following_twice_to_the_same_time_changes_nothing() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    link = coaching.Link(length=lambda _: 1.0)
    coaching.play(house, session.id, Start(0.0), link=link)

    once = coaching.follow(house, session.id, at=50.0, link=link)

    assert coaching.follow(house, session.id, at=50.0, link=link) == once


def test_it_hurts_is_logged() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)

    coaching.play(house, session.id, Start(0.0))
    coaching.play(house, session.id, Hurts(5.0, 7))

    (entry,) = coaching.logs(house, session.id)
    assert (entry.log.exercise, entry.log.pain) == (exercises(session)[0], 7)


def test_of_two_doors_at_once_the_slower_must_read_again() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    coaching.play(house, session.id, Start(0.0))

    with pytest.raises(Conflict), house.store.unit() as unit:
        unit.guided.update(replace(session, state=State()))


def test_what_a_terminal_led_is_remembered() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    log = Log(0, exercises(session)[0], outcome="done", worked_s=90.0, pain=None)

    coaching.note(house, session.id, log)
    coaching.leave(house, session.id, State(mode=Mode.FINISHED))

    assert [entry.log for entry in coaching.logs(house, session.id)] == [log]
    assert coaching.get_session(house, session.id).state.mode is Mode.FINISHED


def test_leaving_a_session_that_is_not_there_changes_nothing() -> None:
    house = world()

    coaching.leave(house, "nothing", State())

    with pytest.raises(NotFound):
        coaching.get_session(house, "nothing")


def test_a_session_that_is_not_there_says_how_to_start_one() -> None:
    with pytest.raises(NotFound, match="Start one"):
        coaching.get_session(world(), "nothing")


def test_a_session_left_in_the_middle_can_be_gone_on_with_for_half_a_day() -> None:
    house = world()
    session = coaching.start_sitting(house, "warm_up", hurts=False)
    assert coaching.left_unfinished(house) is None

    coaching.leave(house, session.id, at_rest(State(mode=Mode.WORKING, step=1, since=3.0, worked_s=20.0)))

    left = coaching.left_unfinished(house)
    assert left is not None
    assert (left.id, left.state.mode, left.state.worked_s) == (session.id, Mode.PAUSED, 20.0)
    coaching.leave(house, session.id, State(mode=Mode.FINISHED))
    assert coaching.left_unfinished(house) is None


def test_how_the_runner_likes_it_is_heard_from_the_next_session_on() -> None:
    house = world()
    coaching.put_coaching(house, Coaching({CueKind.HOW: Given.OFF}))

    session = coaching.start_sitting(house, "warm_up", hurts=False)

    assert len(session.script.steps[0].briefing) == 3
    assert coaching.get_coaching(house).way(CueKind.HOW) is Given.OFF
