"""The first reader: a part as columns, each decoded when it is first asked for. Stands on no library but NumPy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from adapters.formats.fit.body import Body
from adapters.formats.fit.messages import Declined, Message, Reading
from adapters.formats.fit.table import Table
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.wanted import MESSAGES, RECORD
from service.core.units import Floats


def read(body: Body) -> Reading:
    """Read one part, or decline it where its times make no sense."""
    try:
        tables = Tables(body)
    except Declined as declined:
        return Reading(0, {}, stopped_at=declined.at)
    record, others = tables.get("record"), _Messages(tables)
    if record is None:
        return Reading(0, {}, others, beats=tables.beats)
    return Reading(record.rows, record.columns, others, _developer(record, body), tables.beats)


def completed(reading: Reading, body: Body) -> Reading:
    """Add to what a library read what it is not asked for: developers' columns and stored heart beats."""
    tables = Tables(replace(body, has_short_times=False))  # neither has to do with times in headers
    record = tables.get("record")
    developer = {} if record is None else _developer(record, body)
    whole = {name: column[: reading.records] for name, column in developer.items()}
    return replace(reading, developer=whole, beats=tables.beats)


def _developer(record: Table, body: Body) -> Mapping[str, Floats]:
    """Give developers' columns where they are no bomb: each value has a byte in the file at least."""
    return record.developer if record.rows * len(record.developer) <= len(body.data) else {}


class _Messages(Mapping[str, Sequence[Message]]):
    """The messages that somebody reads one by one, by name."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._wanted = {
            name: frozenset(fields)
            for number, (name, fields) in MESSAGES.items()
            if number != RECORD and name in tables
        }
        self._read: dict[str, Sequence[Message]] = {}

    def __getitem__(self, name: str) -> Sequence[Message]:
        read = self._read.get(name)
        if read is None:
            read = self._read[name] = self._tables[name].messages(self._wanted[name])
        return read

    def __iter__(self) -> Iterator[str]:
        return iter(self._wanted)

    def __len__(self) -> int:
        return len(self._wanted)
