from importlib.resources import files

import pytest

from service.core.errors import ContentError
from voice.phrases.loader import load, parse

ENGLISH = (files("voice.phrases") / "en.yaml").read_text("utf-8")


def test_english_loads_whole() -> None:
    phrases = load()

    assert phrases.number(8) == "eight"
    assert phrases.duration(60) == "one minute"
    assert phrases.duration(135) == "two minutes and fifteen seconds"
    assert phrases.number(75) == "75"


def test_number_words_stand_at_their_own_place() -> None:
    phrases = load()

    assert len(phrases.numbers) == 61
    assert [phrases.number(n) for n in (0, 13, 20, 45, 60)] == [
        "zero",
        "thirteen",
        "twenty",
        "forty-five",
        "sixty",
    ]


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (ENGLISH.replace("    half:", "    whole:"), "cue.half is missing; cue.whole is not used"),
        (ENGLISH.replace("  paused:", "  pausing:"), "paused is missing"),
        (ENGLISH.replace('"Rest for {time}."', '"Rest a while."'), r"rest.for must fill in \['time'\]"),
        ("[]", "exactly"),
    ],
)
def test_a_file_that_does_not_fit_stops_the_start(broken: str, complaint: str) -> None:
    with pytest.raises(ContentError, match=complaint):
        parse(broken)


@pytest.mark.parametrize("language", ["xx", "../en", ""])
def test_a_language_without_words_is_named(language: str) -> None:
    with pytest.raises(ContentError, match="no spoken words"):
        load(language)
