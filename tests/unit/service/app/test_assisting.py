"""Whole conversations with the one brain that stands behind every door."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from service.app.assisting import Answer, Mouth, brain, hear, leading
from service.app.coaching import get_session, left_unfinished, logs, play
from service.app.plan_view import view_plan
from service.app.profile import put_profile
from service.app.world import World
from service.core.errors import InputError
from tests.build.story import TENDON
from tests.build.talk import CHEST_PAIN, assessed
from tests.build.world import MovableClock, world
from tests.unit.service.app.test_conversing import HEALTHY
from voice.player.messages import Next
from voice.player.state import Mode
from voice.script.timing import length_s

CHECK_IN = (
    "My right sit bone hurts since three weeks, four out of ten, it crept up.",
    "yes",
    "no, none of these",
    "no",
    "yes, on a hard chair",
    "yes",
    "it stays put",
)


@dataclass
class Kitchen:
    """Somebody who talks to us in one place, while the time passes."""

    clock: MovableClock = field(default_factory=MovableClock)
    name: str = "kitchen"
    house: World = field(init=False)

    def __post_init__(self) -> None:
        self.house = world(self.clock)
        put_profile(self.house, HEALTHY)

    def say(self, *sentences: str, place: str = "") -> Answer:
        mouth = Mouth(place or self.name, lambda one: length_s(one, 145))
        return [hear(self.house, text, mouth) for text in sentences][-1]

    def mode(self) -> Mode | None:
        session = left_unfinished(self.house)
        return session.state.mode if session else None

    def wait(self, seconds: float) -> None:
        self.clock.pass_by(hours=seconds / 3600)


def all_sessions(house: World) -> list[str]:
    with house.store.unit() as unit:
        return [one.id for one in unit.guided.latest()]


def test_a_whole_check_in_is_held() -> None:
    kitchen = Kitchen()

    answer = kitchen.say("start my check-in", *CHECK_IN)

    assert answer.assessment_id is not None
    assert answer.says[0].startswith("Rest first.")
    assert not answer.expects
    assert view_plan(kitchen.house) is not None


def test_words_about_a_leg_open_a_check_in_and_are_read_back() -> None:
    kitchen = Kitchen()

    answer = kitchen.say("my left hamstring is a 4")

    assert answer.expects
    assert answer.check_in_id is not None
    assert "left" in answer.says[0].lower()
    assert "4 out of 10" in answer.says[0] or "four" in answer.says[0] or "4" in answer.says[0]


def test_a_whole_session_is_led_by_who_asks_again_when_told_to() -> None:
    kitchen = Kitchen()
    first = kitchen.say("warm me up")
    assert first.expects
    assert "hurt" in first.says[0]

    answer = kitchen.say("no")
    said = list(answer.says)
    for _ in range(600):
        if answer.again_in_s is None:
            break
        kitchen.wait(answer.again_in_s)
        answer = kitchen.say("")
        said += answer.says

    (session,) = all_sessions(kitchen.house)
    outcomes = {entry.log.outcome for entry in logs(kitchen.house, session)}
    assert outcomes == {"done"}
    assert get_session(kitchen.house, session).state.mode is Mode.FINISHED
    assert "That is everything for today" in " ".join(said)
    assert len(said) == len([words for words in said if words])


def test_a_session_of_the_plan_asks_for_the_pain_before_and_after() -> None:
    kitchen = Kitchen()
    assessed(kitchen.house)

    asked = kitchen.say("start my stretches")
    assert "from zero to ten" in asked.says[-1]
    begun = kitchen.say("about a 2")
    assert begun.session is not None

    kitchen.wait(30)
    ended = kitchen.say("stop")
    assert kitchen.mode() is None
    assert ended.session is None


@pytest.mark.parametrize(
    ("said", "exercises"),
    [
        ("a walk", {"walk_easy"}),
        ("cycling", {"easy_cycle_note"}),
        ("swimming", {"easy_cycle_note"}),
        ("let's do yoga", {"cat_cow", "pelvic_tilt"}),
        ("a two", {"walk_easy", "easy_cycle_note", "cat_cow", "pelvic_tilt"}),
    ],
)
def test_sore_legs_pick_one_gentle_thing_by_its_name(said: str, exercises: set[str]) -> None:
    kitchen = Kitchen()
    assessed(kitchen.house)

    offered = kitchen.say("start my stretches")
    asked = kitchen.say(said)
    begun = asked if asked.session else kitchen.say("two")

    assert "a walk, easy cycling, swimming or yoga" in offered.says[0]
    assert begun.session is not None
    assert set(begun.session.script.exercises) == exercises


def test_what_today_does_not_offer_is_not_begun() -> None:
    kitchen = Kitchen()
    assessed(kitchen.house, TENDON)

    kitchen.say("yoga")

    assert all_sessions(kitchen.house) == []


def test_what_was_begun_on_the_phone_goes_on_here() -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", "no", place="phone")
    session = left_unfinished(kitchen.house)
    assert session is not None
    kitchen.wait(20)

    answer = kitchen.say("next", place="next room")

    after = get_session(kitchen.house, session.id)
    assert after.state.step > session.state.step
    assert answer.says
    assert kitchen.say("pause", place="phone").says[0].lower().startswith("pause")
    assert kitchen.mode() is Mode.PAUSED


def test_it_hurts_is_asked_how_much_and_the_number_is_acted_on() -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", "no")
    kitchen.wait(25)

    asked = kitchen.say("ouch, that hurts")
    assert kitchen.mode() is Mode.HURT
    assert asked.expects

    dropped = kitchen.say("7")
    session = dropped.session
    assert session is not None
    assert session.state.dropped


def test_a_danger_stops_the_session_and_nothing_else_is_said() -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", "no")

    answer = kitchen.say("I have chest pain")

    assert kitchen.mode() is None
    said = " ".join(answer.says)
    assert "999" in said
    assert "Stopped" not in said
    assert answer.assessment_id is not None
    assert "Get medical help" in kitchen.say("how are my legs today").says[0]
    assert "get help first" in kitchen.say("start my stretches", "2").says[0]


@pytest.mark.parametrize("before", [("",), ("start my check-in",), ("warm me up",), ("my left calf is a 3",)])
def test_a_danger_is_heard_wherever_the_talk_is(before: tuple[str, ...]) -> None:
    kitchen = Kitchen()
    kitchen.say(*before)

    said = " ".join(kitchen.say("my chest hurts and I have chest pain").says)

    assert "999" in said
    assert not kitchen.say("").says


def test_nobody_is_led_on_who_has_gone_away() -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", "no")
    kitchen.wait(3600)

    kitchen.say("")

    assert kitchen.mode() is Mode.PAUSED
    session = left_unfinished(kitchen.house)
    assert session is not None
    worked = sum(entry.log.worked_s for entry in logs(kitchen.house, session.id))
    assert worked < 180


def test_the_conversation_is_the_servers_and_survives_a_restart() -> None:
    kitchen = Kitchen()
    kitchen.say("start my check-in", CHECK_IN[0])

    again = Kitchen(kitchen.clock)
    again.house = kitchen.house

    assert again.say(*CHECK_IN[1:]).assessment_id is not None


def test_two_places_hold_two_talks() -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", place="hall")

    assert kitchen.say("no").says == ("Good. I am here when you need me.",)


def test_what_is_not_understood_gets_a_helpful_answer() -> None:
    kitchen = Kitchen()

    idle = kitchen.say("sing me a song")
    kitchen.say("warm me up", "no")
    leading = kitchen.say("sing me a song")

    assert not idle.understood
    assert "start my stretches" in " ".join(idle.says)
    assert not leading.understood
    assert "that hurts" in " ".join(leading.says)
    assert kitchen.mode() is Mode.BRIEFING


def test_a_question_that_is_not_answered_is_asked_again() -> None:
    kitchen = Kitchen()
    assessed(kitchen.house)

    answer = kitchen.say("start my stretches", "bananas")

    assert "zero to ten" in " ".join(answer.says)
    assert kitchen.say("eleven").expects
    assert kitchen.say("nothing hurts").session is not None


def test_legs_today_tells_the_plan() -> None:
    kitchen = Kitchen()
    empty = kitchen.say("how are my legs today")
    assessed(kitchen.house)

    answer = kitchen.say("how are my legs today")

    assert "no run" in empty.says[0]
    assert any(words.startswith("Running:") for words in answer.says)


def test_an_urgent_answer_is_told_alone() -> None:
    kitchen = Kitchen()
    assessed(kitchen.house, CHEST_PAIN)

    said = " ".join(kitchen.say("how are my legs today").says)

    assert "Get medical help" in said
    assert "Running" not in said


def test_a_book_is_refused() -> None:
    with pytest.raises(InputError, match="shorter"):
        Kitchen().say("a" * 2001)


def test_a_session_that_another_screen_moved_is_gone_on_with() -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", "no")
    session = left_unfinished(kitchen.house)
    assert session is not None
    play(kitchen.house, session.id, Next(session.heard_clock + 1))

    assert kitchen.say("next").session is not None


def test_a_danger_that_is_said_again_is_answered_again() -> None:
    kitchen = Kitchen()

    said = [" ".join(kitchen.say("I have chest pain").says) for _ in range(2)]

    assert all("999" in words for words in said)


def test_of_two_sentences_at_once_neither_is_done_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    kitchen = Kitchen()
    kitchen.say("warm me up", "no")
    session = left_unfinished(kitchen.house)
    assert session is not None
    with kitchen.house.store.unit() as unit:
        talk = unit.conversations.get("kitchen")
    assert talk is not None
    led = leading.lead

    def led_while_another_speaks(*parts: Any, **more: Any) -> Any:
        with kitchen.house.store.unit() as unit:
            unit.conversations.put(talk)
        monkeypatch.setattr(brain, "lead", led)
        return led(*parts, **more)

    monkeypatch.setattr(brain, "lead", led_while_another_speaks)
    kitchen.say("next")

    assert get_session(kitchen.house, session.id).version == session.version + 1
