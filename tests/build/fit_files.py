"""Whole FIT bodies by chance: definitions of any shape, rows of them, new definitions in the middle.

Everything that the libraries can read, and nothing that makes them differ from each other: lists, texts, both
orders of bytes, times in headers, several definitions of one message, and fields that nobody knows.
"""

import struct
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.build import fit

BASES = {
    0x00: "B",
    0x01: "b",
    0x02: "B",
    0x83: "h",
    0x84: "H",
    0x85: "i",
    0x86: "I",
    0x88: "f",
    0x89: "d",
    0x0A: "B",
    0x8B: "H",
    0x8C: "I",
    0x8E: "q",
    0x8F: "Q",
}
RECORD, SESSION, EVENT, UNKNOWN = 20, 18, 21, 0xFF00
FIELDS = {
    RECORD: (0, 1, 2, 3, 4, 5, 6, 7, 13, 39, 41, 53, 73, 78, 83, 84, 85, 61, 200),
    SESSION: (2, 5, 6, 7, 8, 9, 22, 23, 193, 201),
    EVENT: (0, 1, 4, 202),
    UNKNOWN: (0, 1, 2, 3),
}
TIMESTAMP = (253, 4, fit.UINT32)


@dataclass(frozen=True, slots=True)
class Shape:
    """One definition: local type, global number, fields as (number, size, base type)."""

    local: int
    number: int
    fields: tuple[tuple[int, int, int], ...]
    big_endian: bool

    def definition(self) -> bytes:
        order = ">" if self.big_endian else "<"
        head = struct.pack(
            f"{order}BBBHB", 0x40 | self.local, 0, self.big_endian, self.number, len(self.fields)
        )
        return head + b"".join(bytes(field) for field in self.fields)

    @property
    def row_bytes(self) -> int:
        return sum(size for _, size, _ in self.fields)


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    number = draw(st.sampled_from(list(FIELDS)))
    known = draw(st.lists(st.sampled_from(FIELDS[number]), max_size=6, unique=True))
    fields = [draw(field(field_number)) for field_number in known]
    if draw(st.booleans()):
        fields.insert(draw(st.integers(0, len(fields))), TIMESTAMP)
    local = draw(st.integers(0, 5))
    return Shape(local, number, tuple(fields), draw(st.booleans()))


@st.composite
def field(draw: st.DrawFn, number: int) -> tuple[int, int, int]:
    """Give a field; those that hold others are whole numbers, as the profile has them."""
    if number in {2, 6}:
        return number, 2, fit.UINT16
    base = draw(st.sampled_from([*BASES, fit.STRING, fit.BYTE]))
    size = struct.calcsize(BASES.get(base, "B"))
    return number, size * draw(st.sampled_from((1, 1, 1, 2, 3))), base


@st.composite
def rows(draw: st.DrawFn, shape: Shape) -> bytes:
    """Give some data messages; many bytes say "invalid", some times stand in headers."""
    count = draw(st.integers(0, 4))
    made = b""
    for _ in range(count):
        values = b"".join(draw(value(size)) for _, size, _ in shape.fields)
        in_header = shape.local < 4 and draw(st.integers(0, 5)) == 0
        head = 0x80 | shape.local << 5 | draw(st.integers(0, 31)) if in_header else shape.local
        made += bytes((head,)) + values
    return made * (1 if shape.number == SESSION else draw(st.sampled_from((1, 1, 1, 40))))


def value(size: int) -> st.SearchStrategy[bytes]:
    invalid = st.sampled_from(
        [b"\xff" * size, b"\0" * size, b"\xff" * (size - 1) + b"\x7f", b"\x7f" + b"\xff" * (size - 1)]
    )
    return st.one_of(st.binary(min_size=size, max_size=size), invalid)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Give definitions and rows, definitions sent again, and local types that change their meaning."""
    known: dict[int, Shape] = {}
    body = fit.file_id()
    for _ in range(draw(st.integers(1, 6))):
        if not known or draw(st.booleans()):
            shape = draw(shapes())
            known[shape.local] = shape
            body += shape.definition()
        shape = draw(st.sampled_from(list(known.values())))
        body += draw(rows(shape))
    return body
