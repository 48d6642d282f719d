"""Everything that is here, as one zip: the originals as they came, and all tables as JSON and CSV.

It is written while it is read, so that ten years of runs need no more memory than one file. The zip can be
imported again as it is. What opens doors (passwords, tokens, keys of other services) is left out.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from service.app.records import KeptFile
from service.app.world import World
from service.core.errors import NotFound

SECRETS = frozenset({"feeds"})
"""Tables whose rows open something."""
SECRET_NOTES = frozenset({"access", "login", "login_try", "connection", "token", "push"})
"""Kinds of notes that do."""
PAGE = 200

README = """Everything that Afterrun kept, as of {day}.

originals/   the files as they came, by day and name; they can be imported again, as can this whole zip
data/*.json  every table in full, a list of objects
data/*.csv   the same without long texts, for a spreadsheet
missing.txt  if it is there: originals that could not be read

Left out is what opens doors: passwords, tokens, and keys of other services.
"""


class _Sink(io.RawIOBase):
    """Takes what the zip writes, and gives it away in between."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self._parts.append(bytes(memoryview(data)))  # type: ignore[arg-type]  # zipfile writes bytes
        return len(self._parts[-1])

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


def export(world: World) -> Iterator[bytes]:
    """Give the zip piece by piece."""
    sink, missing = _Sink(), []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        zipped.writestr("README.txt", README.format(day=world.clock.local_date()))
        yield sink.taken()
        for name, file in _named(_files(world)):
            try:
                data = world.blobs.get(file.sha256)
            except NotFound:
                missing.append(f"{file.sha256} {file.name}")
                continue
            zipped.writestr(f"originals/{name}", data)
            yield sink.taken()
        if missing:
            zipped.writestr("missing.txt", "\n".join(missing) + "\n")
        for _ in _tables(world, zipped):
            yield sink.taken()
    yield sink.taken()


def _files(world: World) -> Iterator[KeptFile]:
    offset = 0
    while True:
        with world.store.unit() as unit:
            page = unit.runs.files(limit=PAGE, offset=offset)
        yield from page
        if len(page) < PAGE:
            return
        offset += PAGE


def _named(files: Iterable[KeptFile]) -> Iterator[tuple[str, KeptFile]]:
    """Give each file a name of its own that every system can write, with its own ending."""
    for file in files:
        plain = re.sub(r"[^\w.-]+", "_", file.name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".")
        yield f"{file.received_at:%Y-%m-%d}_{file.sha256[:8]}_{plain[-80:] or 'file'}", file


def _tables(world: World, zipped: zipfile.ZipFile) -> Iterator[None]:
    """Write each table, twice; comes back after every few rows."""
    with world.store.unit() as unit:
        for name, columns, rows in unit.whole.tables():
            if name in SECRETS:
                continue
            table = io.StringIO(newline="")
            lines = csv.writer(table)
            short = [nth for nth, column in enumerate(columns) if column not in LONG]
            lines.writerow([columns[nth] for nth in short])
            with zipped.open(f"data/{name}.json", "w") as out:
                before = b"["
                for nth, row in enumerate(rows):
                    if name == "notes" and _is_secret(str(row[0]), str(row[1])):
                        continue
                    out.write(before + b"\n" + _json(columns, row))
                    before = b","
                    lines.writerow([_cell(row[at]) for at in short])
                    if nth % PAGE == PAGE - 1:
                        yield
                out.write(b"\n]\n" if before == b"," else b"[]\n")
            zipped.writestr(f"data/{name}.csv", table.getvalue())
            yield


def _is_secret(kind: str, name: str) -> bool:
    return kind in SECRET_NOTES or (kind, name) == ("settings", "notify")


LONG = frozenset({"body", "metrics", "findings", "rejudged", "measured_by", "script", "state", "warnings"})
"""Columns that hold a text of their own structure: whole in the JSON, left out of the CSV."""


def _json(columns: Sequence[str], row: Sequence[object]) -> bytes:
    told = {
        column: _parsed(value) if column in LONG else _plain(value)
        for column, value in zip(columns, row, strict=True)
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _parsed(text: object) -> object:
    """Give the structure that a text holds; one that holds none stays a text. NaN becomes null."""
    try:
        return json.loads(str(text), parse_constant=lambda _: None) if text is not None else None
    except ValueError:
        return text


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _cell(value: object) -> object:
    """Give what a spreadsheet shows; a text that it would take for a formula is told to be text."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return _plain(value)
