"""What one definition's messages hold, cell by cell, and which neighbours can be decoded at one go."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.formats.fit.definitions import Definition, Field
from adapters.formats.fit.profile import BASES, BYTES, Base, Component, Meaning, meanings

Block = Sequence["Cell"]
Described = Callable[[int, int], tuple[Base, Meaning] | None]
"""Says what a field is by its developer's index and its number."""

_MOST_BITS = 64
"""Longer lists of bytes stay bytes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field in a row of bytes."""

    number: int
    start: int
    """Bytes from the message's header."""
    count: int
    """How many values; bytes and texts are counted in bytes."""
    base: Base
    meaning: Meaning
    of_developer: bool = False

    @property
    def is_number(self) -> bool:
        """Say whether it is one number, as opposed to a list, a text or plain bytes."""
        return self.count == 1 and self.base.kind in {"integer", "real"}

    @property
    def name(self) -> str:
        """Give FIT's name; a developer's field comes with its unit, for no profile says it."""
        meaning = self.meaning
        return f"{meaning.name} [{meaning.units}]" if self.of_developer and meaning.units else meaning.name

    def can_hold(self, component: Component) -> bool:
        """Say whether the component can be cut out of this: one whole number, or bytes that make one."""
        if self.base.kind == "bytes":
            return component.first_bit < 8 * self.count <= _MOST_BITS
        return self.count == 1 and self.base.kind == "integer" and component.first_bit < 8 * self.base.size

    def holds_just(self, component: Component) -> bool:
        """Say whether the component is the field itself under another name."""
        mine = (self.meaning.scale, self.meaning.offset)
        return (
            (self.is_number and self.base.code.startswith("u") and not component.accumulates)
            and (component.first_bit == 0 and component.bits >= 8 * self.base.size)
            and mine == (component.scale, component.offset)
        )


def cells_of(definition: Definition, described: Described) -> list[Cell]:
    """Give the cells in order. Sizes that do not fit their type make bytes, as do fields nobody described."""
    known = meanings(definition.number)
    return [_cell(field, known, described) for field in definition.fields()]


def _cell(field: Field, known: Mapping[int, Meaning], described: Described) -> Cell:
    number, size, base_type, start, developer = field
    if developer is None:
        base, meaning = BASES.get(base_type, BYTES), known.get(number)
    else:
        base, meaning = described(developer, number) or (BYTES, None)
    if size % base.size:
        base = BYTES
    if meaning is None:
        meaning = Meaning(f"unknown_{number}" if developer is None else f"unknown_{developer}_{number}")
    return Cell(number, start, size // base.size, base, meaning, developer is not None)


def blocks_of(cells: Sequence[Cell]) -> Iterator[Block]:
    """Give numbers of one type that stand side by side: watches sort their fields by size."""
    block: list[Cell] = []
    for cell in cells:
        if not cell.is_number:
            continue
        if block and (cell.base is not block[0].base or cell.start != block[-1].start + cell.base.size):
            yield block
            block = []
        block.append(cell)
    if block:
        yield block
