"""Definition messages: how long the data messages after them are, and a form of them every reader accepts.

FIT in the wild breaks its own rules: a one-byte field that calls itself a 32-bit number, fields of no bytes,
developer fields nobody described. The readers stumble over these in ways of their own, so the definition is
rewritten before they see it: fields nobody reads become plain bytes under one unused number, and sizes that
do not fit their type become bytes too. The data messages stay as they are.

Source: FIT protocol, "Definition message"; base types by their identifier and size.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from adapters.formats.fit.wanted import MESSAGES, TIMESTAMP

_DEVELOPER_BIT = 0x20
_FIXED_BYTES = 6  # header, reserved, architecture, global number (2), count of fields
_BYTE = 0x0D
_UNUSED_NUMBER = 0xFF  # FIT's "invalid" field number: no profile gives it a meaning
_BASE_SIZES = {
    **dict.fromkeys((0x83, 0x84, 0x8B), 2),
    **dict.fromkeys((0x85, 0x86, 0x88, 0x8C), 4),
    **dict.fromkeys((0x89, 0x8E, 0x8F, 0x90), 8),
}
"""Base types of more than one byte."""

Field = tuple[int, int, int]
"""Number, size in bytes, base type."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What later data messages of one local type look like."""

    global_number: int
    wire_bytes: int
    """Length of the definition message itself, as found."""
    message_bytes: int
    """Length of each data message, its header byte included."""
    kept: bool
    """False when nobody reads such messages."""
    work: int
    """What a data message costs a reader: its values, and about as much as three for the message itself."""
    rewritten: bytes


def read_definition(data: bytes, at: int, *, end: int, keep_all: bool) -> Definition | None:
    """Read the definition that starts at `at`; None when it does not end before `end`."""
    if at + _FIXED_BYTES > end:
        return None
    order = ">" if data[at + 2] else "<"
    number = int.from_bytes(data[at + 3 : at + 5], "big" if order == ">" else "little")
    fields_end = at + _FIXED_BYTES + 3 * data[at + 5]
    wire_end = fields_end
    if data[at] & _DEVELOPER_BIT:
        if fields_end >= end:
            return None
        wire_end = fields_end + 1 + 3 * data[fields_end]
    if wire_end > end:
        return None
    plain = list(_triples(data, at + _FIXED_BYTES, fields_end))
    developer = list(_triples(data, fields_end + 1, wire_end))
    fields = _accepted([*plain, *((_UNUSED_NUMBER, size, _BYTE) for _, size, _ in developer)], number)
    # More than 255 fields cannot be written down again; nothing real comes near, such messages are skipped.
    kept = (number in MESSAGES or keep_all) and len(fields) <= 255
    head = bytes((data[at] & ~_DEVELOPER_BIT, 0, data[at + 2])) + data[at + 3 : at + 5]
    return Definition(
        global_number=number,
        wire_bytes=wire_end - at,
        message_bytes=1 + sum(size for _, size, _ in plain) + sum(size for _, size, _ in developer),
        kept=kept,
        work=3 + len(fields),
        rewritten=head + bytes((len(fields),)) + bytes(x for f in fields for x in f) if kept else b"",
    )


def _triples(data: bytes, start: int, end: int) -> Iterator[Field]:
    for at in range(start, end, 3):
        yield data[at], data[at + 1], data[at + 2]


def _accepted(fields: list[Field], number: int) -> list[Field]:
    """Give the fields as the readers shall see them; neighbours nobody reads are joined."""
    wanted: Container[int] = MESSAGES[number][1] if number in MESSAGES else (TIMESTAMP,)
    accepted: list[Field] = []
    for field_number, size, base in fields:
        if size == 0:
            continue
        if field_number in wanted:
            accepted.append((field_number, size, _BYTE if size % _BASE_SIZES.get(base, 1) else base))
        elif accepted and accepted[-1][0] == _UNUSED_NUMBER and accepted[-1][1] + size <= 255:
            accepted[-1] = (_UNUSED_NUMBER, accepted[-1][1] + size, _BYTE)
        else:
            accepted.append((_UNUSED_NUMBER, size, _BYTE))
    return accepted
