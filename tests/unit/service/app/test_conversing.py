import pytest

from service.app.checking import look, open_check_in
from service.app.conversing import Talk, begin, take
from service.app.profile import get_profile, put_profile
from service.app.rechecking import answer_recheck
from service.app.world import World
from service.core.athlete import Athlete
from tests.build.talk import assessed
from tests.build.world import MovableClock, content, world

HEALTHY = Athlete(
    age=40,
    sex="male",
    country="GB",
    confirmed=MovableClock().local_date(),
    conditions=dict.fromkeys((name[2:] for name in content().questionnaire.profile[3:]), False),
)


def talk_to(house: World, *said: str) -> Talk:
    talk = begin(house, open_check_in(house, None).id)
    for words in said:
        assert not talk.over, f"over before {words!r}"
        talk = take(house, talk, words)
    return talk


def healthy() -> World:
    house = world()
    put_profile(house, HEALTHY)
    return house


def test_a_whole_check_in_is_held_in_words() -> None:
    talk = talk_to(
        healthy(),
        "My right sit bone hurts since three weeks, four out of ten, it crept up.",
        "yes",
        "no, none of these",
        "no",
        "yes, on a hard chair",
        "yes",
        "it stays put",
    )

    assert talk.over
    assert talk.assessment_id is not None
    said = " ".join(talk.says)
    assert said.startswith("Rest first.")
    assert "Your answers fit" in said
    assert "No clinician has reviewed this" in said


def test_what_was_understood_is_said_and_can_be_put_right() -> None:
    house = healthy()
    heard = talk_to(house, "my left hamstring")
    assert "left" in heard.says[0]

    corrected = take(house, heard, "the right hamstring")
    assert "right" in corrected.says[0]
    asked = take(house, corrected, "yes")

    answers = look(house, asked.check_in_id).kept.check_in.answers
    assert (answers["q.side"], answers["q.site"]) == ("right", "mid_thigh_back")


def test_a_no_to_what_was_understood_leaves_it_out() -> None:
    house = healthy()

    talk = talk_to(house, "my left hamstring", "no", "ask me")

    assert look(house, talk.check_in_id).kept.check_in.answers == {}
    assert "chest pain" in talk.says[-1]


def test_a_danger_in_the_first_words_ends_the_talk_with_the_local_number() -> None:
    talk = talk_to(healthy(), "I have chest pain and my calf is sore")

    assert talk.over
    said = " ".join(talk.says)
    assert "999" in said
    assert "Running" not in said
    assert "exercises" not in said.replace("do not exercise", "")


def test_a_danger_where_the_country_is_not_known_names_the_number_of_most_phones() -> None:
    talk = talk_to(world(), "ask me", "my chest is tight")

    assert talk.over
    assert any("one one two" in sentence for sentence in talk.says)


def test_words_that_answer_nothing_are_asked_again_with_the_choices() -> None:
    talk = talk_to(healthy(), "ask me", "bananas")

    assert talk.says[0] == "I did not understand that."
    assert "chest pain" in talk.says[-1]


@pytest.mark.parametrize(
    ("word", "says"), [("repeat", "chest pain"), ("help", "don't know"), ("back", "first question")]
)
def test_every_question_understands_its_universal_words(word: str, says: str) -> None:
    talk = talk_to(healthy(), "ask me", word)

    assert any(says in sentence for sentence in talk.says)
    assert "chest pain" in talk.says[-1]


def test_back_asks_the_question_before_again() -> None:
    talk = talk_to(healthy(), "ask me", "no", "go back")

    assert "chest pain" in talk.says[-1]


def test_a_talk_that_was_stopped_is_gone_on_with() -> None:
    house = healthy()
    talk = talk_to(house, "ask me", "no", "stop")
    assert talk.over

    again = begin(house, talk.check_in_id)

    assert "urine" in again.says[-1]


def test_a_strong_pain_is_read_back_and_a_mild_one_is_not() -> None:
    to_the_number = ("ask me", "no", "no", "the calf", "left")

    assert talk_to(healthy(), *to_the_number, "six").says[0] == "6. Noted."
    assert talk_to(healthy(), *to_the_number, "two").says[0] != "2. Noted."


def test_the_profile_is_closed_by_one_word() -> None:
    house = world()

    talk = talk_to(
        house, "my left calf since yesterday, 2 out of 10, the next day, walking is fine", "yes", "no", "no"
    )
    for _ in range(12):
        if talk.over:
            break
        asks = talk.says[-1]
        answer = "40" if "old" in asks else "male" if "sex" in asks else "none of these"
        answer = {"Press": "sore all over", "Since": "the same"}.get(asks.split()[0], answer)
        talk = take(house, talk, answer if "zero" not in asks else "2")

    profile = get_profile(house)
    assert (profile.age, profile.sex, profile.conditions["statin"]) == (40, "male", False)


def test_a_re_check_does_not_ask_for_free_words() -> None:
    house = healthy()
    made = assessed(house)
    with house.store.unit() as unit:
        first = unit.rechecks.of_assessment(made.id)[0]
        unit.rechecks.set_status(first.id, "due")

    assert not begin(house, answer_recheck(house, first.id).id).opening
