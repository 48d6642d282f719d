"""Definition messages: what the data messages after them look like.

Source: FIT protocol, "Definition message" and "Developer data".
"""

from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

DEVELOPER_BIT = 0x20
_FIXED_BYTES = 6  # header, reserved, architecture, global number (2), count of fields


class Field(NamedTuple):
    """One field of a definition."""

    number: int
    size: int
    base: int
    """The base type's identifier; means nothing for a developer's field, whose description says it."""
    start: int
    """Where the value begins, in bytes from the message's header."""
    developer: int | None
    """Whose field it is: the developer's index in this part, None for FIT's own fields."""


class Definition:
    """One kind of data message, with the places of all messages of that kind."""

    __slots__ = ("epoch", "message_bytes", "number", "rows", "sent", "wire")

    def __init__(self, wire: bytes, epoch: int = 0) -> None:
        self.wire = wire
        """The definition message as found; where it is sent again word for word, it is the same definition."""
        self.epoch = epoch
        """Where the last description of a developer's field before it stands; 0 without one."""
        self.number, self.message_bytes = number_and_length(wire)
        """FIT's global number of the message (20 is a record), and each one's length with its header byte."""
        self.sent = array("q")
        """Offsets at which the definition stands in the file …"""
        self.rows = array("q")
        """… and those of its data messages, in order."""

    @property
    def local(self) -> int:
        """Give the local type by which data messages name it: 0-15."""
        return self.wire[0] & 0x0F


@lru_cache(maxsize=512)  # a watch writes the same definitions into every file
def number_and_length(wire: bytes) -> tuple[int, int]:
    """Give FIT's global number of the messages that a definition message defines, and their length in bytes."""
    plain_end = _FIXED_BYTES + 3 * wire[5]
    number = int.from_bytes(wire[3:5], "big" if wire[2] else "little")
    return number, 1 + sum(wire[7:plain_end:3]) + sum(wire[plain_end + 2 :: 3])


def order_of(wire: bytes) -> str:
    """Give the order of bytes in the messages, in NumPy's letters."""
    return ">" if wire[2] else "<"


def fields_of(wire: bytes) -> Iterator[Field]:
    """Give the fields in order, those of no bytes left out."""
    start, plain_end = 1, _FIXED_BYTES + 3 * wire[5]
    for at in (*range(_FIXED_BYTES, plain_end, 3), *range(plain_end + 1, len(wire), 3)):
        number, size, last = wire[at : at + 3]
        if size:
            yield Field(number, size, last, start, last if at >= plain_end else None)
        start += size


def developer_fields_of(wire: bytes) -> Iterator[tuple[int, int]]:
    """Give the developer's index and the number of each developer's field, likewise."""
    told = wire[_FIXED_BYTES + 3 * wire[5] + 1 :]
    return ((told[at + 2], told[at]) for at in range(0, len(told), 3) if told[at + 1])


def wire_of(data: bytes, at: int, *, end: int) -> bytes | None:
    """Give the bytes of the definition message that starts at `at`; None when it does not end before `end`."""
    if at + _FIXED_BYTES > end:
        return None
    wire_end = at + _FIXED_BYTES + 3 * data[at + 5]
    if data[at] & DEVELOPER_BIT:
        if wire_end >= end:
            return None
        wire_end += 1 + 3 * data[wire_end]
    return data[at:wire_end] if wire_end <= end else None
