import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.formats.fit.body import Body
from adapters.formats.fit.budget import LIMITS, Budget, Kind
from adapters.formats.fit.clean import Clean, clean
from adapters.formats.fit.parts import Part, split
from adapters.formats.fit.walk import walk
from service.core.errors import TooLarge
from tests.build import fit


def walked(data: bytes, budget: Budget | None = None) -> Body:
    return walk(data, split(data).parts[0], budget=budget or Budget())


def cleaned(data: bytes, budget: Budget | None = None) -> Clean:
    return clean(walked(data, budget))


HRV = fit.Layout(5, 78, [(0, fit.UINT16)])


def test_messages_nobody_reads_are_left_out() -> None:
    noise = HRV.definition() + HRV.message(800) * 5
    plain, noisy = fit.file(fit.file_id()), fit.file(noise + fit.file_id() + noise)

    assert cleaned(noisy).data == cleaned(plain).data
    assert walked(noisy).data_messages == 11


def test_compressed_times_keep_every_message_that_has_a_time() -> None:
    clock = fit.Layout(5, 22, [(253, fit.UINT32)])
    beat = fit.Layout(1, 20, [(3, fit.UINT8)])
    body = (
        clock.definition()
        + clock.message(fit.T0)
        + beat.definition()
        + beat.message(140, seconds=fit.T0 % 32)
    )

    kept = cleaned(fit.file(body))

    assert struct.pack("<I", fit.T0) in kept.data


def test_fields_nobody_reads_become_plain_bytes_of_the_same_length() -> None:
    odd = fit.Layout(3, 20, [(253, fit.UINT32), (61, fit.UINT16), (62, fit.UINT32), (3, fit.UINT8)])

    kept = cleaned(fit.file(odd.definition() + odd.message(fit.T0, 1, 2, 150)))

    fields = kept.data[12 + 5 + 1 :]
    assert fields[:9] == bytes([253, 4, fit.UINT32, 0xFF, 6, fit.BYTE, 3, 1, fit.UINT8])
    assert kept.data[12 + 5] == 3


def test_a_size_that_does_not_fit_its_type_becomes_bytes() -> None:
    head = struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((3, 1, fit.UINT32))

    kept = cleaned(fit.file(head + b"\0\x96"))

    assert kept.data[-2 - 3 : -2] == bytes((3, 1, fit.BYTE))


def test_developer_fields_pass_as_bytes_whether_described_or_not() -> None:
    head = struct.pack("<BBBHB", 0x60, 0, 0, 20, 1) + bytes((3, 1, fit.UINT8)) + bytes((1, 0, 4, 9))

    kept = cleaned(fit.file(head + b"\0\x96" + b"abcd"))

    assert kept.data[12] == 0x40
    assert kept.data[-6 - 6 : -6] == bytes((3, 1, fit.UINT8, 0xFF, 4, fit.BYTE))


def test_a_message_that_was_never_defined_ends_the_walk() -> None:
    whole = fit.file_id()

    kept = walked(fit.file(whole + b"\x07" + bytes(20)))

    assert kept.stop is not None
    assert kept.stop.offset == 14 + len(whole)
    assert kept.data_messages == 1


@pytest.mark.parametrize("bytes_left", [1, 3, 6, 8])
def test_a_definition_cut_in_the_middle_ends_the_walk(bytes_left: int) -> None:
    whole = fit.file_id()
    torn = struct.pack("<BBBHB", 0x60, 0, 0, 20, 1) + bytes((3, 1, fit.UINT8))

    kept = walked(fit.file(whole + torn[:bytes_left]))

    assert kept.stop is not None
    assert kept.stop.offset == 14 + len(whole)


def test_a_place_in_the_clean_bytes_leads_back_to_the_file() -> None:
    noise = HRV.definition() + HRV.message(800) * 5
    record = fit.RECORD.message(fit.T0, 300, 3000, 150, 85, 64)
    data = fit.file(fit.file_id() + noise + fit.RECORD.definition() + record + HRV.message(1) + record)

    kept = cleaned(data)

    assert kept.origin(len(kept.data) - len(record)) == len(data) - 2 - len(record)
    assert kept.origin(kept.data.index(record)) == data.index(record)


def test_too_many_messages_are_refused() -> None:
    with pytest.raises(TooLarge):
        walked(fit.run(10), Budget({**LIMITS, "messages": 12}))


def test_too_many_values_are_refused() -> None:
    with pytest.raises(TooLarge):
        cleaned(fit.run(10), Budget({**LIMITS, "work": 90}))


@pytest.mark.parametrize("kind", ["records", "sessions", "others"])
def test_each_kind_of_message_has_a_limit_of_its_own(kind: Kind) -> None:
    events = fit.EVENT.definition() + fit.EVENT.message(fit.T0, 0, 0) * 5
    body = events + fit.records([fit.T0] * 5) + fit.session() * 5

    assert walked(fit.file(body), Budget({**LIMITS, kind: 5})).stop is None
    with pytest.raises(TooLarge):
        walked(fit.file(body), Budget({**LIMITS, kind: 4}))


def test_definitions_sent_again_are_the_same_and_different_ones_are_counted() -> None:
    same = fit.file(HRV.definition() * 9 + HRV.message(1))
    other = b"".join(fit.Layout(5, 78 + index, [(0, fit.UINT16)]).definition() for index in range(9))
    four = Budget({**LIMITS, "definitions": 4})

    assert len(walked(same, four).definitions) == 1
    with pytest.raises(TooLarge):
        walked(fit.file(other), four)


def test_records_without_room_for_a_time_are_refused_sooner() -> None:
    bare = fit.Layout(3, 20, [(3, fit.UINT8)])
    body = bare.definition() + bare.message(150) * 5

    assert walked(fit.file(body), Budget({**LIMITS, "bare records": 5})).data_messages == 5
    with pytest.raises(TooLarge):
        walked(fit.file(body), Budget({**LIMITS, "bare records": 4}))


def one_by_one(body: bytes, sizes: dict[int, int], start: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {local: [] for local in sizes}
    at = start
    for local in body:
        found[local].append(at)
        at += sizes[local]
    return found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([b"\1", b"\1\2", b"\1\2\2", b"\2\1\3\1"]), st.integers(1, 900)), max_size=6
    )
)
def test_messages_in_any_rhythm_are_found_where_they_stand(rhythms: list[tuple[bytes, int]]) -> None:
    layouts = {local: fit.Layout(local, 20 + local, [(0, fit.UINT8)] * local) for local in (1, 2, 3)}
    definitions = b"".join(layout.definition() for layout in layouts.values())
    turns = b"".join(pattern * times for pattern, times in rhythms)
    messages = b"".join(layouts[local].message(*[9] * local) for local in turns)
    data = bytes(14) + definitions + messages + b"\1"
    part = Part(0, 14, len(data))

    found = walk(data, part, budget=Budget())

    expected = one_by_one(turns, {1: 2, 2: 3, 3: 4}, 14 + len(definitions))
    assert {known.local: list(known.rows) for known in found.definitions} == expected
    assert found.stop is not None
    assert found.stop.offset == len(data) - 1
