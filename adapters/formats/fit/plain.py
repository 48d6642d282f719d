"""Messages one by one, as the libraries give them: FIT's words and Python's numbers, invalid fields left out.

For the few messages that are read as messages (sessions, laps, events); for many, a column is faster.
"""

from collections.abc import Container, Mapping, Sequence
from math import isfinite, isnan

from adapters.formats.fit.group import Group
from adapters.formats.fit.layout import Cell
from adapters.formats.fit.messages import Value
from adapters.formats.fit.profile import Meaning, Variant
from service.core.units import Floats

Plain = int | float | str | None


def messages_of(group: Group, wanted: Container[int] | None = None) -> list[dict[str, Value]]:
    """Give a group's messages with single numbers and texts only; `wanted`: these fields' numbers only."""
    cells = [cell for cell in group.layout.cells if not cell.of_developer]
    asked = [cell for cell in cells if wanted is None or cell.number in wanted]
    needed = {other for cell in asked for variant in cell.meaning.variants for other, _ in variant.where}
    written = {
        cell.start: stored_values(group, cell) for cell in cells if cell in asked or cell.number in needed
    }
    found: list[dict[str, Value]] = [{} for _ in range(group.rows.size)]
    deciding = {cell.number: written[cell.start] for cell in cells if cell.number in needed}
    for cell in asked:
        for row, value in enumerate(written[cell.start]):
            if value is not None:
                meaning = _variant(cell.meaning, deciding, row)
                _put(found[row], cell.meaning, meaning, value)
    return found


def add_times(messages: Sequence[dict[str, Value]], times: Floats) -> None:
    """Put the times of the headers into the messages that have none of their own."""
    for message, time in zip(messages, times.tolist(), strict=True):
        if not isnan(time):
            message.setdefault("timestamp", int(time))


def stored_values(group: Group, cell: Cell) -> Sequence[Plain]:
    """Give what is stored, None where it is invalid or no single value."""
    if cell.base.kind == "text":
        return group.texts(cell)
    if not cell.is_number:
        return [None] * group.rows.size
    values: list[int | float] = group.stored(cell).tolist()
    if cell.base.kind == "real":
        return [value if isfinite(value) else None for value in values]
    return [None if value == cell.base.invalid else value for value in values]


def _variant(meaning: Meaning, deciding: Mapping[int, Sequence[Plain]], row: int) -> Meaning | Variant:
    for variant in meaning.variants:
        for number, value in variant.where:
            if number in deciding and deciding[number][row] == value:
                return variant
    return meaning


def _put(message: dict[str, Value], field: Meaning, meaning: Meaning | Variant, value: Value) -> None:
    """Put the value under its name and, where the name hangs on another field, under the field's own too."""
    shown = value
    if meaning.words and value in meaning.words:
        shown = meaning.words[int(value)]
    elif not isinstance(value, str):
        shown = _in_unit(meaning, value)
    message.setdefault(meaning.name, shown)
    message.setdefault(field.name, shown)


def _in_unit(meaning: Meaning | Variant, stored: float) -> int | float:
    value = float(stored) / meaning.scale if meaning.scale else stored
    return value - meaning.offset if meaning.offset else value
