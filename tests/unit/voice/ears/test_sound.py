import numpy as np
import pytest

from service.core.errors import InputError
from tests.build.sounds import tone, wav
from voice.ears.sound import RATE_HZ, from_pcm16, read_wav


@pytest.mark.parametrize(("bits", "form"), [(8, 1), (16, 1), (24, 1), (32, 1), (32, 3), (64, 3)])
@pytest.mark.parametrize("extensible", [False, True])
def test_every_kind_of_wav_sounds_the_same(bits: int, form: int, *, extensible: bool) -> None:
    said = tone(0.5)

    heard = read_wav(wav(said, bits=bits, form=form, extensible=extensible))

    assert heard.dtype == np.float32
    assert np.abs(heard - said).max() < (0.01 if bits == 8 else 1e-4)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_every_rate_and_number_of_channels_becomes_16_khz_mono(rate_hz: int, channels: int) -> None:
    heard = read_wav(wav(tone(1.0, rate_hz=rate_hz), rate_hz=rate_hz, channels=channels))

    middle = slice(2_000, 14_000)
    assert abs(len(heard) - RATE_HZ) <= 1
    assert np.abs(heard[middle] - tone(1.0)[: len(heard)][middle]).max() < 0.01


def test_what_is_too_high_for_16_khz_does_not_fold_back() -> None:
    heard = read_wav(wav(tone(1.0, hertz=12_000, rate_hz=48_000), rate_hz=48_000))

    assert np.abs(heard[2_000:14_000]).max() < 0.01


@pytest.mark.parametrize(
    "file", [b"", b"no sound", wav(tone(0.1))[:20], wav(tone(0.1), bits=16, form=7), b"RIFF\0\0\0\0WAVE"]
)
def test_what_is_no_wav_is_refused_in_words(file: bytes) -> None:
    with pytest.raises(InputError, match="WAV"):
        read_wav(file)


def test_a_file_that_breaks_off_is_heard_as_far_as_it_goes() -> None:
    heard = read_wav(wav(tone(1.0))[:-16_001])

    assert 7_900 < len(heard) < 8_100


def test_pcm_of_a_microphone_is_between_minus_one_and_one() -> None:
    assert from_pcm16(b"\x00\x80\x00\x40\xff").tolist() == [-1.0, 0.5]
