"""Three short sounds: two rising notes mean begin, two falling ones the end, a high tick a step."""

import numpy as np

from voice.script.model import Tone
from voice.script.timing import TONE_S
from voice.speech import AudioClip

PEAK = 0.5
"""Of full scale: about as loud as eSpeak's vowels. Ours."""
FADE_S = 0.015
"""Fade in and out, so that nothing clicks. Ours."""
TICK_S = 0.06
NOTES_HZ = {Tone.BEGIN: (660.0, 880.0), Tone.TICK: (1320.0,), Tone.END: (880.0, 587.0)}
"""High enough for a phone's small loudspeaker. Ours."""


def tone(kind: Tone, rate_hz: int) -> AudioClip:
    """Give the tone; each lasts TONE_S with the quiet behind it."""
    notes = NOTES_HZ[kind]
    sounding_s = TICK_S if kind is Tone.TICK else TONE_S
    wave = np.concatenate([_note(hertz, sounding_s / len(notes), rate_hz) for hertz in notes])
    whole = np.zeros(round(TONE_S * rate_hz))
    whole[: wave.size] = wave[: whole.size]
    return AudioClip((whole * PEAK * 32767).astype("<i2").tobytes(), rate_hz)


def _note(hertz: float, seconds: float, rate_hz: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    times = np.arange(int(seconds * rate_hz)) / rate_hz
    fade = np.minimum(1.0, np.minimum(times, times[::-1]) / FADE_S)
    return np.sin(2 * np.pi * hertz * times) * fade
