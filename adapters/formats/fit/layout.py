"""What the messages of one definition hold: cells in a row of bytes, and the columns that come out of them.

A watch writes the same definitions into every file, so the last few hundred layouts are kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from adapters.formats.fit.definitions import Field, fields_of, number_and_length, order_of
from adapters.formats.fit.profile import BASES, BYTES, Base, Component, Meaning, meanings
from service.core.units import Floats

DeveloperField = tuple[Base, Meaning]
Described = Callable[[int, int], DeveloperField | None]
"""Says what a field is by its developer's index and its number."""

_MOST_BITS = 64
"""A component is cut out of one number; longer lists of bytes stay bytes."""


class Cell(NamedTuple):
    """One field in a row of bytes."""

    number: int
    start: int
    """Bytes from the message's header."""
    key: str
    """By which NumPy knows it: `start` in digits."""
    length: int
    """How many values; bytes and texts are counted in bytes."""
    base: Base
    meaning: Meaning
    scale: Floats | None
    """The meaning's, None for 0, as an array of no dimension: NumPy divides by it faster than by Python's number."""
    offset: Floats | None
    of_developer: bool

    @property
    def is_number(self) -> bool:
        """Say whether it is one number, as opposed to a list, a text or plain bytes."""
        return self.length == 1 and self.base.is_number

    @property
    def name(self) -> str:
        """Give FIT's name; a developer's field comes with its unit, for no profile says it."""
        meaning = self.meaning
        return f"{meaning.name} [{meaning.units}]" if self.of_developer and meaning.units else meaning.name

    def can_hold(self, component: Component) -> bool:
        """Say whether the component can be cut out of this: one whole number, or bytes that make one."""
        if self.base.kind == "bytes":
            return component.first_bit < 8 * self.length <= _MOST_BITS
        return self.length == 1 and self.base.kind == "integer" and component.first_bit < 8 * self.base.size

    def holds_just(self, component: Component) -> bool:
        """Say whether the component is the field itself under another name."""
        mine = (self.meaning.scale, self.meaning.offset)
        return (
            (self.is_number and self.base.code.startswith("u") and not component.accumulates)
            and (component.first_bit == 0 and component.bits >= 8 * self.base.size)
            and mine == (component.scale, component.offset)
        )


Source = tuple[Cell, Component | None]
"""A cell, or some of its bits."""


class Together(NamedTuple):
    """The columns that are a cell of up to 32 bits or a real one and nothing else, for reading them in one go."""

    names: list[str]
    keys: list[str]
    invalid: Floats
    """(k,), NaN for reals: those have none."""
    scale: Floats
    """(k,), 1 where the meaning has none."""
    offset: Floats
    """(k,), 0 where the meaning has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The cells of one definition, and how to find them."""

    message: np.dtype[Any]
    """One message, its header byte included, with every cell by its key."""
    cells: Sequence[Cell]
    others: Sequence[Cell]
    """Those that are not one number."""
    columns: Mapping[str, Sequence[Source]]
    """By FIT's name: where its values may stand, best first. A cell's components come before itself."""
    together: Together
    """Most of `columns`."""
    growing: Mapping[str, Source]
    """By FIT's name: columns whose lowest bits only are written."""
    developer: Mapping[str, Sequence[Source]]
    """By a developer's name and unit."""


@lru_cache(maxsize=256)
def layout_of(wire: bytes, described: tuple[DeveloperField | None, ...]) -> Layout:
    """Lay out a definition message. `described`: what is known of its developers' fields, in order."""
    known, told = meanings(number_and_length(wire)[0]), iter(described)
    cells = [_cell(field, known, told) for field in fields_of(wire)]
    columns: dict[str, list[Source]] = {}
    growing: dict[str, Source] = {}
    developer: dict[str, list[Source]] = {}
    for cell in cells:
        for component in cell.meaning.components:
            if cell.holds_just(component):
                columns.setdefault(component.name, []).append((cell, None))
            elif cell.can_hold(component) and component.accumulates:
                growing.setdefault(component.name, (cell, component))
            elif cell.can_hold(component):
                columns.setdefault(component.name, []).append((cell, component))
        if cell.is_number:
            home = developer if cell.of_developer else columns
            home.setdefault(cell.name, []).append((cell, None))
    others = [cell for cell in cells if not cell.is_number]
    return Layout(_message(wire, cells), cells, others, columns, _together(columns), growing, developer)


def _together(columns: Mapping[str, Sequence[Source]]) -> Together:
    alone = {cell.key: (name, cell) for name, ((cell, part), *more) in columns.items() if not (part or more)}
    simple = [(name, cell) for name, cell in alone.values() if cell.base.size < 8 or cell.base.kind == "real"]
    cells = [cell for _, cell in simple]
    return Together(
        [name for name, _ in simple],
        [cell.key for cell in cells],
        np.array([np.nan if cell.base.kind == "real" else cell.base.invalid for cell in cells]),
        np.array([1.0 if cell.scale is None else cell.scale for cell in cells]),
        np.array([0.0 if cell.offset is None else cell.offset for cell in cells]),
    )


def _message(wire: bytes, cells: Sequence[Cell]) -> np.dtype[Any]:
    order = order_of(wire)
    _, size = number_and_length(wire)
    return np.dtype(
        {
            "names": [cell.key for cell in cells],
            "formats": [cell.base.written(cell.length, order) for cell in cells],
            "offsets": [cell.start for cell in cells],
            "itemsize": size,
        }
    )


def _cell(field: Field, known: Mapping[int, Meaning], told: Iterator[DeveloperField | None]) -> Cell:
    """Sizes that do not fit their type make bytes, and so do developers' fields that nobody described."""
    number, size, base_type, start, developer = field
    if developer is None:
        base, meaning = BASES.get(base_type, BYTES), known.get(number)
    else:
        base, meaning = next(told) or (BYTES, None)
    if size % base.size:
        base = BYTES
    if meaning is None:
        meaning = Meaning(f"unknown_{number}" if developer is None else f"unknown_{developer}_{number}")
    return Cell(
        number,
        start,
        str(start),
        size // base.size,
        base,
        meaning,
        scale=np.array(meaning.scale, np.float64) if meaning.scale else None,
        offset=np.array(meaning.offset, np.float64) if meaning.offset else None,
        of_developer=developer is not None,
    )
