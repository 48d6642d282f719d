"""Numbers with a meaning: how strong (4 out of 10), since when (for three weeks), how old (I am 51)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from service.core.catalogue import FactValue
from service.core.words.tokens import number

DAYS_IN: Mapping[str, int] = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365,
}  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LASTING = frozenset({"for", "since", "past", "last", "about", "already", "been", "nearly", "almost"})
"""What may stand in front of a length of time that the pain has lasted."""
MOVING = frozenset(
    {"ran", "run", "running", "raced", "race", "marathon", "rested", "rest", "resting", "trained", "training",
     "train", "flew", "drove", "holiday", "ill", "off", "after", "every", "within"}
)  # fmt: skip
"""What in front of a length of time makes it something else's: "I ran a marathon two days ago"."""

Found = tuple[int, int, Mapping[str, FactValue]]
"""First word, word after the last, and the facts."""


def measures(words: Sequence[str], *, today: date | None) -> Iterator[Found]:
    """Give every measure in the words, in order; they never overlap."""
    at = 0
    while at < len(words):
        found = _pain(words, at) or _age(words, at) or _lasting(words, at) or _weekday(words, at, today)
        if found is None:
            at += 1
        else:
            yield found
            at = found[1]


def _pain(words: Sequence[str], at: int) -> Found | None:
    """Read "4 out of 10", "4/10", "3 to 4 out of 10" (the higher counts), "pain is 6", "pain of 6"."""
    top = number(words[at])
    if top is not None:
        end = at + 1
        if tuple(words[end : end + 1]) == ("to",) and number(_at(words, end + 1)) is not None:
            top, end = max(top, number(words[end + 1]) or 0), end + 2
        scale = 3 if tuple(words[end : end + 2]) == ("out", "of") else 2 if _at(words, end) == "/" else 0
        effort = "effort" in words[end + scale : end + scale + 2]
        if scale and _at(words, end + scale - 1) == "10" and 0 <= top <= 10 and not effort:
            return at, end + scale, {"q.pain": top}
        return None
    if words[at] in {"pain", "level"}:
        end = at + (2 if _at(words, at + 1) in {"is", "of", "level", "about"} else 1)
        value = number(_at(words, end))
        if value is not None and 0 <= value <= 10 and _ends(words, end + 1):
            return at, end + 1, {"q.pain": value}
    return None


def _age(words: Sequence[str], at: int) -> Found | None:
    """Read "I am 51", "I'm 51 years old", "aged 51". Only as a whole thought or with "years old"."""
    for start in (("i", "am"), ("i'm",), ("im",), ("aged",)):
        end = at + len(start)
        value = number(_at(words, end))
        if tuple(words[at:end]) == start and value is not None and 10 <= value <= 110:
            told = 2 if tuple(words[end + 1 : end + 3]) == ("years", "old") else 0
            if told or _ends(words, end + 1):
                return at, end + 1 + told, {"p.age": value}
    return None


def _lasting(words: Sequence[str], at: int) -> Found | None:
    """Read "for three weeks", "2 days ago", "a week ago", "since 10 days"."""
    value = 1.0 if words[at] in {"a", "an"} else number(words[at])
    days = DAYS_IN.get(_at(words, at + 1))
    if value is None or days is None:
        return None
    ago = _at(words, at + 2) in {"ago", "now"}
    before = words[at - 1] if at else ""
    led = before in LASTING
    if not (ago or led) or not MOVING.isdisjoint(words[:at]):
        return None
    return at, at + (3 if ago else 2), {"q.onset_days": value * days}


def _weekday(words: Sequence[str], at: int, today: date | None) -> Found | None:
    """Read "since saturday": the last one, and a week ago when that is today's name."""
    day = _at(words, at + 1)
    if today is None or words[at] != "since" or day not in WEEKDAYS:
        return None
    days = (today.weekday() - WEEKDAYS.index(day)) % 7 or 7
    return at, at + 2, {"q.onset_days": float(days)}


def _ends(words: Sequence[str], at: int) -> bool:
    return _at(words, at) in {"", ".", "and", "but", "with", "when", "on", "in", "today", "now"}


def _at(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
