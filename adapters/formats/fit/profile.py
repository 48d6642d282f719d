"""FIT's global profile: what its numbers mean. The only door to fitparse's tables, which come from Garmin's.

Nothing is copied: names, units, scales, words and base types are looked up once a message and kept in a shape
that columns can be made with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from fitparse.profile import MESSAGE_TYPES
from fitparse.records import BASE_TYPES
from fitparse.records import BaseType as _BaseType
from fitparse.records import Field as _Field

from service.core.units import Floats

Kind = Literal["integer", "real", "text", "bytes"]


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """How one value is written; types that are written alike are one and the same object."""

    kind: Kind
    code: str
    """NumPy's code without the byte order: u2, i4, f8."""
    size: int
    invalid: int
    """What an integer says where there is none; reals say NaN, texts nothing, bytes 0xFF throughout."""
    invalid_real: Floats
    """The same as an array of no dimension: NumPy compares with it twice as fast as with a number of Python's."""
    is_number: bool

    def written(self, length: int, order: str) -> str | tuple[str, int]:
        """Give NumPy's type for so many values in this order of bytes, `<` or `>`."""
        if self.kind == "text":
            return f"S{length}"
        return order + self.code if length == 1 else (order + self.code, length)


@dataclass(frozen=True, slots=True)
class Component:
    """Some bits of a field that are another field."""

    name: str
    first_bit: int
    bits: int
    scale: float | None
    offset: float | None
    accumulates: bool
    """The watch writes the lowest bits of a number that only grows."""

    def in_unit(self, stored: Floats) -> Floats:
        """Give stored values in their unit."""
        values = stored / self.scale if self.scale else stored
        return values - self.offset if self.offset else values


@dataclass(frozen=True, slots=True)
class Variant:
    """What a field is called where other fields have one of these values."""

    name: str
    scale: float | None
    offset: float | None
    words: Mapping[int, str] | None
    where: tuple[tuple[int, int], ...]
    """Pairs of a field's number and its stored value; one of them must hold."""


class Meaning(NamedTuple):
    """What a field is. A stored number becomes `stored / scale - offset` in units.

    Developers' meanings are part of the key to a kept layout, and a tuple is hashed many times faster.
    """

    name: str
    units: str | None = None
    scale: float | None = None
    offset: float | None = None
    words: Mapping[int, str] | None = None
    components: tuple[Component, ...] = ()
    variants: tuple[Variant, ...] = ()


def message_name(number: int) -> str:
    """Give FIT's word for a message, or `unknown_233`."""
    known = MESSAGE_TYPES.get(number)
    return f"unknown_{number}" if known is None else known.name


@cache
def meanings(number: int) -> Mapping[int, Meaning]:
    """Give the fields of a message by their numbers; none of a message the profile does not know."""
    known = MESSAGE_TYPES.get(number)
    if known is None:
        return {}
    return {key: _meaning(found, known.fields) for key, found in known.fields.items()}


def _meaning(found: _Field, siblings: Mapping[int, _Field]) -> Meaning:
    components = tuple(
        Component(
            name=siblings[part.def_num].name,
            first_bit=part.bit_offset,
            bits=part.bits,
            scale=part.scale,
            offset=part.offset,
            accumulates=bool(part.accumulate),
        )
        for part in found.components or ()
    )
    variants = tuple(
        Variant(
            name=sub.name,
            scale=sub.scale,
            offset=sub.offset,
            words=sub.type.values or None,
            where=tuple((ref.def_num, ref.raw_value) for ref in sub.ref_fields),
        )
        for sub in found.subfields or ()
    )
    words = found.type.values
    return Meaning(found.name, found.units, found.scale, found.offset, words or None, components, variants)


def _base(known: _BaseType) -> Base:
    if known.name in {"string", "byte"}:
        return _one_of("text" if known.name == "string" else "bytes", "u1", 0xFF)
    code = np.dtype(known.fmt).str[1:]
    if code.startswith("f"):
        return _one_of("real", code, 0)
    return _one_of("integer", code, 0 if known.name.endswith("z") else np.iinfo(code).max)


@cache
def _one_of(kind: Kind, code: str, invalid: int) -> Base:
    """Give one and the same base for types that are written alike: an enumeration is a byte."""
    return Base(
        kind,
        code,
        int(code[1:]),
        invalid,
        invalid_real=np.array(invalid, np.float64),
        is_number=kind in {"integer", "real"},
    )


BASES: Mapping[int, Base] = {identifier: _base(known) for identifier, known in BASE_TYPES.items()}
BYTES = BASES[0x0D]
"""What any value is whose base type is unknown or does not fit its size."""
