"""What the pages write, as a voice would say it: numbers in words, no brackets, kilometres or miles.

A sentence for the eye says 42.2 km; nobody says that aloud. From ten on a distance is told to the half, below
to a tenth, so that a listener keeps it. Dates stay as they are: a voice reads them well.
"""

import re
from collections.abc import Callable

from service.core.findings.numerals import decimal, halves, whole
from service.core.findings.values import Finding
from service.core.units import METRES_PER_MILE

FEET_PER_METRE = 1.0 / 0.3048

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = r"[+-]?\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS = {
    "%": "per cent",
    "°C": "degrees",
    "spm": "steps a minute",
    "bpm": "beats a minute",
    "g": "grams",
    "litres": "litres",
}
_MET = {"km": "kilometre", "mi": "mile"}


def spoken(finding: Finding, *, units: str = "km") -> str:
    """Give a finding as one passage for the ear: what was found, then what it means."""
    return f"{say(finding.sentence, units=units)} {say(finding.meaning, units=units)}"


def say(sentence: str, *, units: str = "km") -> str:
    """Give a written sentence as it is said. `units`: km or mi, as the runner set them."""
    said = re.sub(r" \(95 % interval [^)]*\)", "", sentence)  # nobody says that aloud
    said = re.sub(r" \(([^)]*)\)(?=[.,;:])", r", \1", said)
    said = re.sub(r" \(([^)]*)\)", r", \1,", said)
    for pattern, words in _rules(units):
        said = re.sub(pattern, words, said)
    return re.sub(r"(?:^|(?<=[.!?] ))[a-z]", lambda m: m[0].upper(), said)


Words = Callable[["re.Match[str]"], str]


def _rules(units: str) -> tuple[tuple[str, Words], ...]:
    """Give the patterns in order: what has a unit first, then hours and minutes, then bare numbers."""
    named = "|".join(map(re.escape, _UNITS))
    return (
        (r"(\d+):([0-5]\d)\s?/km\b", lambda m: _pace(60 * int(m[1]) + int(m[2]), units)),
        (r"(\d+(?:\.\d+)?) km\b", lambda m: _distance(float(m[1]), units)),
        (r"(\d+(?:\.\d+)?) m\b", lambda m: _height(float(m[1]), units)),
        (r"(\d+) h (\d+) min\b", lambda m: _clock(int(m[1]), int(m[2]))),
        (r"(\d+) min\b", lambda m: _counted(int(m[1]), "minute")),
        (rf"({_NUMBER}) ?({named})(?![\w])", lambda m: f"{decimal(m[1])} {_UNITS[m[2]]}"),
        (rf"(?<![\w.,])({_NUMBER})(?![\w.]*\d)(?! (?:{_MONTH})\b)", _bare),
    )


def _bare(match: "re.Match[str]") -> str:
    """Say a number without a unit, unless it is the year of a date."""
    before = match.string[: match.start()]
    return match[0] if re.search(rf"(?:{_MONTH}) $", before) else decimal(match[1].rstrip(","))


def _distance(km: float, units: str) -> str:
    far = km * 1000.0 / METRES_PER_MILE if units == "mi" else km
    unit = _MET.get(units, "kilometre")
    words = halves(far) if far >= 10.0 else decimal(f"{far:.1f}")
    return f"{words} {unit}" if words == "one" else f"{words} {unit}s"


def _height(metres: float, units: str) -> str:
    if units == "mi":
        return _counted(10 * round(metres * FEET_PER_METRE / 10.0), "foot", many="feet")
    return _counted(round(metres), "metre")


def _pace(s_per_km: int, units: str) -> str:
    seconds = round(s_per_km * METRES_PER_MILE / 1000.0) if units == "mi" else s_per_km
    minutes, rest = divmod(seconds, 60)
    told = f" {whole(rest)}" if rest else ""
    return f"{_counted(minutes, 'minute')}{told} per {_MET.get(units, 'kilometre')}"


def _clock(hours: int, minutes: int) -> str:
    told = f" and {_counted(minutes, 'minute')}" if minutes else ""
    return f"{_counted(hours, 'hour')}{told}"


def _counted(number: int, noun: str, *, many: str | None = None) -> str:
    return f"{whole(number)} {noun if number == 1 else many or noun + 's'}"
