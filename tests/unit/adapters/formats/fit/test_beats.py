"""Beats that a strap kept, beside what Garmin's own library makes of the same messages."""

import struct
from collections.abc import Sequence

import numpy as np
import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder, columnar, reference, tolerant
from adapters.formats.fit.beats import MOST_MESSAGES
from adapters.formats.fit.budget import Budget
from adapters.formats.fit.messages import Beats
from adapters.formats.fit.parts import split
from adapters.formats.fit.tables import Tables
from adapters.formats.fit.walk import walk
from tests.build import fit, heart

SILENT = fit.Layout(3, 20, [(253, fit.UINT32), (5, fit.UINT32)])
"""Records of a watch that hears no strap."""


def beats_in(data: bytes) -> Beats | None:
    return Tables(walk(data, split(data).parts[0], budget=Budget())).beats


def listed(value: object) -> Sequence[float]:
    return value if isinstance(value, list) else [float(str(value))]


def kept(steps: Sequence[int], *, start: int = 5000) -> tuple[list[int], list[int]]:
    """Give the strap's clock at each beat, whole eights, and heart rates."""
    ticks = [int(tick) for tick in start + np.cumsum(steps)]
    return ticks, [100 + place % 90 for place in range(len(ticks))]


@given(
    st.lists(st.integers(0, 4094), min_size=8, max_size=40).map(  # eight of 4095 are bytes that say "nothing"
        lambda steps: steps[: len(steps) // 8 * 8]
    ),
    st.integers(0, 2**31),
    st.integers(0, 32767),
)
def test_packed_times_unfold_as_garmins_library_unfolds_them(
    steps: list[int], start: int, fraction: int
) -> None:
    ticks, bpm = kept(steps, start=start)
    body = fit.file_id() + heart.first(fit.T0, start, 99, fraction=fraction) + heart.later(ticks, bpm)
    read, wrong = Decoder(Stream.from_byte_array(bytearray(fit.file(body)))).read(merge_heart_rates=False)
    assert not wrong
    theirs = [
        (at - start / heart.TICKS_PER_S + fit.T0 + fraction / 32768, rate)
        for message in read["hr_mesgs"]
        for at, rate in zip(listed(message["event_timestamp"]), listed(message["filtered_bpm"]), strict=True)
    ]

    found = beats_in(fit.file(body))

    assert found is not None
    np.testing.assert_allclose(found.at_s, [at for at, _ in theirs], rtol=0, atol=1e-6)
    assert list(found.bpm) == [rate for _, rate in theirs]


def test_the_straps_clock_may_begin_anew() -> None:
    ends = 2**32
    ticks = [ends - 500 + 1000 * step for step in range(8)]
    body = fit.file_id() + heart.first(fit.T0, ends - 1000, 90) + heart.first(fit.T0, ends - 1000, 90)

    found = beats_in(fit.file(body + heart.later(ticks, [120] * 8)))

    assert found is not None
    assert np.round(np.diff(found.at_s[2:]) * heart.TICKS_PER_S).tolist() == [1000] * 7
    assert found.at_s[2] == fit.T0 + 500 / heart.TICKS_PER_S


def test_what_the_watch_did_not_hear_is_filled_with_what_the_strap_kept() -> None:
    ticks, bpm = kept([1024] * 16, start=0)
    silent = SILENT.definition() + b"".join(SILENT.message(fit.T0 + s, 300 * s) for s in range(30))
    stored = heart.first(fit.T0, 0, 90) + heart.later(ticks, bpm)
    data = fit.file(fit.file_id() + silent + fit.session(seconds=30) + stored)

    for reader in (columnar.read, reference.read, tolerant.read):
        [session] = FitDecoder([reader]).decode(RawFile("a.fit", data)).sessions

        rates = session.streams.heart_bpm
        assert rates[:17].tolist() == [90, *bpm]
        assert rates[17:22].tolist() == [bpm[-1]] * 5
        assert np.isnan(rates[22:]).all()


def test_what_the_watch_heard_itself_stays() -> None:
    ticks, bpm = kept([1024] * 8, start=0)
    stored = heart.first(fit.T0, 0, 90) + heart.later(ticks, bpm)
    body = fit.file_id() + fit.records(range(fit.T0, fit.T0 + 5)) + fit.session() + stored

    [session] = FitDecoder().decode(RawFile("a.fit", fit.file(body))).sessions

    assert session.streams.heart_bpm.tolist() == [150] * 5


def test_beats_that_no_message_ties_to_the_watch_are_left_out() -> None:
    ticks, bpm = kept([1024] * 8)

    assert beats_in(fit.file(fit.file_id() + heart.later(ticks, bpm))) is None
    assert beats_in(fit.file(fit.file_id() + heart.later([0xFFF] * 8, [0xFF] * 8))) is None


def test_more_beats_than_any_run_has_are_left_unread() -> None:
    ticks, bpm = kept([1024] * 8)
    one = heart.later(ticks, bpm)
    size = 1 + 12 + 8
    body = fit.file_id() + heart.first(fit.T0, 0, 90) + one + one[-size:] * MOST_MESSAGES
    head = fit.file(b"", promised=len(body))[:14]

    assert beats_in(head + body + b"\0\0") is None


@pytest.mark.parametrize(
    "fields",
    [
        (253, 4, fit.UINT32, 9, 1, fit.ENUM, 10, 8, fit.UINT8),
        (253, 4, 0x88, 9, 8, 0x8F, 6, 1, fit.UINT8),
        (253, 4, fit.BYTE, 10, 8, fit.BYTE, 6, 1, 0x88),
        (253, 4, fit.UINT32, 0, 1, fit.STRING, 10, 1, fit.BYTE),
    ],
)
@pytest.mark.parametrize("byte", [0x00, 0x05, 0xFE, 0xFF])
def test_fields_of_other_types_and_sizes_are_no_beats(fields: tuple[int, ...], byte: int) -> None:
    head = struct.pack("<BBBHB", 0x48, 0, 0, heart.HR, len(fields) // 3) + bytes(fields)
    message = b"\x08" + bytes((byte,)) * sum(fields[1::3])

    assert beats_in(fit.file(head + message * 3)) is None
