"""Whatever happened to a file on its way, reading ends with an activity or with a sentence about the file."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.files import RawFile
from adapters.formats.fit.parts import MIN_HEADER_BYTES
from adapters.formats.registry import decode
from service.core.activity import Activity, Verdict
from service.core.errors import FormatError, InputError
from tests.build import fit

COUNT = 12
BODY_START = fit.HEADER_BYTES
RECORDS_FROM = BODY_START + len(fit.file_id()) + len(fit.RECORD.definition())
WHOLE = fit.run(COUNT)
CHAIN = fit.run(3) + fit.run(2, sport=fit.CYCLING)


def read(data: bytes) -> Activity | FormatError:
    try:
        return decode(RawFile("a.fit", data))
    except FormatError as error:
        return error


def records(found: Activity | FormatError) -> int:
    return 0 if isinstance(found, FormatError) else sum(len(session.streams) for session in found.sessions)


def test_cut_off_anywhere_a_file_keeps_every_record_that_was_whole() -> None:
    for length in range(len(WHOLE)):
        found = read(WHOLE[:length])

        whole = min(COUNT, max(0, (length - RECORDS_FROM) // fit.RECORD_BYTES))
        assert records(found) == whole, length
        if isinstance(found, Activity):
            assert found.verdict is Verdict.PARTIAL, length
            assert str(found.reason).startswith(f"The file is cut off after byte {length}. "), length
        else:
            assert length < RECORDS_FROM, length
            assert found.offset == (length if length >= MIN_HEADER_BYTES else 0), length


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(CHAIN) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_changed_bytes_give_an_activity_or_a_format_error(changes: list[tuple[int, int]]) -> None:
    data = bytearray(CHAIN)
    for place, byte in changes:
        data[place] = byte

    found = read(bytes(data))

    assert_sound(found)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_body_gives_an_activity_or_a_format_error(body: bytes) -> None:
    assert_sound(read(fit.file(body)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=100), st.sampled_from(["a.fit", "a.gpx", ""]))
def test_any_bytes_give_a_sentence(data: bytes, name: str) -> None:
    with pytest.raises(InputError, match=r"^[A-Z].*\.$"):
        decode(RawFile(name, data))


def assert_sound(found: Activity | FormatError) -> None:
    """Nothing infinite, every column of one length, a reason wherever one is due."""
    if isinstance(found, FormatError):
        assert found.words
        return
    assert (found.reason is None) == (found.verdict is Verdict.COMPLETE)
    for session in found.sessions:
        streams = session.streams
        for column in (streams.distance_m, streams.heart_bpm, streams.cadence_spm, *streams.others.values()):
            assert len(column) == len(streams)
            assert not np.isinf(column).any()
