"""How written things are said: what an engine would read letter by letter, sign by sign, or wrongly.

Captions keep the written form; only the engine gets the spoken one. English; all of it ours.
"""

import re
from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "SLDL": "single-leg deadlift",
    "SLRDL": "single-leg Romanian deadlift",
    "RDL": "Romanian deadlift",
    "ITB": "I T band",
    "DOMS": "muscle soreness",
    "HR": "heart rate",
    "bpm": "beats a minute",
    "reps": "repetitions",
    "rep": "repetition",
    "vs": "versus",
    "approx.": "about",
    "e.g.": "for example",
    "i.e.": "that is",
    "km/h": "kilometres an hour",
    "min/km": "minutes a kilometre",
}
"""Whole words, as they stand."""
_UNITS = {
    "s": ("second", "seconds"),
    "sec": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "h": ("hour", "hours"),
    "m": ("metre", "metres"),
    "cm": ("centimetre", "centimetres"),
    "km": ("kilometre", "kilometres"),
    "kg": ("kilogram", "kilograms"),
    "%": ("per cent", "per cent"),
    "°": ("degree", "degrees"),
}
_WORD = re.compile(
    "|".join(rf"(?<![\w/]){re.escape(word)}(?![\w/])" for word in sorted(WORDS, key=len, reverse=True))
)
_TIMES = re.compile(r"(?<=\d)\s*[x×]\s*(?=\d)")  # noqa: RUF001 - the sign itself
_NINETY = re.compile(r"\b90/90\b")
_SHARE = re.compile(r"\b(\d+)\s*/\s*(\d+)\b")
_RANGE = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")  # noqa: RUF001 - the dashes that texts use
_AMOUNT = re.compile(r"\b(\d+(?:\.\d+)?)\s?(sec|min|km|cm|kg|s|h|m|%|°)(?![\w/])")


def spoken_form(text: str) -> str:
    """Give the text as it is to be said: "SLDL, 3 x 30 s" → "single-leg deadlift, 3 times 30 seconds"."""
    text = _WORD.sub(lambda found: WORDS[found.group()], text)
    text = _NINETY.sub("ninety ninety", text)
    text = _TIMES.sub(" times ", text)
    text = _RANGE.sub(" to ", text)
    text = _AMOUNT.sub(lambda found: f"{found[1]} {_UNITS[found[2]][found[1] != '1']}", text)
    return _SHARE.sub(r"\1 of \2", text)
