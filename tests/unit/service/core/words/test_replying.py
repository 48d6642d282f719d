from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.content.loader import load
from service.core.checkin import DONT_KNOW, CheckIn, Unsure
from service.core.facts import validate
from service.core.questions import Ask, answer, next_step
from service.core.words import Command, Replied, answer_in_words, understand

REAL = load()
QUESTIONS = REAL.questionnaire.questions
SUNDAY = date(2026, 11, 22)
REPLIES = Path(__file__).parents[4] / "data/replies.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(REPLIES.read_text(encoding="utf-8"))


def first_ask() -> Ask:
    ask = next_step(CheckIn(), {}, catalogue=REAL)
    assert isinstance(ask, Ask)
    return ask


def place_ask() -> Ask:
    check_in = answer(CheckIn(), first_ask(), given={}, bundle=False)
    second = next_step(check_in, {}, catalogue=REAL)
    assert isinstance(second, Ask)
    third = next_step(answer(check_in, second, given={}, bundle=False), {}, catalogue=REAL)
    assert isinstance(third, Ask)
    return third


def replied(said: str, ask: Ask) -> Replied | Command | None:
    return understand(said, ask, catalogue=REAL, today=SUNDAY)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['asked']}: {case['said'] or 'silence'}") for case in CASES]
)
def test_an_answer_in_words_is_the_value_or_is_asked_again(case: dict[str, Any]) -> None:
    means = None if case.get("again") else case["means"]

    value = answer_in_words(case["said"], QUESTIONS[case["asked"]], catalogue=REAL, today=SUNDAY)

    assert value == (DONT_KNOW if means == "dont_know" else means)


@pytest.mark.parametrize(
    ("said", "bundle"),
    [
        ("no", False),
        ("No, none of these.", False),
        ("nothing like that", False),
        ("no chest pain and no fever", False),
        ("yes", True),
        ("a little", True),
        ("I don't know", DONT_KNOW),
        ("maybe", DONT_KNOW),
    ],
)
def test_one_word_answers_a_bundle(said: str, bundle: bool | Unsure) -> None:
    heard = replied(said, first_ask())

    assert isinstance(heard, Replied)
    assert heard.bundle is bundle


@pytest.mark.parametrize(
    "said",
    ["", "there was", "is there", "no but my heart jumps", "I'm not the type", "only on hills", "bananas"],
)
def test_a_danger_is_never_denied_by_half_a_no(said: str) -> None:
    heard = replied(said, first_ask())

    assert not (isinstance(heard, Replied) and heard.bundle is False)


def test_a_danger_named_among_many_counts_and_the_rest_is_asked_on() -> None:
    heard = replied("no fever, but my chest is tight", first_ask())

    assert heard == Replied({"q.fever": False, "q.chest_pain": True})


def test_several_slots_can_be_answered_in_one_breath() -> None:
    heard = replied("the right sit bone, about a four out of ten", place_ask())

    assert heard == Replied({"q.site": "sit_bone", "q.side": "right", "q.pain": 4.0})


def test_a_slot_may_be_answered_out_of_turn() -> None:
    assert replied("six out of ten", place_ask()) == Replied({"q.pain": 6.0})


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("repeat", Command.REPEAT),
        ("Say that again, please.", Command.REPEAT),
        ("Pardon?", Command.REPEAT),
        ("go back", Command.BACK),
        ("stop", Command.STOP),
        ("Help!", Command.HELP),
    ],
)
def test_the_words_of_every_question_work_at_every_question(said: str, means: Command) -> None:
    assert replied(said, first_ask()) is means
    assert replied(said, place_ask()) is means


def test_a_command_inside_an_answer_is_part_of_the_answer() -> None:
    assert not isinstance(replied("my back", place_ask()), Command)
    assert not isinstance(replied("it hurts when I stop", place_ask()), Command)


@given(st.sampled_from(sorted(QUESTIONS)), st.text(max_size=60))
def test_any_reply_is_read_without_complaint_as_a_value_that_can_be(fact: str, said: str) -> None:
    value = answer_in_words(said, QUESTIONS[fact], catalogue=REAL, today=SUNDAY)

    if value is not None and not isinstance(value, Unsure):
        assert validate({fact: value}) == {fact: value}
