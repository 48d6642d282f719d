"""The columnar reader gives what fitparse and fitdecode give: on built files of any shape, cut off anywhere, and on
every message of real watch files, wanted or not."""

import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from fitparse.base import FieldData, FitFileDecoder
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.formats.fit import columnar, reference, tolerant
from adapters.formats.fit.body import Body
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.messages import Reading, Value
from adapters.formats.fit.parts import Stop, split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.walk import walk
from adapters.formats.fit.wanted import COLUMN_NAMES, MESSAGE_NAMES
from service.core.units import Floats
from tests.build import fit, fit_files

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
LIBRARIES = {"fitparse": reference.read, "fitdecode": tolerant.read}


def bodies_of(data: bytes) -> list[Body]:
    budget = Budget()
    return [walk(data, part, budget=budget) for part in split(data).parts]


def assert_same(mine: Reading, theirs: Reading) -> None:
    assert mine.records == theirs.records
    for name in COLUMN_NAMES & (mine.columns.keys() | theirs.columns.keys()):
        assert_equal(mine.column(name), theirs.column(name), name)
    for name in MESSAGE_NAMES - {"record"}:
        for one, other in zip(mine.all(name), theirs.all(name), strict=True):
            assert one.keys() == other.keys(), (one, other)
            assert all(means_the_same(one[field], other[field]) for field in one), (one, other)


def assert_equal(mine: Floats, theirs: Floats, name: str) -> None:
    """Say so, and only where it is not so take the time to tell how."""
    if not np.array_equal(mine, theirs, equal_nan=True):
        np.testing.assert_array_equal(mine, theirs, err_msg=name)


def means_the_same(mine: Value, theirs: Value) -> bool:
    """A word that fitdecode's older profile does not have yet is a number there."""
    return mine == theirs or (isinstance(mine, str) and isinstance(theirs, int))


SMALL = fit_files.bodies(rounds=3, times=2)


@settings(max_examples=2000, deadline=None)
@given(SMALL)
def test_thousands_of_small_files_read_the_same_with_every_reader(body: bytes) -> None:
    assert_readers_agree(fit.file(body))


@settings(max_examples=200, deadline=None)
@given(fit_files.bodies())
def test_a_file_of_any_shape_reads_the_same_with_every_reader(body: bytes) -> None:
    assert_readers_agree(fit.file(body))


@settings(max_examples=15, deadline=None)
@given(SMALL)
def test_cut_off_at_any_byte_it_reads_the_same_with_every_reader(body: bytes) -> None:
    whole = fit.file(body)
    for end in range(fit.HEADER_BYTES, len(whole)):
        assert_readers_agree(whole[:end])


def assert_readers_agree(data: bytes) -> None:
    [found] = bodies_of(data)
    mine = columnar.read(found)
    if mine.stopped_at is None:
        for read in LIBRARIES.values():
            theirs = read(found)
            if theirs.stopped_at is None:
                assert_same(mine, theirs)


@settings(max_examples=100, deadline=None)
@given(SMALL)
def test_cut_off_at_any_byte_it_says_where_and_keeps_what_came_before(body: bytes) -> None:
    whole = fit.file(body)
    [uncut] = bodies_of(whole)
    full = columnar.read(uncut)
    for end in range(fit.HEADER_BYTES, len(whole)):
        [cut] = bodies_of(whole[:end])
        kept = columnar.read(cut)

        assert cut.stop == Stop(end, f"is cut off after byte {end}")
        if full.stopped_at is None:
            assert_begins(full, kept)


def assert_begins(full: Reading, kept: Reading) -> None:
    """Say that every record, column and message that was kept is what the whole file begins with."""
    assert kept.stopped_at is None
    assert kept.records <= full.records
    for mine, theirs in ((kept.columns, full.columns), (kept.developer, full.developer)):
        assert set(mine) <= set(theirs)
        for name in mine:
            assert_equal(mine[name], theirs[name][: kept.records], name)
    for name in MESSAGE_NAMES - {"record"}:
        begins = list(kept.all(name))
        assert begins == list(full.all(name))[: len(begins)], name


WATCH_FILES = [path for path in sorted(FOLDER.glob("*.fit")) if path.stat().st_size < 200_000]


@pytest.mark.skipif(not WATCH_FILES, reason="the folder ../shared/fit with real watch files is not there")
@pytest.mark.slow
@pytest.mark.parametrize("path", WATCH_FILES, ids=lambda path: path.name)
def test_every_number_in_a_watch_file_is_what_fitparse_says(path: Path) -> None:
    data = path.read_bytes()
    for body in bodies_of(data):
        if body.stop is None:
            assert_every_number_agrees(data[body.part.start : body.part.body_end], Tables(body))


SIZES = {base: struct.calcsize(code) for base, code in fit_files.BASES.items()}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(SIZES)), min_size=1, max_size=5),
    st.booleans(),
    st.integers(1, 20),
    st.randoms(use_true_random=False),
)
def test_developers_fields_of_any_type_are_what_fitparse_says(
    bases: list[int], big_endian: bool, count: int, chance: Random
) -> None:
    told = b"".join(description(number, base) for number, base in enumerate(bases))
    order = ">" if big_endian else "<"
    head = struct.pack(f"{order}BBBHBBBBB", 0x63, 0, big_endian, 20, 1, 3, 1, fit.UINT8, len(bases))
    fields = b"".join(bytes((number, SIZES[base], 0)) for number, base in enumerate(bases))
    rows = b"".join(
        b"\x03\x96"
        + b"".join(chance.choice((b"\xff" * SIZES[base], chance.randbytes(SIZES[base]))) for base in bases)
        for _ in range(count)
    )
    data = fit.file(fit.file_id() + INDEX.definition() + INDEX.message(0) + told + head + fields + rows)

    [body] = bodies_of(data)

    tables = Tables(body)
    assert len(tables["record"].developer) == len(bases)
    assert_every_number_agrees(data[:-2], tables)


INDEX = fit.Layout(6, 207, [(3, fit.UINT8)])


def description(number: int, base: int) -> bytes:
    """Give a field_description with its definition: index, number, base type, name, units."""
    fields = (0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 3, 7, 8, 2, 7)
    head = struct.pack("<BBBHB", 0x47, 0, 0, 206, 5) + bytes(fields)
    return head + bytes((7, 0, number, base)) + b"f%d\0" % number + b"m\0"


Row = dict[tuple[str, bool], float]
"""Numbers by name, and whether the field is a developer's."""


def assert_every_number_agrees(part: bytes, tables: Tables) -> None:
    rows, hanging = numbers_of(part)
    for name, mine in tables.items():
        theirs = rows[name]
        assert mine.rows == len(theirs), name
        for column, is_developers in {key for row in theirs for key in row} - hanging:
            values = np.array([row.get((column, is_developers), np.nan) for row in theirs])
            found = (mine.developer if is_developers else mine.columns)[column]
            finite = np.where(np.isinf(values), np.nan, values)
            np.testing.assert_array_equal(found, finite, err_msg=f"{name}.{column}")


def numbers_of(part: bytes) -> tuple[Mapping[str, list[Row]], set[tuple[str, bool]]]:
    """Give all numbers that fitparse finds, and the columns whose meaning hangs on other fields.

    Those are left as they are stored in columns; they have their meaning in messages.
    """
    found: dict[str, list[Row]] = {}
    hanging: set[tuple[str, bool]] = set()
    for message in FitFileDecoder(BytesIO(part), check_crc=False).get_messages():
        if message.type == "data":
            row: Row = {}
            for field in message.fields:
                add_number(row, field)
                if field.parent_field is not None and field.field is not None:
                    names = (field.parent_field, field.field, *(field.field.components or ()))
                    hanging.update((named.name, False) for named in names)
            found.setdefault(message.name, []).append(row)
    return found, hanging


def add_number(row: Row, field: FieldData) -> None:
    is_developers = field.field_type == "devfield"
    value = field.raw_value if isinstance(field.value, str) else field.value
    if isinstance(value, int | float):
        name = f"{field.name} [{field.units}]" if is_developers and field.units else field.name
        row.setdefault((name, is_developers), value)
