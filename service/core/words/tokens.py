"""A sentence as plain words, thought by thought, with its numbers as digits."""

import re
from collections.abc import Collection, Mapping, Sequence

STOP, COMMA = ".", ","
_WORD = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)?'?|[.,;:!?/]")
_TENS_FROM = 20


def tokens(text: str, numbers: Mapping[str, float]) -> list[str]:
    """Give the words in lower case: `.` and `,` for pauses, `?` for a question, digits for numbers."""
    plain = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    plain = re.sub(r"(\d)\s*[-\u2013]\s*(\d)", r"\1 to \2", plain).replace("-", " ")
    made: list[str] = []
    tens = False
    for word in _WORD.findall(plain):
        value = numbers.get(word)
        if tens and value is not None and 0 < value < 10:
            made[-1] = f"{float(made[-1]) + value:g}"  # "fifty one"
            tens = False
            continue
        tens = value is not None and value >= _TENS_FROM
        made.append(_plain(word) if value is None else f"{value:g}")
    return made


def number(word: str) -> float | None:
    """Give the number that the word is, or None."""
    return float(word) if re.fullmatch(r"\d+(?:\.\d+)?", word) else None


def first_of(words: Sequence[str], phrases: Collection[tuple[str, ...]]) -> int:
    """Give the place where the first of these phrases begins, or the number of words."""
    for at in range(len(words)):
        if any(tuple(words[at : at + len(say)]) == say for say in phrases):
            return at
    return len(words)


def holds_any(words: Sequence[str], phrases: Collection[tuple[str, ...]]) -> bool:
    """Say whether any of the phrases stands in these words."""
    return first_of(words, phrases) < len(words)


def _plain(word: str) -> str:
    return STOP if word in {";", ":", "!"} else word
