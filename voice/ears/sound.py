"""WAV of any rate, width and number of channels as the ears want it: one channel, 16 kHz, -1 to 1.

Read by hand because the standard library refuses float and extensible WAV, which phones and editors write.
"""

import struct
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from service.core.errors import InputError

Samples: TypeAlias = NDArray[np.float32]
"""(n,) mono, 16 kHz, -1 to 1."""

RATE_HZ = 16_000
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_KNOWN = frozenset({(_PCM, 8), (_PCM, 16), (_PCM, 24), (_PCM, 32), (_FLOAT, 32), (_FLOAT, 64)})


def read_wav(wav: bytes) -> Samples:
    """Give the sound of a WAV file. Raises InputError when it is none, or of a kind nobody writes."""
    kind = None
    for name, body in _chunks(wav):
        if name == b"fmt " and len(body) >= 16:
            kind = _kind(body)
        if name == b"data" and kind is not None:
            form, channels, rate_hz, bits = kind
            values = _values(body, form=form, bits=bits)
            whole = len(values) // channels * channels
            return resample(values[:whole].reshape(-1, channels).mean(axis=1), rate_hz)
    raise InputError("This is not a WAV file with sound in it.")


def _chunks(wav: bytes) -> Iterator[tuple[bytes, bytes]]:
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise InputError("This is not a WAV file.")
    at = 12
    while at + 8 <= len(wav):
        name, size = struct.unpack_from("<4sI", wav, at)
        yield name, wav[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _kind(body: bytes) -> tuple[int, int, int, int]:
    form, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", body)
    if form == _EXTENSIBLE and len(body) >= 26:
        (form,) = struct.unpack_from("<H", body, 24)
    if (form, bits) not in _KNOWN or channels < 1 or not 4_000 <= rate_hz <= 400_000:
        raise InputError(f"This WAV file cannot be read: format {form}, {bits} bits, {rate_hz} Hz.")
    return form, channels, rate_hz, bits


def _values(body: bytes, *, form: int, bits: int) -> NDArray[np.float64]:
    width = bits // 8
    body = body[: len(body) // width * width]
    if form == _FLOAT:
        return np.nan_to_num(np.frombuffer(body, dtype=f"<f{width}").astype(np.float64))
    if bits == 8:
        return (np.frombuffer(body, dtype=np.uint8).astype(np.float64) - 128) / 128
    if bits == 24:
        wide = np.zeros((len(body) // 3, 4), dtype=np.uint8)
        wide[:, 1:] = np.frombuffer(body, dtype=np.uint8).reshape(-1, 3)
        whole: NDArray[np.int32] = wide.view("<i4")
        return whole[:, 0] / 2**31
    return np.asarray(np.frombuffer(body, dtype=f"<i{width}") / np.float64(2 ** (bits - 1)))


def resample(values: NDArray[np.float64], rate_hz: int) -> Samples:
    """Give `values` at 16 kHz, by cutting or filling the spectrum: nothing folds back, nothing is added."""
    if rate_hz == RATE_HZ or not len(values):
        return values.astype(np.float32)
    wanted = max(1, round(len(values) * RATE_HZ / rate_hz))
    size = _fast_length(len(values), rate_hz)
    spectrum = np.fft.rfft(values, size)
    new_size = size * RATE_HZ // rate_hz
    kept = np.zeros(new_size // 2 + 1, dtype=complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return (np.fft.irfft(kept, new_size)[:wanted] * (new_size / size)).astype(np.float32)


def _fast_length(length: int, rate_hz: int) -> int:
    """Give a length, silence added, that is whole at both rates; a tenth of a second keeps the ends apart."""
    step = rate_hz // np.gcd(rate_hz, RATE_HZ)
    return int(-(-(length + rate_hz // 10) // step) * step)


def from_pcm16(pcm: bytes) -> Samples:
    """Give the samples of 16-bit little-endian mono PCM at 16 kHz."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.float32) / np.float32(32_768)
