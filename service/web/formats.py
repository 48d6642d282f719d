"""Numbers as a runner reads them. SI comes in; kilometres or miles, pace and plain durations go out.

What is missing is an en dash, never a zero; and nothing rounds to minus nought (the `z` of the formats).
"""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from service.core.units import METRES_PER_MILE

MISSING = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
FEET_PER_METRE = 1 / 0.3048

_KM = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)\s?km\b(?!/)")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|(?:km|miles|bpm|spm|min|h|m|s)\b))")
_PER_KM = re.compile(r"(?<![\w.,])(\d+):([0-5]\d)\s?(?:min)?/km\b")


def _absent(value: float | None) -> bool:
    return value is None or math.isnan(value)


def number(value: float | None, digits: int = 0) -> str:
    """Give the number with thousands separated: 1,240."""
    return MISSING if value is None or math.isnan(value) else f"{value:z,.{digits}f}"


def distance(metres: float | None, units: str, digits: int = 1) -> str:
    """Give 12.4 km or 7.7 miles."""
    if metres is None or math.isnan(metres):
        return MISSING
    far, unit = (metres / METRES_PER_MILE, "miles") if units == "mi" else (metres / 1000, "km")
    return f"{far:z.{digits}f} {unit}"


def pace(s_per_km: float | None, units: str) -> str:
    """Give 5:07 /km, rounded to the second."""
    if s_per_km is None or math.isnan(s_per_km):
        return MISSING
    per_unit = s_per_km * METRES_PER_MILE / 1000 if units == "mi" else s_per_km
    minutes, seconds = divmod(round(per_unit), 60)
    return f"{minutes}:{seconds:02d} /{'mile' if units == 'mi' else 'km'}"


def duration(seconds: float | None) -> str:
    """Give 2 h 05 min, 48 min or 35 s, as short as it stays exact enough."""
    if seconds is None or math.isnan(seconds):
        return MISSING
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def climb(metres: float | None, units: str) -> str:
    """Give 120 m or 394 ft."""
    if metres is None or math.isnan(metres):
        return MISSING
    return f"{metres * FEET_PER_METRE:z,.0f} ft" if units == "mi" else f"{metres:z,.0f} m"


def rise(metres: float | None, units: str) -> str:
    """Give +12 m or -39 ft, with a proper minus."""
    if metres is None or math.isnan(metres):
        return MISSING
    high, unit = (metres * FEET_PER_METRE, "ft") if units == "mi" else (metres, "m")
    return f"{signed(high)} {unit}"


def signed(value: float) -> str:
    """Give +4, -12 with a proper minus, or 0 alone: what rounds to nothing has no direction."""
    whole = round(value)
    return f"{whole:+,}".replace("-", MINUS) if whole else "0"


def stopwatch(seconds: float | None) -> str:
    """Give 5:07 or 1:05:07, as a watch does."""
    if seconds is None or math.isnan(seconds):
        return MISSING
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}" if minutes >= 60 else f"{minutes}:{rest:02d}"


def amount(value: float | None, unit: str, digits: int = 0) -> str:
    """Give a number with its unit, or the dash alone."""
    return MISSING if _absent(value) else f"{number(value, digits)} {unit}"


_NEAR = {0: "Today", 1: "Yesterday", -1: "Tomorrow"}


def day(when: date, today: date, *, short: bool = False) -> str:
    """Give Today, Yesterday, Tomorrow, Saturday 21 November (short: Sat 21 Nov), with its year when that is another."""
    near = _NEAR.get((today - when).days)
    if near:
        return near
    words = f"{when:%a} {when.day} {when:%b}" if short else f"{when:%A} {when.day} {when:%B}"
    return words if when.year == today.year else f"{words} {when.year}"


def mid_day(when: date, today: date) -> str:
    """Give the day as it stands within a sentence: since yesterday, since Saturday 21 November."""
    words = day(when, today)
    return words.lower() if words in _NEAR.values() else words


def on_day(when: date, today: date) -> str:
    """Give today, yesterday, tomorrow, or "on Saturday 21 November"."""
    words = mid_day(when, today)
    return words if words.islower() else f"on {words}"


def time_of_day(moment: datetime, utc_offset_s: float | None) -> str:
    """Give 07:40 on the runner's clock; without the offset the time is UTC's and says so."""
    if utc_offset_s is None:
        return f"{moment:%H:%M} UTC"
    return f"{moment + timedelta(seconds=utc_offset_s):%H:%M}"


def waits(hours: Sequence[int]) -> str:
    """Give "24, 48 and 72 hours" or "7 and 14 days": days only where all are whole and one is late."""
    in_days = any(hour > 72 for hour in hours) and all(hour % 24 == 0 for hour in hours)
    numbers = [str(hour // 24 if in_days else hour) for hour in hours]
    listed = " and ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1] if numbers else ""]))
    one = "day" if in_days else "hour"
    return f"{listed} {one}" if numbers == ["1"] else f"{listed} {one}s"


def megabytes(size: int) -> str:
    """Give 32 MB: binary megabytes, as file managers show them."""
    return f"{size / (1024 * 1024):.0f} MB"


def worded(sentence: str, units: str) -> str:
    """Give a finding's sentence, which is written in kilometres, in the runner's units.

    A number never loses its unit at the end of a line.
    """
    if units == "mi":
        sentence = _PER_KM.sub(lambda m: pace(int(m[1]) * 60 + int(m[2]), "mi"), sentence)
        sentence = _KM.sub(lambda m: distance(float(m[1]) * 1000, "mi"), sentence)
    return _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", sentence)
