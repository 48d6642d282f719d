"""The messages of one definition as typed columns.

The rows all have one length, so a field is a strided view of the file itself: no byte is copied before it
becomes a float. Where the rows do not stand at even distances, they are gathered first, once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.definitions import DEVELOPER_BIT, Definition, developer_fields_of
from adapters.formats.fit.layout import Cell, Described, DeveloperField, Source, layout_of
from adapters.formats.fit.profile import Component
from service.core.units import Floats

Offsets = NDArray[np.int64]
Stored = NDArray[Any]
"""Numbers as the watch wrote them."""

_NAN = np.array(np.nan)


class Group:
    """Decodes on demand, and remembers nothing."""

    def __init__(self, data: bytes, definition: Definition, described: Described) -> None:
        self.definition = definition
        self.rows: Offsets = np.frombuffer(definition.rows, np.int64)
        """(n,) offsets of the messages in the file, rising."""
        self.layout = layout_of(definition.wire, _developer_fields(definition, described))
        self._messages = _side_by_side(data, self.rows, self.layout.message)

    def stored(self, cell: Cell) -> Stored:
        """Give the cell as written: (n,) or, of several values or bytes, (n, length); a view."""
        found: Stored = self._messages[cell.key]
        return found

    def column(self, sources: Sequence[Source]) -> Floats:
        """Give one number a row in its unit, of the first source that has one: (n,), NaN where none has."""
        column = np.empty(self.rows.size)
        self.fill(column, sources)
        return column

    def fill(self, column: Floats, sources: Sequence[Source]) -> None:
        """Write the same into a column, or a part of one, that is there already."""
        cell, component = sources[0]
        if component is None:
            _decode(cell, self.stored(cell), into=column)
        else:
            column[:] = component.in_unit(self.bits(cell, component))
        for source in sources[1:]:
            column[:] = first_valid(column, self.column((source,)))

    def together(self) -> Mapping[str, Floats]:
        """Give the columns of `layout.together` by name: for a few messages, much sooner than one by one."""
        names, keys, invalid, scale, offset = self.layout.together
        if not names:
            return {}
        numbers = np.array(self._messages[keys].tolist(), np.float64)
        numbers[(numbers == invalid) | ~np.isfinite(numbers)] = _NAN
        numbers /= scale
        numbers -= offset
        return dict(zip(names, numbers.T, strict=True))

    def bits(self, cell: Cell, component: Component) -> Floats:
        """Give a component that the cell can hold as stored, without its scale: (n,), NaN where invalid."""
        stored = self.stored(cell)
        written = stored != cell.base.invalid
        if cell.length > 1:
            whole, written = _packed(stored), written.any(axis=1)
        else:
            whole = stored.astype(np.uint64)
        found = whole >> np.uint64(component.first_bit) & np.uint64((1 << component.bits) - 1)
        return np.where(written, found.astype(np.float64), np.nan)

    def lists(self, cell: Cell) -> Floats:
        """Give several numbers a row: (n, length), NaN where one is invalid or not finite."""
        stored = self.stored(cell)
        values = np.empty(stored.shape)
        _decode(cell, stored, into=values)
        return values

    def texts(self, cell: Cell) -> list[str | None]:
        """Give the text of each row up to its first zero byte."""
        written: list[bytes] = self.stored(cell).tolist()
        return [text.split(b"\0", 1)[0].decode("utf-8", "replace") or None for text in written]


def _side_by_side(data: bytes, rows: Offsets, message: np.dtype[Any]) -> Stored:
    """Give the messages as one array: the file's own bytes where they stand at one distance, else a copy."""
    step = message.itemsize
    if rows.size > 1:
        first, second, last = rows[[0, 1, -1]].tolist()
        step = second - first
        can_be_even = last - first == step * (rows.size - 1)
        if not can_be_even or (rows[1:] - rows[:-1] != step).any():
            size = message.itemsize
            anywhere = np.ndarray(len(data) - size + 1, f"V{size}", data, strides=(1,))
            return anywhere[rows].view(message)
    return np.ndarray(rows.shape, message, data, int(rows[0]), (step,))


def _developer_fields(definition: Definition, described: Described) -> tuple[DeveloperField | None, ...]:
    if not definition.wire[0] & DEVELOPER_BIT:
        return ()
    return tuple(described(developer, number) for developer, number in developer_fields_of(definition.wire))


def _decode(cell: Cell, stored: Stored, *, into: Floats) -> None:
    """Write stored numbers in their unit, NaN where one is invalid or not finite."""
    base = cell.base
    if base.kind == "real":
        with np.errstate(invalid="ignore"):  # a signalling NaN is a NaN to us
            into[:] = stored
        into[~np.isfinite(into)] = _NAN
    else:
        into[:] = stored
        # Floats side by side compare many times faster than odd bytes, and up to 32 bits as exactly.
        into[into == base.invalid_real if base.size < 8 else stored == base.invalid] = _NAN
    if cell.scale is not None:
        into /= cell.scale
    if cell.offset is not None:
        into -= cell.offset


def first_valid(better: Floats, other: Floats) -> Floats:
    """Give the other value where the better one is NaN."""
    return np.where(np.isnan(better), other, better)


def _packed(stored: Stored) -> NDArray[np.uint64]:
    """Give each row's bytes as one number, the lowest byte first."""
    whole = np.zeros(len(stored), np.uint64)
    for place, column in enumerate(stored.T):
        whole |= column.astype(np.uint64) << np.uint64(8 * place)
    return whole
