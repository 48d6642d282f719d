"""The picture of sound that Whisper was trained on, over the few seconds a command lasts.

80 mel bands every 10 ms, in log10, from a 25 ms Hann window (Source: radford2022 and its released code).
Before the bands are summed, each point of the spectrum is turned down by how much of it is steady noise, the
way Wiener's filter does: a fan or a road under the voice costs far fewer words then.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from voice.ears.sound import RATE_HZ, Samples

WINDOW = 400
HOP = 160
BANDS = 80
FRAMES_A_SECOND = RATE_HZ // HOP
NOISE_SHARE = 0.2
"""The quietest fifth of the frames tells the steady noise of a band: speech leaves gaps at least that long. Ours."""
OVERWEIGHT = 2.0
"""How strongly noise is turned down, and how far: chosen by measurement, `make bench ONLY=ears`. Ours."""
LEAST_GAIN = 0.1


def log_mel(samples: Samples, *, seconds: float) -> NDArray[np.float32]:
    """Give (80, 100 x seconds) float32 of the first `seconds`, silence added where the sound is shorter."""
    wanted = int(seconds * RATE_HZ)
    sound = np.zeros(wanted, dtype=np.float32)
    sound[: min(wanted, len(samples))] = samples[:wanted]
    power = _power(sound)
    heard = max(2, min(len(samples), wanted) // HOP)
    power[:, :heard] *= _gain(power[:, :heard]) ** 2
    bands = np.log10(np.maximum(_filters() @ power, 1e-10))
    bands = np.maximum(bands, bands.max() - 8.0)
    return np.ascontiguousarray((bands + 4.0) / 4.0, dtype=np.float32)


def stands_out_db(samples: Samples) -> float:
    """Give how far the loud tenth of the sound lies above its quiet fifth, in frames of 10 ms; 0 for no sound."""
    frames = samples[: len(samples) // HOP * HOP].reshape(-1, HOP)
    if not len(frames):
        return 0.0
    loud, quiet = np.quantile(np.mean(np.square(frames), axis=1), [0.9, NOISE_SHARE])
    return float(10 * np.log10((loud + 1e-12) / (quiet + 1e-12)))


def _power(sound: Samples) -> NDArray[np.float32]:
    """Give (201, frames) power."""
    padded = np.pad(sound, WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][:-1]
    hann = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    spectrum: NDArray[np.complex128] = np.fft.rfft(frames * hann, axis=1)
    power: NDArray[np.float64] = np.abs(spectrum) ** 2
    return power.T.astype(np.float32)


def _gain(power: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give (201, frames) from LEAST_GAIN, all noise, to 1, all voice.

    The power of noise is spread exponentially, so its mean is read off the quantile. Source: the mean of an
    exponential distribution is its q-quantile over -ln(1 - q).
    """
    noise = np.quantile(power, NOISE_SHARE, axis=1, keepdims=True) / -np.log1p(-NOISE_SHARE)
    over = np.maximum(_smooth(_smooth(power).T).T / np.maximum(noise, 1e-12) - 1, 0)
    return np.asarray(np.maximum(over / (over + OVERWEIGHT), LEAST_GAIN), dtype=np.float32)


def _smooth(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the mean of each point and its two neighbours along the rows; the ends count as quiet beyond."""
    wide = np.pad(rows, ((0, 0), (1, 1)))
    return ((wide[:, :-2] + wide[:, 1:-1] + wide[:, 2:]) / 3).astype(np.float32)


@cache
def _filters() -> NDArray[np.float32]:
    """Give (80, 201): triangles evenly spread on the mel scale of Slaney's Auditory Toolbox, each of area one."""
    edges = _hertz(np.linspace(0.0, _mel(RATE_HZ / 2), BANDS + 2))
    hertz = np.fft.rfftfreq(WINDOW, 1 / RATE_HZ)
    slopes = edges[:, None] - hertz
    rising = -slopes[:-2] / np.diff(edges)[:-1, None]
    falling = slopes[2:] / np.diff(edges)[1:, None]
    area = 2.0 / (edges[2:] - edges[:-2])
    return (np.maximum(0, np.minimum(rising, falling)) * area[:, None]).astype(np.float32)


_LINEAR_HZ = 200.0 / 3
_LOG_FROM_HZ = 1000.0
_LOG_STEP = np.log(6.4) / 27.0


def _mel(hertz: float) -> float:
    linear = hertz / _LINEAR_HZ
    above = _LOG_FROM_HZ / _LINEAR_HZ + np.log(max(hertz, _LOG_FROM_HZ) / _LOG_FROM_HZ) / _LOG_STEP
    return float(above if hertz >= _LOG_FROM_HZ else linear)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    turn = _LOG_FROM_HZ / _LINEAR_HZ
    above = _LOG_FROM_HZ * np.exp(_LOG_STEP * (mels - turn))
    return np.where(mels >= turn, above, mels * _LINEAR_HZ)
