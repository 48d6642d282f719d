"""Sounds to hear: WAV files of every kind, and tones."""

import struct

import numpy as np
from numpy.typing import NDArray


def tone(
    seconds: float, *, hertz: float = 440.0, rate_hz: int = 16_000, loud: float = 0.5
) -> NDArray[np.float64]:
    return loud * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate_hz)) / rate_hz)


def wav(
    values: NDArray[np.float64],
    *,
    rate_hz: int = 16_000,
    channels: int = 1,
    bits: int = 16,
    form: int = 1,
    extensible: bool = False,
) -> bytes:
    """Give a WAV file with `values` in every channel; `form` is 1 for whole numbers, 3 for floating point."""
    body = _body(np.repeat(values, channels), bits=bits, form=form)
    width = bits // 8 * channels
    kind = struct.pack(
        "<HHIIHH", 0xFFFE if extensible else form, channels, rate_hz, rate_hz * width, width, bits
    )
    if extensible:
        kind += (
            struct.pack("<HHIH", 22, bits, 0, form)
            + b"\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
        )
    chunks = b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
        for name, data in ((b"LIST", b"odd"), (b"fmt ", kind), (b"data", body))
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def _body(values: NDArray[np.float64], *, bits: int, form: int) -> bytes:
    if form == 3:
        return values.astype(f"<f{bits // 8}").tobytes()
    if bits == 8:
        return np.round(values * 127 + 128).astype(np.uint8).tobytes()
    whole = np.round(values * (2 ** (bits - 1) - 1)).astype("<i4")
    octets: NDArray[np.uint8] = whole.view(np.uint8).reshape(-1, 4)
    return octets[:, : bits // 8].tobytes()
