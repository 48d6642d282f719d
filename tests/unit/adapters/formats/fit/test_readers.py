"""What the libraries cannot read stops a reader and never raises: whole messages that hold nonsense."""

import struct

import numpy as np
import pytest

from adapters.formats.fit import columnar, reference, tolerant
from adapters.formats.fit.body import Body
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.messages import Reader
from adapters.formats.fit.parts import split
from adapters.formats.fit.walk import walk
from tests.build import fit
from tests.fuzz.seeds import developer_fields

LIBRARIES = [reference.read, tolerant.read]
BOTH = pytest.mark.parametrize("read", LIBRARIES, ids=["fitparse", "fitdecode"])
ALL = pytest.mark.parametrize("read", [columnar.read, *LIBRARIES], ids=["columnar", "fitparse", "fitdecode"])


def body_of(data: bytes) -> Body:
    return walk(data, split(data).parts[0], budget=Budget())


@BOTH
def test_a_time_that_is_a_text_stops_the_reader_where_it_is_needed_as_a_number(read: Reader) -> None:
    head = struct.pack("<BBBHB", 0x41, 0, 0, 20, 1) + bytes((253, 4, fit.STRING))
    body = fit.file_id() + head + b"\x01abc\0" + b"\xa0abc\0"

    reading = read(body_of(fit.file(body)))

    assert reading.stopped_at is not None
    assert reading.records == 1
    assert reading.all("file_id")[0]["type"] == "activity"


def test_a_time_that_is_a_text_makes_the_first_reader_leave_the_part_to_the_others() -> None:
    head = struct.pack("<BBBHB", 0x41, 0, 0, 20, 1) + bytes((253, 4, fit.STRING))
    body = fit.file_id() + head + b"\x01abc\0" + b"\xa0abc\0"

    reading = columnar.read(body_of(fit.file(body)))

    assert reading.stopped_at == 14 + len(fit.file_id()) + len(head)


@BOTH
def test_developers_columns_are_kept_where_a_library_has_to_read(read: Reader) -> None:
    body = body_of(fit.file(fit.file_id() + developer_fields(10) + fit.session()))

    reading = read(body)

    np.testing.assert_array_equal(reading.developer["Power [Watts]"], 200.5 + np.arange(10))


@BOTH
def test_developers_columns_end_where_the_library_stopped(read: Reader) -> None:
    head = struct.pack("<BBBHB", 0x41, 0, 0, 20, 1) + bytes((253, 4, fit.STRING))
    nonsense = head + b"\x01abc\0" + b"\xa0abc\0"
    body = body_of(fit.file(fit.file_id() + developer_fields(10) + nonsense))

    reading = read(body)

    assert reading.stopped_at is not None
    assert {len(column) for column in reading.developer.values()} == {reading.records}


@ALL
def test_texts_lists_and_infinities_in_a_number_field_are_no_numbers(read: Reader) -> None:
    fields = bytes((3, 4, fit.STRING, 5, 4, 0x88, 4, 2, fit.UINT8, 73, 8, 0x89))
    head = struct.pack("<BBBHB", 0x41, 0, 0, 20, 4) + fields
    body = head + b"\x01abc\0" + struct.pack("<fBBd", float("inf"), 1, 2, float("nan"))

    reading = read(body_of(fit.file(body)))

    assert reading.records == 1
    for column in reading.columns.values():
        assert column[0] != column[0]
