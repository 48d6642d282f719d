"""The messages of one definition as typed columns.

The rows all have one length, so a field is a strided view of the file itself: no byte is copied before it
becomes a float. Where the rows do not stand at even distances, they are gathered first, once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.definitions import DEVELOPER_BIT, Definition, developer_fields_of
from adapters.formats.fit.layout import Block, Cell, Described, DeveloperField, Source, layout_of
from adapters.formats.fit.profile import Component
from service.core.units import Floats

Offsets = NDArray[np.int64]
Stored = NDArray[Any]
"""Numbers as the watch wrote them."""

_NAN = np.array(np.nan)


class Group:
    """Decodes on demand; what was decoded once is kept."""

    def __init__(self, data: bytes, definition: Definition, described: Described) -> None:
        self.definition = definition
        self.rows: Offsets = np.frombuffer(definition.rows, np.int64)
        """(n,) offsets of the messages in the file, rising."""
        self.layout = layout_of(definition.wire, _developer_fields(definition, described))
        self._order = definition.order
        self._decoded: dict[int, Floats] = {}  # by the start of a cell
        self._data: bytes | Stored = data
        self._first, self._step = int(self.rows[0]), definition.message_bytes
        if self.rows.size > 1:
            self._lay_out()

    def _lay_out(self) -> None:
        """Find the one distance between all rows, or put the rows side by side."""
        rows = self.rows
        first, second, last = rows[[0, 1, -1]].tolist()
        self._step = second - first
        can_be_even = last - first == self._step * (rows.size - 1)
        if not can_be_even or (rows[1:] - rows[:-1] != self._step).any():
            size = self.definition.message_bytes
            anywhere = np.ndarray(len(self._data) - size + 1, f"V{size}", self._data, strides=(1,))
            self._data, self._first, self._step = anywhere[rows], 0, size

    def stored(self, cell: Cell, count: int = 1) -> Stored:
        """Give the cell and its neighbours as written: (count, n), a view."""
        base = cell.base
        # By position and with a ready type: by keyword it takes five times as long, for every field of a file.
        at, steps = self._first + cell.start, (base.size, self._step)
        return np.ndarray((count, self.rows.size), base.types[self._order], self._data, at, steps)

    def column(self, sources: Sequence[Source]) -> Floats:
        """Give one number a row in its unit, of the first source that has one: (n,), NaN where none has."""
        column = self._from(sources[0])
        for source in sources[1:]:
            column = first_valid(column, self._from(source))
        return column

    def _from(self, source: Source) -> Floats:
        cell, component = source
        return self.numbers(cell) if component is None else component.in_unit(self.bits(cell, component))

    def numbers(self, cell: Cell) -> Floats:
        """Give the numbers in a cell in their unit: (n,), NaN where one is invalid."""
        decoded = self._decoded.get(cell.start)
        if decoded is None:
            block = self.layout.blocks[cell.start]
            self._decoded.update(zip(block.starts, self._decode(block), strict=True))
            decoded = self._decoded[cell.start]
        return decoded

    def bits(self, cell: Cell, component: Component) -> Floats:
        """Give a component that the cell can hold as stored, without its scale: (n,), NaN where invalid."""
        stored = self.stored(cell, cell.length)
        whole = _packed(stored) if cell.base.kind == "bytes" else stored[0].astype(np.uint64)
        found = whole >> np.uint64(component.first_bit) & np.uint64((1 << component.bits) - 1)
        return np.where((stored != cell.base.invalid).any(axis=0), found.astype(np.float64), np.nan)

    def lists(self, cell: Cell) -> Floats:
        """Give several numbers a row: (n, count), NaN where one is invalid or not finite."""
        values = _floats(cell, self.stored(cell, cell.length))
        if cell.meaning.scale:
            values /= cell.meaning.scale
        if cell.meaning.offset:
            values -= cell.meaning.offset
        return values.T

    def texts(self, cell: Cell) -> list[str | None]:
        """Give the text of each row up to its first zero byte."""
        written = np.ascontiguousarray(self.stored(cell, cell.length).T).view(f"S{cell.length}")[:, 0]
        return [text.split(b"\0", 1)[0].decode("utf-8", "replace") or None for text in written.tolist()]

    def _decode(self, block: Block) -> Floats:
        values = _floats(block.first, self.stored(block.first, len(block.starts)))
        for places, scales in block.scales:
            part = values[places]
            part /= scales
        for places, offsets in block.offsets:
            part = values[places]
            part -= offsets
        return values


def _developer_fields(definition: Definition, described: Described) -> tuple[DeveloperField | None, ...]:
    if not definition.wire[0] & DEVELOPER_BIT:
        return ()
    return tuple(described(developer, number) for developer, number in developer_fields_of(definition.wire))


def _floats(cell: Cell, stored: Stored) -> Floats:
    base = cell.base
    if base.kind == "real":
        with np.errstate(invalid="ignore"):  # a signalling NaN is a NaN to us
            values = stored.astype(np.float64, order="C")
        values[~np.isfinite(values)] = _NAN
        return values
    values = stored.astype(np.float64, order="C")
    # Floats side by side compare many times faster than odd bytes, and up to 32 bits as exactly.
    values[(values if base.size < 8 else stored) == base.invalid] = _NAN
    return values


def first_valid(better: Floats, other: Floats) -> Floats:
    """Give the other value where the better one is NaN."""
    return np.where(np.isnan(better), other, better)


def _packed(stored: Stored) -> NDArray[np.uint64]:
    """Give each row's bytes as one number, the lowest byte first."""
    whole = np.zeros(stored.shape[1], np.uint64)
    for place, column in enumerate(stored):
        whole |= column.astype(np.uint64) << np.uint64(8 * place)
    return whole
