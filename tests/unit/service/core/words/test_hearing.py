from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from service.content.loader import load
from service.core.facts import validate
from service.core.words import hear
from service.core.words.tokens import tokens

REAL = load()
SUNDAY = date(2026, 11, 22)
PHRASES = Path(__file__).parents[4] / "data/phrases.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
WORDS = sorted({word for phrase in REAL.vocabulary.phrases for word in phrase})
YES = sorted(
    (phrase, next(iter(facts)))
    for phrase, facts in REAL.vocabulary.phrases.items()
    if [value is True for value in facts.values()] == [True]
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["say"] or "silence") for case in CASES])
def test_what_is_said_is_heard_and_nothing_else(case: dict[str, Any]) -> None:
    assert hear(case["say"], REAL, today=SUNDAY) == validate(case["hears"])


def test_there_are_enough_phrases_to_trust_it() -> None:
    assert len({case["say"] for case in CASES}) >= 60


@pytest.mark.parametrize(("phrase", "fact"), YES, ids=[" ".join(phrase) for phrase, _ in YES])
def test_every_yes_can_be_said_denied_and_left_open(phrase: tuple[str, ...], fact: str) -> None:
    said = " ".join(phrase)

    assert hear(said, REAL) == {fact: True}
    assert hear(f"no {said}", REAL) == {fact: False}
    assert hear(f"not sure about {said}", REAL) == {}
    assert hear(f"maybe {said}", REAL) == {}
    assert hear(f"no {said}. Well, {said}.", REAL) in ({fact: True}, {})


def test_a_weekday_means_nothing_without_a_calendar() -> None:
    assert hear("since Saturday", REAL) == {}


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_danger_is_false_only_after_a_plain_no(words: list[str]) -> None:
    denying = REAL.vocabulary.negators
    facts = hear(" ".join(word for word in words if word not in denying), REAL)

    assert False not in [value for value in facts.values() if isinstance(value, bool)]


@given(st.text(max_size=80))
def test_any_text_is_heard_without_complaint_as_facts_that_can_be(text: str) -> None:
    facts = hear(text, REAL, today=SUNDAY)

    assert validate(facts) == facts


def test_numbers_in_words_are_digits() -> None:
    numbers = {"fifty": 50.0, "one": 1.0, "ten": 10.0}

    assert tokens("Fifty-one, one out of ten; 3\u20134", numbers) == [
        "51", ",", "1", "out", "of", "10", ".", "3", "to", "4",
    ]  # fmt: skip
