"""Whole FIT bodies by chance: definitions of any shape, rows of them, new definitions in the middle.

Everything that the libraries can read, and nothing that makes them differ from each other: lists, texts, both
orders of bytes, times in headers, several definitions of one message, and fields that nobody knows.
"""

import struct
from dataclasses import dataclass
from random import Random

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
DEVELOPER = ((0, 4, 0), (1, 2, 0), (1, 1, 0), (7, 3, 0), (0, 2, 5))
"""Described as one number, as two, in a size that does not fit; never described; of a developer nobody named."""
DESCRIBED = ((0, 0x88), (1, fit.UINT8))


@dataclass(frozen=True, slots=True)
class Shape:
    """One definition: local type, global number, fields as (number, size, base type), developers' likewise."""

    local: int
    number: int
    fields: tuple[tuple[int, int, int], ...]
    big_endian: bool
    developer: tuple[tuple[int, int, int], ...] = ()
    """As (number, size, developer's index)."""

    def definition(self) -> bytes:
        order = ">" if self.big_endian else "<"
        bits = 0x60 if self.developer else 0x40
        head = struct.pack(
            f"{order}BBBHB", bits | self.local, 0, self.big_endian, self.number, len(self.fields)
        )
        theirs = bytes((len(self.developer),)) if self.developer else b""
        return b"".join((head, *map(bytes, self.fields), theirs, *map(bytes, self.developer)))

    @property
    def sizes(self) -> list[int]:
        return [size for _, size, _ in (*self.fields, *self.developer)]


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    number = draw(st.sampled_from(list(FIELDS)))
    known = draw(st.lists(st.sampled_from(FIELDS[number]), max_size=6, unique=True))
    fields = [draw(field(field_number)) for field_number in known]
    if draw(st.booleans()):
        fields.insert(draw(st.integers(0, len(fields))), TIMESTAMP)
    local = draw(st.integers(0, 5))
    theirs = draw(st.lists(st.sampled_from(DEVELOPER), max_size=2)) if draw(st.integers(0, 3)) == 0 else ()
    return Shape(local, number, tuple(fields), draw(st.booleans()), tuple(theirs))


@st.composite
def field(draw: st.DrawFn, number: int) -> tuple[int, int, int]:
    """Give a field; those that hold others are whole numbers, as the profile has them."""
    if number in {2, 6}:
        return number, 2, fit.UINT16
    base = draw(st.sampled_from([*BASES, fit.STRING, fit.BYTE]))
    size = struct.calcsize(BASES.get(base, "B"))
    return number, size * draw(st.sampled_from((1, 1, 1, 2, 3))), base


def descriptions() -> bytes:
    """Give what two developers' fields are, with the definitions of these messages."""
    index = fit.Layout(14, 207, [(3, fit.UINT8)])
    head = struct.pack("<BBBHB", 0x4F, 0, 0, 206, 5) + bytes((0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 3, 7, 8, 2, 7))
    told = (b"\x0f\0" + bytes((number, base)) + b"f%d\0W\0" % number for number, base in DESCRIBED)
    return index.definition() + index.message(0) + head + b"".join(told)


def rows(chance: Random, shape: Shape, *, times: int) -> bytes:
    """Give some data messages, now and then so many times; many bytes say "invalid", some times are in headers."""
    made = b""
    for _ in range(chance.randrange(5)):
        values = b"".join(value(chance, size) for size in shape.sizes)
        in_header = shape.local < 4 and chance.randrange(6) == 0
        head = 0x80 | shape.local << 5 | chance.randrange(32) if in_header else shape.local
        made += bytes((head,)) + values
    return made * (1 if shape.number == SESSION else chance.choice((1, 1, 1, times)))


def value(chance: Random, size: int) -> bytes:
    ones = b"\xff" * (size - 1)
    kinds = (
        chance.randbytes(size),
        chance.randbytes(size),
        b"\xff" * size,
        b"\0" * size,
        ones + b"\x7f",
        b"\x7f" + ones,
    )
    return chance.choice(kinds)


@st.composite
def bodies(draw: st.DrawFn, *, rounds: int = 6, times: int = 40) -> bytes:
    """Give definitions and rows, definitions sent again, and local types that change their meaning.

    The bytes of the rows are drawn with a seed, at once: one by one they take longer than all reading.
    """
    chance = Random(draw(st.integers(0, 2**32)))  # noqa: S311  # values, not secrets
    known: dict[int, Shape] = {}
    body = fit.file_id() + (descriptions() if draw(st.booleans()) else b"")
    for _ in range(draw(st.integers(1, rounds))):
        if not known or draw(st.booleans()):
            shape = draw(shapes())
            known[shape.local] = shape
            body += shape.definition()
        shape = draw(st.sampled_from(list(known.values())))
        body += rows(chance, shape, times=times)
    return body
