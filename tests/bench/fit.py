"""Reading: our decoder beside its peers on real watch files. Writing: the sample season.

What is timed is from a file's bytes to its records as columns of numbers in units: checksum, walk and every
field, developers' too. `whole` is all other messages as well. fitparse gives its messages and no columns; its
plain full read is taken for it, though columns would cost it more.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from time import process_time

import numpy as np

from adapters.crc import crc16
from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.group import Group
from adapters.formats.fit.layout import Cell
from adapters.formats.fit.parts import split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.values import EPOCH_S
from adapters.formats.fit.walk import walk
from adapters.outlets.fit_file import write_fit
from service.app.season import season_files
from service.core.units import Floats
from tests.bench.measure import Measurement, Skipped, medians_ms
from tests.bench.peak import peak_mib
from tests.build import fit

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
FILES = {
    "small": "running-with-developer-data.fit",
    "medium": "running.fit",
    "multisport": "activity-large-fenxi2-multisport.fit",
    "large": "big_activity.fit",
}
IN_A_ROW = 10
"""What takes a few milliseconds is too short to be timed once; many files in a row is how it is used."""
SLOW_ROUNDS = {"small": 5, "medium": 5, "multisport": 3, "large": 3}
"""Beside the peers that take seconds."""
ALWAYS = frozenset({"fitparse", "pyfitparsernative"})
"""The other slow peers with LONG=1 only."""

cpu_ms = partial(medians_ms, clock=process_time)


def measure(*, long: bool) -> Iterator[Measurement]:
    yield from _writing()
    yield from _growth()
    if not FOLDER.is_dir():
        raise Skipped("the folder ../shared/fit with real watch files is not there")
    whole: list[float] = []
    for size, name in FILES.items():
        path = FOLDER / name
        yield from _same_values(size, path.read_bytes())
        for one in _reading(size, RawFile(name, path.read_bytes()), long=long):
            whole += [one.value] if one.name == f"fit.whole.{size}.x_fitparse" else []
            yield one
        yield from _memory(size, path)
    yield Measurement("fit.whole.x_fitparse", min(whole), "x", op=">=", bar=150)  # the worst of the four


def _reading(size: str, raw: RawFile, *, long: bool) -> Iterator[Measurement]:
    data = raw.data
    fitfast = import_module("fitfast")
    ours = {
        "columns": partial(_in_a_row, partial(columns_of, data)),
        "whole": partial(_in_a_row, partial(everything_in, data)),
    }
    slow = {name: read for name, read in slow_peers(data).items() if long or name in ALWAYS}
    fast = cpu_ms({**ours, "fitfast": partial(_in_a_row, partial(fitfast.records, data))})
    fast = {name: ms / IN_A_ROW for name, ms in fast.items()}
    taken = cpu_ms({**slow, **ours}, rounds=SLOW_ROUNDS[size], warm_up=False)
    taken |= {name: taken[name] / IN_A_ROW for name in ours}
    end_to_end = cpu_ms({"activity": lambda: FitDecoder().decode(raw)})
    for name, ms in (taken | fast | end_to_end).items():
        yield Measurement(f"fit.decode.{size}.{name}.ms", ms, "ms")
    x_fitparse = taken["fitparse"] / taken["columns"]
    fastest = min(fast["fitfast"] / fast["columns"], *(taken[name] / taken["columns"] for name in slow))
    whole = taken["fitparse"] / taken["whole"]
    yield Measurement(f"fit.decode.{size}.x_fitparse", x_fitparse, "x", op=">=", bar=300)
    yield Measurement(f"fit.decode.{size}.x_fastest", fastest, "x", op=">=", bar=4)
    yield Measurement(f"fit.whole.{size}.x_fitparse", whole, "x")


def _in_a_row(read: Callable[[], object]) -> None:
    for _ in range(IN_A_ROW):
        read()


def columns_of(data: bytes) -> Mapping[str, Floats]:
    """Give all records of a file as columns, as whoever has only the bytes would."""
    columns: dict[str, Floats] = {}
    budget = Budget()
    for part in split(data).parts:
        record = Tables(walk(data, part, budget=budget)).get("record")
        if record is not None:
            columns.update(record.columns)
            columns.update(record.developer)
    return columns


def everything_in(data: bytes) -> int:
    """Decode every message of a file: numbers, lists and texts; plain bytes stay bytes. Gives how many rows."""
    rows, budget = 0, Budget()
    for part in split(data).parts:
        for table in Tables(walk(data, part, budget=budget)).values():
            rows += table.rows
            for columns in (table.columns, table.developer):
                for name in columns:
                    columns[name]
            for group, cell in table.others():
                _decode_cell(group, cell)
    return rows


def _decode_cell(group: Group, cell: Cell) -> None:
    if cell.base.kind == "text":
        group.texts(cell)
    elif cell.base.kind == "bytes":
        group.stored(cell)
    else:
        group.lists(cell)


def slow_peers(data: bytes) -> dict[str, Callable[[], object]]:
    """Give each slow peer's own straight way to read everything; fit_tool is none, it cannot read the small file.

    They give messages, not columns; pyfitparsernative names developers' fields by their numbers only.
    """
    modules = ("fitparse", "fitdecode", "garmin_fit_sdk", "pyfitparsernative")
    fitparse, fitdecode, garmin, native = map(import_module, modules)
    return {
        "pyfitparsernative": lambda: native.parse_fit_bytes(data),
        "fitparse": lambda: list(fitparse.FitFile(data).get_messages()),
        "fitdecode": lambda: list(fitdecode.FitReader(data)),
        "garmin-fit-sdk": lambda: garmin.Decoder(garmin.Stream.from_byte_array(bytearray(data))).read(),
    }


def _memory(size: str, path: Path) -> Iterator[Measurement]:
    """Peak of what is taken while reading, above the loaded process; each reader in a process of its own."""
    taken = {reader: peak_mib(reader, path) for reader in ("columns", "fitfast")}
    yield Measurement(f"fit.memory.{size}.fitfast.mib", taken["fitfast"], "MiB")
    yield Measurement(f"fit.memory.{size}.mib", taken["columns"], "MiB", bar=2 * taken["fitfast"])


def _same_values(size: str, data: bytes) -> Iterator[Measurement]:
    """Hold every column of the fastest peer beside ours: NaN where ours is, and within half a per mille.

    It cuts speeds down to whole millimetres a second where the profile says to divide, hence the per mille.
    """
    ours = columns_of(data)
    by_name = {name.split(" [")[0]: column for name, column in ours.items()} | dict(ours)
    theirs = import_module("fitfast").records(data, degrees=False)
    theirs["timestamp"] = theirs["timestamp"] - EPOCH_S
    same = [
        np.allclose(by_name[name], column, rtol=0, atol=0.001001, equal_nan=True)
        for name, column in theirs.items()
    ]
    yield Measurement(f"fit.decode.{size}.same_columns", 100 * sum(same) / len(same), "%", op=">=", bar=100)


def _growth() -> Iterator[Measurement]:
    """Fit the cost against the size: an exponent of 1 is twice the time for twice the file."""
    message = fit.RECORD.message(fit.T0, 300, 3000, 150, 85, 64)
    beat = fit.Layout(5, 78, [(0, fit.UINT16)])
    start = fit.file_id() + fit.RECORD.definition() + beat.definition()
    uneven = (message + beat.message(800)) * 3 + message * 2  # no period that the walk could use for long
    for kind, pattern in (("even", message * 8), ("uneven", uneven)):
        files = [
            _whole(start + pattern * (count // 8)) for count in (25_000, 50_000, 100_000, 200_000, 400_000)
        ]
        taken = cpu_ms({str(len(data)): partial(columns_of, data) for data in files})
        size_mb = np.array([len(data) / 1e6 for data in files])
        ms = np.array(list(taken.values()))
        exponent, _ = np.polyfit(np.log(size_mb), np.log(ms), 1)
        yield Measurement(f"fit.decode.{kind}.ms_per_mb", float(np.polyfit(size_mb, ms, 1)[0]), "ms")
        yield Measurement(f"fit.decode.{kind}.exponent", float(exponent), "", bar=1.15)


def _whole(body: bytes) -> bytes:
    head = fit.file(b"", promised=len(body))[:14]
    return head + body + crc16(head + body).to_bytes(2, "little")


def _writing() -> Iterator[Measurement]:
    made_for = date(2026, 11, 22)
    taken = medians_ms({"season": lambda: list(season_files(made_for, write_fit))})
    # Ours: one click must show the whole product, and reading the season back takes time as well.
    yield Measurement("fit.write.season.ms", taken["season"], "ms", bar=3000)
