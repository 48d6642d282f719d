"""A small, well-formed FIT file out of a body, for the libraries behind the first reader.

FIT in the wild breaks its own rules: a one-byte field that calls itself a 32-bit number, fields of no bytes,
developer fields nobody described. The libraries stumble over these in ways of their own, so definitions are
rewritten: fields nobody reads become plain bytes under one unused number, and sizes that do not fit their type
become bytes too. The data messages stay as they are; those that are cut off, or that nobody reads, are left out.
"""

from array import array
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

import numpy as np

from adapters.formats.fit.body import Body
from adapters.formats.fit.definitions import DEVELOPER_BIT, Definition, fields_of
from adapters.formats.fit.parts import MAGIC, MIN_HEADER_BYTES
from adapters.formats.fit.profile import BASES, BYTES
from adapters.formats.fit.wanted import MESSAGES, TIMESTAMP

_BYTE = 0x0D
_UNUSED_NUMBER = 0xFF  # FIT's "invalid" field number: no profile gives it a meaning

Triple = tuple[int, int, int]
"""A field as a definition writes it: number, size in bytes, base type."""


@dataclass(frozen=True, slots=True)
class Clean:
    """What the libraries are given."""

    data: bytes
    """A FIT file without its checksum: header, kept definitions, kept messages."""
    clean_marks: "array[int]"
    """Offsets in `data` where a run of copied bytes begins …"""
    file_marks: "array[int]"
    """… and where in the file those bytes stood."""

    def origin(self, offset: int) -> int:
        """Give where in the file the byte at this offset of `data` stood."""
        mark = bisect_right(self.clean_marks, offset) - 1
        return self.file_marks[mark] + offset - self.clean_marks[mark] if mark >= 0 else offset


def clean(body: Body) -> Clean:
    """Put the messages that somebody reads into a file of their own. Raises TooLarge when they are too many.

    With times in headers all messages stay: such a time is relative to whatever message came before.
    """
    kept = bytearray()
    clean_marks, file_marks = array("q"), array("q")
    shift = -1
    for at, definition, rewritten in _in_file_order(body):
        if at - len(kept) != shift:
            shift = at - len(kept)
            clean_marks.append(MIN_HEADER_BYTES + len(kept))
            file_marks.append(at)
        kept += rewritten or body.data[at : at + definition.message_bytes]
        shift = -1 if rewritten else shift  # rewritten bytes have a length of their own
    versions = body.data[body.part.start + 1 : body.part.start + 4]
    head = bytes((MIN_HEADER_BYTES,)) + versions + len(kept).to_bytes(4, "little") + MAGIC
    return Clean(head + bytes(kept), clean_marks, file_marks)


def _in_file_order(body: Body) -> Iterator[tuple[int, Definition, bytes]]:
    """Give what is kept: where it stands, its definition, and a definition's new bytes (none for messages)."""
    kept: list[tuple[Definition, bytes]] = []
    for definition in body.definitions:
        fields = _accepted(definition)
        # More than 255 fields cannot be written down again; nothing real comes near.
        if (definition.number in MESSAGES or body.has_short_times) and len(fields) <= 255:
            body.budget.spend("work", (3 + len(fields)) * (len(definition.rows) + len(definition.sent)))
            kept.append((definition, _written(definition, fields)))
    places = [np.frombuffer(where, np.int64) for known, _ in kept for where in (known.sent, known.rows)]
    if not places:
        return
    at = np.concatenate(places)
    which = np.repeat(np.arange(len(places)), [own.size for own in places])
    order = np.argsort(at, kind="stable")
    for place, source in zip(at[order].tolist(), which[order].tolist(), strict=True):
        definition, rewritten = kept[source // 2]
        yield place, definition, b"" if source % 2 else rewritten


def _written(definition: Definition, fields: list[Triple]) -> bytes:
    wire = definition.wire
    head = bytes((wire[0] & ~DEVELOPER_BIT, 0, wire[2])) + wire[3:5]
    return head + bytes((len(fields),)) + bytes(x for field in fields for x in field)


def _accepted(definition: Definition) -> list[Triple]:
    """Give the fields as the libraries shall see them; neighbours nobody reads are joined."""
    number = definition.number
    wanted: Container[int] = MESSAGES[number][1] if number in MESSAGES else (TIMESTAMP,)
    accepted: list[Triple] = []
    for field in fields_of(definition.wire):
        if field.developer is None and field.number in wanted:
            fits = field.size % BASES.get(field.base, BYTES).size == 0
            accepted.append((field.number, field.size, field.base if fits else _BYTE))
        elif accepted and accepted[-1][0] == _UNUSED_NUMBER and accepted[-1][1] + field.size <= 255:
            accepted[-1] = (_UNUSED_NUMBER, accepted[-1][1] + field.size, _BYTE)
        else:
            accepted.append((_UNUSED_NUMBER, field.size, _BYTE))
    return accepted
