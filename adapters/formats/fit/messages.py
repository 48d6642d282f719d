"""What a reader gives, whichever library it stands on: records as columns, other messages as they came.

Values are FIT's after the profile's scale and offset, times are FIT's seconds, enumerations are FIT's words
or, where a profile does not know them, numbers. A reader is one function from the body of one part, walked over
(`body.Body`), to a `Reading`; they all give the same.
"""

import struct
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite, isnan, nan
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.body import Body
from adapters.formats.fit.wanted import COLUMN_NAMES, MESSAGE_NAMES
from service.core.units import Floats, absent

Value: TypeAlias = int | float | str
Message: TypeAlias = Mapping[str, Value]
Rows: TypeAlias = NDArray[np.intp]
"""Which records, by their place in the file."""


CARRIED_S = 5.0
"""How long a strap's beat stands for the seconds after it. Source: Garmin's SDK, where it merges `hr` into records."""


@dataclass(frozen=True, slots=True, eq=False)
class Beats:
    """Heart beats that a strap kept and sent later, in order of time."""

    at_s: Floats
    """(beats,) FIT's seconds."""
    bpm: Floats
    """(beats,) beats a minute, as the strap smoothed them."""

    def bpm_at(self, at_s: Floats) -> Floats:
        """Give the heart rate at these of FIT's seconds: (n,), NaN where no beat is near enough before."""
        last = np.searchsorted(self.at_s, at_s, side="right") - 1
        near = (last >= 0) & (at_s - self.at_s[last] <= CARRIED_S)
        return np.where(near, self.bpm[last], np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """All that one reader found in one part."""

    records: int
    columns: Mapping[str, Floats]
    """(records,) by FIT's field name; a field that no record holds is not there."""
    others: Mapping[str, Sequence[Message]] = field(default_factory=dict)
    """Messages by FIT's name, in file order; absent and invalid fields are not there."""
    developer: Mapping[str, Floats] = field(default_factory=dict)
    """(records,) by the name and unit that a developer gave: what apps and pods on the watch wrote."""
    beats: Beats | None = None
    """What a strap kept while the watch could not hear it; None in nearly every file."""
    stopped_at: int | None = None
    """Offset in the file at which the reader gave up; None when it read to the end."""

    def column(self, name: str) -> Floats:
        """Give a column, all NaN where no record holds the field."""
        found = self.columns.get(name)
        return absent(self.records) if found is None else found

    def rows(self, name: str, rows: Rows) -> Floats:
        """Give these rows of a column, likewise."""
        found = self.columns.get(name)
        return absent(rows.size) if found is None else found[rows]

    def all(self, name: str) -> Sequence[Message]:
        """Give the messages of one name, perhaps none."""
        return self.others.get(name, ())


Reader: TypeAlias = Callable[[Body], Reading]
"""Reads one part; raises nothing but TooLarge, notes where it stopped."""


class Declined(Exception):
    """Raised inside a reader by what it would rather leave to the next one."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


READER_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    struct.error,
)
"""What the libraries raise on bytes that are whole messages but hold nonsense."""


class _Named(Protocol):
    @property
    def name(self) -> str:
        """FIT's name."""
        ...


class FieldValue(Protocol):
    """One field of a message, as both libraries hold it."""

    @property
    def name(self) -> str:
        """FIT's name for what the field means here."""
        ...

    @property
    def parent_field(self) -> _Named | None:
        """The field it is a reading of, where its meaning hangs on another field."""
        ...

    @property
    def value(self) -> object:
        """None where it is invalid."""
        ...


class Gathering:
    """Collects what a library yields, in one pass."""

    def __init__(self) -> None:
        self._records = 0
        self._columns: dict[str, array[float]] = {}
        self._others: dict[str, list[Message]] = {}

    def add(self, name: str, fields: Iterable[FieldValue]) -> None:
        """Take one message."""
        if name == "record":
            self._add_record(fields)
        elif name in MESSAGE_NAMES:
            self._others.setdefault(name, []).append(_message(fields))

    def _add_record(self, fields: Iterable[FieldValue]) -> None:
        for column in self._columns.values():
            column.append(nan)
        self._records += 1
        for found in fields:
            value = found.value
            if value is None or found.name not in COLUMN_NAMES:
                continue
            number = _number(value)
            column = self._columns.get(found.name) or self._new_column(found.name)
            if isnan(column[-1]):  # the first wins: a field and its unfolded twin say the same
                column[-1] = number

    def _new_column(self, name: str) -> "array[float]":
        column = self._columns[name] = array("d", (nan,)) * self._records
        return column

    def reading(self, stopped_at: int | None = None) -> Reading:
        """Give everything taken so far."""
        columns = {name: np.array(column, np.float64) for name, column in self._columns.items()}
        return Reading(self._records, columns, self._others, stopped_at=stopped_at)


def _number(value: object) -> float:
    if isinstance(value, int | float) and isfinite(value):
        return float(value)
    return nan


def _message(fields: Iterable[FieldValue]) -> Message:
    """Give the fields by name; one whose meaning hangs on another (`garmin_product`) has both names."""
    message: dict[str, Value] = {}
    for found in fields:
        value = found.value
        if isinstance(value, int | str) or (isinstance(value, float) and isfinite(value)):
            message.setdefault(found.name, value)
            if found.parent_field is not None:
                message.setdefault(found.parent_field.name, value)
    return message
