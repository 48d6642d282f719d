import pytest

from service.core.catalogue import Choice, Question
from service.core.checkin import DONT_KNOW, Answer, Unsure
from service.core.errors import InputError
from service.core.questions import Ask
from service.web.answers import Reply, read_reply, screen

TINGLE = Question("q.tingle", "Any tingling?", "yes_no")
WEAK = Question("q.weak", "Is it weak?", "yes_no")
PAIN = Question("q.pain", "How strong?", "number", minimum=0, maximum=10)
SIDE = Question("q.side", "Which side?", "choice", (Choice("left", "left"), Choice("right", "right")))


def ask(kind: str, *questions: Question) -> Ask:
    return Ask("S1", kind, "Any of it?", questions, facts=tuple(question.fact for question in questions))


def test_of_several_slots_only_the_first_is_shown() -> None:
    assert screen(ask("slots", SIDE, PAIN)).questions == (SIDE,)


def test_a_drill_is_one_list_to_tick() -> None:
    shown = screen(ask("drill", TINGLE, SIDE, WEAK))

    assert (shown.layout, shown.questions) == ("ticks", (TINGLE, WEAK))


def test_a_single_repair_says_why_it_asks_again() -> None:
    assert screen(ask("repair", SIDE)).lead_in == "Any of it?"


@pytest.mark.parametrize(("word", "means"), [("yes", True), ("no", False), ("dont_know", DONT_KNOW)])
def test_one_word_answers_a_bundle(word: str, means: bool | Unsure) -> None:
    assert read_reply(ask("bundle", TINGLE, WEAK), {"bundle": word}) == Reply({}, bundle=means)


@pytest.mark.parametrize(
    ("question", "word", "value"),
    [
        (TINGLE, "yes", True),
        (TINGLE, "dont_know", DONT_KNOW),
        (PAIN, "3", 3.0),
        (PAIN, " 2,5 ", 2.5),
        (SIDE, "left", "left"),
        (SIDE, "dont_know", DONT_KNOW),
    ],
)
def test_a_single_answer_is_read_by_its_kind(question: Question, word: str, value: Answer) -> None:
    assert read_reply(ask("one", question), {question.fact: word}).given == {question.fact: value}


@pytest.mark.parametrize(
    ("question", "word"),
    [(TINGLE, "3"), (TINGLE, ""), (PAIN, "11"), (PAIN, "much"), (PAIN, "nan"), (SIDE, "middle")],
)
def test_an_answer_that_cannot_be_is_refused(question: Question, word: str) -> None:
    with pytest.raises(InputError):
        read_reply(ask("one", question), {question.fact: word})


def test_ticks_mean_no_for_the_rest_only_when_the_button_says_so() -> None:
    ticked = {"q.tingle": "yes"}

    closed = read_reply(ask("drill", TINGLE, WEAK), ticked | {"rest": "no"})
    unsure = read_reply(ask("drill", TINGLE, WEAK), ticked | {"rest": "dont_know"})

    assert closed.given == {"q.tingle": True, "q.weak": False}
    assert unsure.given == {"q.tingle": True, "q.weak": DONT_KNOW}


@pytest.mark.parametrize("kind", ["bundle", "drill", "profile", "one"])
def test_silence_is_never_an_answer(kind: str) -> None:
    with pytest.raises(InputError):
        read_reply(ask(kind, TINGLE, WEAK), {})


def test_what_the_profile_page_leaves_empty_is_not_known() -> None:
    reply = read_reply(ask("profile", PAIN, TINGLE), {"q.pain": "", "rest": "no"})

    assert reply.given == {"q.pain": DONT_KNOW, "q.tingle": False}
