"""FIT's times, words and numbers as ours: aware UTC datetimes, strings, floats, and None where nothing is."""

from datetime import UTC, datetime
from math import isfinite

from adapters.formats.fit.messages import Message

EPOCH_S = 631_065_600
"""FIT counts seconds from 1989-12-31T00:00Z; this is that moment in Unix time. Source: FIT profile."""
FIRST_ABSOLUTE_S = 0x10000000
"""Smaller values are seconds since the watch was switched on, so not a time of day. Source: FIT profile."""

_QUARTER_S = 900
_MAX_OFFSET_S = 14 * 3600


def moment(unix_s: float | None) -> datetime | None:
    """Give Unix seconds as an aware UTC datetime; None where the watch did not know the day."""
    known = unix_s is not None and FIRST_ABSOLUTE_S + EPOCH_S <= unix_s < 2**32 + EPOCH_S
    return datetime.fromtimestamp(unix_s, UTC) if unix_s is not None and known else None


def number(message: Message, name: str) -> float | None:
    """Give a field as a finite number."""
    value = message.get(name)
    return float(value) if isinstance(value, int | float) and isfinite(value) else None


def word(message: Message, name: str) -> str | None:
    """Give a field as FIT's word, or as a number in digits where the profile has no word for it."""
    value = message.get(name)
    return None if value is None else str(value)


def utc_offset_s(message: Message) -> int | None:
    """Give local time minus UTC from an `activity` message, in the quarter hours of all time zones."""
    utc, local = number(message, "timestamp"), number(message, "local_timestamp")
    if utc is None or local is None or abs(local - utc) > _MAX_OFFSET_S:
        return None
    return round((local - utc) / _QUARTER_S) * _QUARTER_S
