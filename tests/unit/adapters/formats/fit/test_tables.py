import struct

import numpy as np
import pytest

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder, columnar
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.parts import split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.walk import walk
from tests.build import fit
from tests.fuzz.seeds import developer_fields


def tables(body: bytes) -> Tables:
    data = fit.file(body)
    return Tables(walk(data, split(data).parts[0], budget=Budget()))


def test_messages_keep_their_order_where_a_local_type_changes_its_meaning() -> None:
    short = fit.Layout(3, 20, [(253, fit.UINT32), (3, fit.UINT8)])
    body = fit.records([fit.T0, fit.T0 + 1]) + short.definition() + short.message(fit.T0 + 2, 99)
    body += fit.records([fit.T0 + 3])

    record = tables(body)["record"]

    assert list(record.columns["timestamp"] - fit.T0) == [0, 1, 2, 3]
    assert list(record.columns["heart_rate"]) == [150, 150, 99, 150]
    np.testing.assert_array_equal(record.columns["cadence"], [85, 85, np.nan, 85])


def test_two_definitions_of_one_message_may_take_turns() -> None:
    one, other = fit.Layout(1, 20, [(3, fit.UINT8)]), fit.Layout(2, 20, [(4, fit.UINT8)])
    body = one.definition() + other.definition() + (one.message(140) + other.message(80)) * 3

    columns = tables(body)["record"].columns

    np.testing.assert_array_equal(columns["heart_rate"], [140, np.nan] * 3)
    np.testing.assert_array_equal(columns["cadence"], [np.nan, 80] * 3)


def test_what_the_profile_does_not_know_is_kept_as_it_is_stored() -> None:
    odd = fit.Layout(1, 0xFF00, [(7, fit.UINT16), (3, fit.UINT8)])

    columns = tables(odd.definition() + odd.message(700, 0xFF))["unknown_65280"].columns

    np.testing.assert_array_equal(columns["unknown_7"], [700])
    np.testing.assert_array_equal(columns["unknown_3"], [np.nan])


def test_lists_and_texts_come_by_group() -> None:
    head = struct.pack("<BBBHB", 0x41, 0, 0, 78, 2) + bytes((0, 6, fit.UINT16, 9, 5, fit.STRING))
    [table] = tables(head + b"\x01" + struct.pack("<HHH", 800, 0xFFFF, 810) + b"ab\0cd").values()

    (group, times), (_, text) = table.others()

    assert table.name == "hrv"
    np.testing.assert_array_equal(group.lists(times), [[0.8, np.nan, 0.81]])
    assert group.texts(text) == ["ab"]


def test_a_developers_field_has_the_name_and_unit_of_its_description() -> None:
    record = tables(developer_fields(3))["record"]

    assert list(record.developer) == ["Power [Watts]"]
    assert list(record.developer["Power [Watts]"]) == [200.5, 201.5, 202.5]
    assert list(record.columns["heart_rate"]) == [150, 150, 150]


def test_developers_fields_travel_with_the_run() -> None:
    data = fit.file(fit.file_id() + developer_fields(3) + fit.session())

    [session] = FitDecoder().decode(RawFile("a.fit", data)).sessions

    assert list(session.streams.others["Power [Watts]"]) == [200.5, 201.5, 202.5]


def test_more_developers_columns_than_the_file_has_bytes_for_are_left_out() -> None:
    bare = fit.Layout(4, 20, [])
    names = (b"Power", b"Force", b"Sweat")
    pods = b"".join(developer_fields(2).replace(b"Power\0", name + b"\0") for name in names)
    whole = fit.file(pods)
    bomb = fit.file(pods + bare.definition() + bare.message() * 500)

    kept, left_out = (
        columnar.read(walk(data, split(data).parts[0], budget=Budget())) for data in (whole, bomb)
    )

    assert len(kept.developer) == 3
    assert left_out.records == 506
    assert len(left_out.developer) == 0


def test_a_later_description_of_a_field_holds_for_later_definitions_only() -> None:
    again = developer_fields(2).replace(b"Power\0", b"Force\0")

    developer = tables(developer_fields(2) + again)["record"].developer

    np.testing.assert_array_equal(developer["Power [Watts]"], [200.5, 201.5, np.nan, np.nan])
    np.testing.assert_array_equal(developer["Force [Watts]"], [np.nan, np.nan, 200.5, 201.5])


def test_a_column_is_decoded_when_it_is_asked_for_and_only_once() -> None:
    columns = tables(fit.records([fit.T0]))["record"].columns

    assert "heart_rate" in columns
    assert columns["heart_rate"] is columns["heart_rate"]
    assert "power" not in columns
    with pytest.raises(KeyError):
        columns["power"]


def test_words_and_names_that_hang_on_other_fields_are_told_in_messages() -> None:
    [message] = tables(fit.file_id())["file_id"].messages()

    assert message["type"] == "activity"
    assert message["garmin_product"] == message["product"] == "fenix6x"
