"""Sound for the ears' measurements: words, what is around them, and a room that rings."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice.ears.sound import RATE_HZ, Samples, from_pcm16, resample
from voice.engines.pyttsx import PyttsxEngine
from voice.speech import Voice

HUMAN = Path(__file__).parents[3] / "shared" / "voice" / "human"
PROMPTS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
"""Half an hour of Allison Smith, CC BY-SA 3.0: `apt install asterisk-core-sounds-en-wav`."""
ENGINE_VOICES = ("en-gb", "en-us", "gmw/en-gb-x-rp")
WORDS_PER_MINUTE = 140


@cache
def engine() -> PyttsxEngine:
    return PyttsxEngine()


def spoken(words: str, *, voice: str) -> Samples:
    clip = engine().synthesize(f"{words[0].upper()}{words[1:]}.", Voice(voice, WORDS_PER_MINUTE))
    if clip.rate_hz == RATE_HZ:
        return from_pcm16(clip.pcm)
    return resample(np.frombuffer(clip.pcm, "<i2") / 32_768, clip.rate_hz)


def heard_in(condition: str, clip: Samples, *, name: str) -> Samples:
    """Give the clip with half a second around it, in quiet or 10 dB above music or white noise."""
    around = np.pad(clip, RATE_HZ // 2)
    if condition == "quiet":
        return around
    rng = random(name)
    other = _music(len(around), rng) if condition == "music" else rng.standard_normal(len(around))
    loud = level(clip) / level(other) / np.sqrt(10)
    return np.asarray(around + other * loud, dtype=np.float32)


def random(name: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]))


def level(sound: NDArray[np.floating]) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


def in_a_room(sound: Samples, *, rings_s: float = 0.4) -> Samples:
    """Give what a microphone hears of a loudspeaker as loud as itself: the sound, and a room that rings on."""
    t = np.arange(round(rings_s * RATE_HZ)) / RATE_HZ
    tail = np.random.default_rng(2).standard_normal(len(t)) * 10 ** (-3 * t / rings_s)
    tail *= 0.5 / np.sqrt(np.sum(tail**2))
    tail[0] += 1.0
    size = len(sound) + len(tail)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size).astype(np.float32)


def _music(samples: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Four chords, a bass drum on the beat, a hi-hat between: nobody's tune."""
    t = np.arange(samples) / RATE_HZ
    beat = 60 / rng.uniform(95, 130)
    late = rng.uniform(0, 4 * beat)
    sound = np.zeros(samples)
    for bar in range(int(t[-1] / (2 * beat)) + 4):
        begins = 2 * bar * beat - late
        fade = np.where((t >= begins) & (t < begins + 2 * beat), np.exp(-1.2 * (t - begins)), 0)
        root = (220.0, 174.6, 261.6, 196.0)[bar % 4]
        for step in (1, 1.26, 1.5, 2):
            for overtone, part in ((1, 1.0), (2, 0.5), (3, 0.3)):
                sound += 0.12 * part * fade * np.sin(2 * np.pi * root * step * overtone * t)
    since = (t + late) % beat
    sound += 0.9 * np.exp(-18 * since) * np.sin(2 * np.pi * 55 * since)
    hat = (t + late + beat / 2) % beat
    sound += 0.25 * np.exp(-60 * hat) * rng.standard_normal(samples)
    return sound
