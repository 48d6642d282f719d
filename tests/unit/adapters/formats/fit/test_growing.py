"""Numbers of which only the lowest bits are written, beside the plain way to add them up, one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.formats.fit.budget import Budget
from adapters.formats.fit.group import Group
from adapters.formats.fit.growing import grown, short_times
from adapters.formats.fit.parts import split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.walk import walk
from tests.build import fit
from tests.fuzz.seeds import compressed_distance

WRITTEN = st.lists(st.one_of(st.none(), st.integers(0, 4095)), max_size=30)


def one_by_one(written: list[int | None], restarts: set[int]) -> list[float]:
    total, whole = 0, []
    for place, value in enumerate(written):
        total = 0 if place in restarts else total
        if value is not None:
            total += (value - total) % 4096
        whole.append(float("nan") if value is None else float(total))
    return whole


@given(WRITTEN, st.sets(st.integers(0, 29), max_size=3))
def test_steps_add_up_and_begin_anew_at_every_definition(
    written: list[int | None], restarts: set[int]
) -> None:
    lowest = np.array([np.nan if value is None else value for value in written], np.float64)
    at = np.arange(lowest.size, dtype=np.int64) * 10

    whole = grown(lowest, 12, at=at, restarts=np.array(sorted(restarts), np.int64) * 10 - 5)

    np.testing.assert_array_equal(whole, one_by_one(written, restarts))


def test_distance_in_twelve_bits_goes_on_beyond_them() -> None:
    data = fit.file(fit.file_id() + compressed_distance(10))
    record = Tables(walk(data, split(data).parts[0], budget=Budget()))["record"]

    assert list(record.columns["distance"]) == [700 * step / 16 for step in range(10)]
    assert list(record.columns["speed"]) == [(300 + step) / 100 for step in range(10)]


def test_a_time_in_a_header_counts_from_the_last_time_of_any_message() -> None:
    clock, beat = fit.EVENT, fit.Layout(1, 20, [(3, fit.UINT8)])
    body = beat.definition() + clock.definition() + clock.message(64, 0, 0) + beat.message(140, seconds=5)
    body += beat.message(140, seconds=2) + clock.message(1000, 0, 0) + beat.message(140, seconds=1000 % 32)
    data = fit.file(body)
    found = walk(data, split(data).parts[0], budget=Budget())
    groups = [Group(data, definition, lambda *_: None) for definition in found.definitions]

    beats, clocks = short_times(data, groups)

    assert list(beats) == [69, 98, 1000]
    assert np.isnan(clocks).all()


@pytest.mark.parametrize("order", [False, True])
def test_components_of_one_field_are_fields_of_their_own(order: bool) -> None:
    layout = fit.Layout(1, 20, [(2, fit.UINT16), (6, fit.UINT16)], big_endian=order)
    data = fit.file(layout.definition() + layout.message(3000, 2500) + layout.message(0xFFFF, 0xFFFF))

    columns = Tables(walk(data, split(data).parts[0], budget=Budget()))["record"].columns

    for name, expected in {
        "altitude": 100,
        "enhanced_altitude": 100,
        "speed": 2.5,
        "enhanced_speed": 2.5,
    }.items():
        np.testing.assert_array_equal(columns[name], [expected, np.nan])
