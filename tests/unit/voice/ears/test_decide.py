import pytest

from voice.ears.decide import ACCEPT, ACCEPT_EAGER, ASK_BACK, Heard, decide
from voice.ears.vocabulary import modes

WORKING = modes()["working"]
QUESTION = modes()["question"]


def test_the_likeliest_command_is_taken() -> None:
    assert decide({"next": -0.2, "back": -6.0}, WORKING, {}) == Heard("next", -0.2)


def test_other_words_are_left() -> None:
    assert decide({"next": ACCEPT - ASK_BACK - 0.1, "back": -9.0}, WORKING, {}) is None


def test_what_misses_by_a_little_is_asked_back() -> None:
    heard = decide({"next": ACCEPT - 0.1, "back": -9.0}, WORKING, {})

    assert heard == Heard("next", ACCEPT - 0.1, sure=False)


def test_two_commands_that_are_near_each_other_are_asked_back() -> None:
    heard = decide({"next": -1.0, "back": -1.1}, WORKING, {})

    assert heard == Heard("next", -1.0, sure=False)


@pytest.mark.parametrize("command", ["stop", "hurts"])
def test_stop_and_hurts_are_taken_at_a_lower_score(command: str) -> None:
    between = (ACCEPT + ACCEPT_EAGER) / 2

    heard = decide({command: between, "next": -9.0}, WORKING, {})

    assert heard == Heard(command, between)
    assert decide({"next": between, command: -9.0}, WORKING, {}) != Heard("next", between)


def test_a_word_that_sounds_like_a_command_is_left() -> None:
    near = decide({"3": -0.5, "1": -6.0}, QUESTION, {"3": -2.0})
    clear = decide({"3": -0.5, "1": -6.0}, QUESTION, {"3": -5.0})

    assert (near, clear) == (None, Heard("3", -0.5))


def test_nothing_to_choose_from_is_nothing_heard() -> None:
    assert decide({}, WORKING, {}) is None


def test_a_likelihood_is_between_0_and_1() -> None:
    assert Heard("next", -0.6931).likelihood == pytest.approx(0.5, abs=0.001)
