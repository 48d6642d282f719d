import numpy as np
import pytest

from tests.build.sounds import tone
from voice.ears.features import BANDS, log_mel, stands_out_db


def contrast(picture: np.ndarray, frames: slice) -> float:
    return float(np.ptp(picture[:, frames].mean(axis=1)))


def test_the_picture_has_the_shape_the_recogniser_was_trained_on() -> None:
    picture = log_mel(tone(1.0).astype(np.float32), seconds=3.0)

    assert picture.shape == (BANDS, 300)
    assert picture.dtype == np.float32


def test_a_tone_is_brightest_in_its_own_band_while_it_lasts() -> None:
    sound = np.zeros(16_000, dtype=np.float32)
    sound[8_000:] = tone(0.5, hertz=1000)

    picture = log_mel(sound, seconds=2.0)

    assert picture[:, 75].argmax() in range(24, 28)  # 1000 Hz is mel 15 of the 0..45 spread over 80 bands
    assert picture[:, 75].max() > picture[:, 25].max() + 0.5


def test_steady_noise_is_turned_down_and_the_voice_is_not() -> None:
    rng = np.random.default_rng(1)
    noise = 0.05 * rng.standard_normal(24_000).astype(np.float32)
    voice = noise.copy()
    voice[10_000:18_000] += tone(0.5, hertz=700, loud=0.3).astype(np.float32)

    picture = log_mel(voice, seconds=1.5)

    silent = float(picture[:, 10:50].mean())
    assert picture[:, 70:100].max() > silent + 1.0


def test_silence_gives_a_picture_too() -> None:
    assert np.isfinite(log_mel(np.zeros(0, dtype=np.float32), seconds=1.0)).all()


def test_a_voice_stands_out_of_silence_and_not_of_noise() -> None:
    noise = np.random.default_rng(1).standard_normal(16_000).astype(np.float32)
    word = np.concatenate([0.01 * noise, noise[:4_000]])

    assert stands_out_db(noise) < 3
    assert stands_out_db(word) == pytest.approx(40, abs=2)
    assert stands_out_db(noise[:0]) == 0
