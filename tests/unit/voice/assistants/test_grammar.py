import pytest

from service.core.errors import ContentError
from voice.assistants.grammar import LONGEST, grammar, sentences
from voice.ears.vocabulary import modes
from voice.player.intent import Intent

SAID = {
    "start_session": ["start my stretches", "Begin today's exercises, please!", "let's stretch", "I'm ready"],
    "warm_up": ["warm me up", "start the warm-up", "start a warm up"],
    "after_run": ["start my cool-down", "begin the after-run sweep", "start my stretches after the run"],
    "gentle_walk": ["a walk", "start a walk", "let's go for a walk", "walking"],
    "gentle_ride": ["cycling", "easy cycling", "a bike ride"],
    "gentle_swim": ["swimming", "let's go swimming", "a swim"],
    "gentle_yoga": ["yoga", "start the yoga", "a little yoga"],
    "check_in": ["check in", "start my check-in", "ask me questions", "answer the re-check"],
    "legs": ["how are my legs today", "How are my legs?", "can I run today", "what's the plan for today", "status"],
    "hurts": ["that hurts", "ouch", "it's painful", "my calf hurts"],
    "next": ["next", "next one", "skip this", "move on", "I'm done"],
    "back": ["go back", "previous"],
    "repeat": ["repeat that", "say that again", "pardon?"],
    "pause": ["pause", "hold on", "wait a moment"],
    "resume": ["resume", "carry on", "continue my session"],
    "stop": ["stop", "end the session", "that's enough"],
    "slower": ["slow down", "too fast"],
    "faster": ["speed up", "too slow"],
    "easier": ["make it easier", "too hard"],
    "harder": ["harder", "too easy"],
    "how_long": ["how long", "how much longer is it", "how long left"],
    "how_many_left": ["how many are left", "how many more"],
    "where": ["where are we", "what's next", "which exercise is this"],
    "help": ["help", "what can I say"],
    "yes": ["yes", "yeah"],
    "no": ["no", "nope", "nothing hurts"],
    "number": ["four", "4"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, said in SAID.items() for text in said])
def test_the_wishes_are_understood_with_their_synonyms(name: str, text: str) -> None:
    heard = grammar()(text)

    assert heard is not None
    assert heard.name == name


@pytest.mark.parametrize(
    "text",
    ["my hamstring is a four", "my hamstring is a 4", "it hurts 4", "pain four", "My left calf is 4/10",
     "it's a 4 out of 10", "my right thigh feels like a four out of ten"],
)  # fmt: skip
def test_a_number_is_the_same_as_word_and_digit(text: str) -> None:
    assert grammar()(text) == Intent("hurts", 4)


@pytest.mark.parametrize(
    "text",
    ["", "sing me a song", "my right hamstring hurts since Saturday", "I have chest pain", "no, but my heart jumps",
     "my hamstring is an eleven", "start", "next " * LONGEST],
)  # fmt: skip
def test_other_words_are_no_wish_or_only_the_plain_one(text: str) -> None:
    heard = grammar()(text)

    assert heard is None or heard == Intent("start_session")


def test_every_intent_has_its_sentences_here_and_says_what_it_is_for() -> None:
    told = sentences()["intents"]

    assert told.keys() == SAID.keys()
    assert all(set(one) == {"says", "sentences"} for one in told.values())


def test_a_language_without_sentences_is_refused() -> None:
    with pytest.raises(ContentError, match="no sentences"):
        grammar("xx")("start")


def test_what_the_ears_hear_is_understood_as_text_too() -> None:
    heard = {command: grammar()(phrases[0]) for command, phrases in modes()["working"].phrases.items()}
    named = {"begin": "start_session", "skip": "next"}

    assert {command: wish and wish.name for command, wish in heard.items()} == {
        command: named.get(command, command) for command in heard
    }
