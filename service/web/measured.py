"""A measure as a runner reads it: by its unit, in kilometres or miles."""

from collections.abc import Callable

from service.core.metrics import Measure
from service.web.formats import MINUS, MISSING, amount, climb, distance, duration, number, pace

FAR = frozenset({"distance", "onset"})
"""Metres along the road; all others go up or down."""
_DIGITS = {"%": 1, "ratio": 2, "points": 1, "L": 1}
_BARE = frozenset({"ratio", "count", "load", "watch load", "TRIMP", "Edwards", "Lucia", "AU"})
"""Units that stand in the name of the number already, or are none."""


def measured(name: str, measure: Measure, units: str) -> str:
    """Give the value with its unit; the dash where there is none."""
    value, unit = measure.value, measure.unit
    if value is None:
        return MISSING
    special: dict[str, Callable[[float], str]] = {
        "s": lambda seconds: _offset(seconds) if name == "utc_offset" else duration(seconds),
        "s/km": lambda seconds: pace(seconds, units),
        "m": lambda metres: distance(metres, units) if name in FAR else climb(metres, units),
        "C": lambda degrees: f"{number(degrees)} °C",
    }
    if unit in special:
        return special[unit](value)
    if unit.startswith("0-"):
        most = unit.removeprefix("0-")
        return f"{number(value, 0 if most == '100' else 1)} of {most}"
    digits = 1 if name == "late_cadence" else _DIGITS.get(unit, 0)
    told = number(value, digits) if unit in _BARE else amount(value, unit, digits)
    return told.replace("-", MINUS, 1) if told.startswith("-") else told


def _offset(seconds: float) -> str:
    sign = "+" if seconds >= 0 else MINUS
    return f"UTC{sign}{int(abs(seconds)) // 3600}:{int(abs(seconds)) % 3600 // 60:02d}"
