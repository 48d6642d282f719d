"""The worker that speaks by Kokoro: `python -m voice.engines.kokoro_speaker MODEL VOICES`."""

import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voice.engines import wav
from voice.engines.silent import RATE_HZ
from voice.engines.worker import main
from voice.speech import AudioClip

USUAL_WORDS_PER_MINUTE = 178.0
"""How fast it speaks at its speed of 1, measured against the estimates of `timing`. Ours."""
SHORT_WORDS, SHORT_FASTER = 2, 1.3
"""A word or two alone are drawn out by this voice: a count must fit into its second. Ours."""
SLOWEST, FASTEST = 0.5, 2.0
WINDOW_S = 0.02
POLITE = 5
"""It renders ahead of time, so whoever plays comes first."""
LANGUAGES = {"en-gb": "bf_emma", "en-us": "af_heart"}
"""The voice of each language; a language is taken by the first letter of a voice: a, American, and b, British."""
SENTENCE_PAUSE_S, CLAUSE_PAUSE_S = 0.45, 0.2
"""Quiet behind a sentence and a comma, as the estimates of `timing` have it. Ours."""


class Speaker:
    """One loaded model."""

    def __init__(self) -> None:
        from kokoro_onnx import Kokoro

        os.nice(POLITE)
        model, voices = sys.argv[1:]
        self._kokoro = Kokoro(model, voices)
        self._voices = list(self._kokoro.voices)

    def voices(self) -> list[str]:
        """Give the names it can speak with."""
        return sorted({*self._voices, *(name for name, voice in LANGUAGES.items() if voice in self._voices)})

    def save(self, text: str, *, voice: str, rate: int, path: str) -> None:
        """Write the text as a WAV file. Raises ValueError for an unknown voice and words without a sound."""
        name = LANGUAGES.get(voice, voice)
        if name not in self._voices:
            raise ValueError(f"there is no voice called {voice}")
        if not any(letter.isalnum() for letter in text):
            raise ValueError("there are no words in it")  # the model would breathe
        usual = rate / USUAL_WORDS_PER_MINUTE
        speed = usual * SHORT_FASTER if len(text.split()) <= SHORT_WORDS else usual
        sound, rate_hz = self._kokoro.create(
            text,
            name,
            speed=min(FASTEST, max(SLOWEST, speed)),
            lang="en-gb" if name.startswith("b") else "en-us",
            sentence_pause=SENTENCE_PAUSE_S,
            clause_pause=CLAUSE_PAUSE_S,
        )
        words = _resampled(_without_click(sound, rate_hz), rate_hz)
        pcm = (np.clip(words, -1, 1) * 32_767).astype("<i2").tobytes()
        wav.write(Path(path), AudioClip(pcm, RATE_HZ))


def _without_click(sound: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Cut off the single click that the model sometimes leaves behind the last word, after a quiet.

    The end of the words is where two windows in a row are last audible.
    """
    size = int(WINDOW_S * rate_hz)
    windows = np.abs(sound[: len(sound) // size * size]).reshape(-1, size).max(axis=1) > wav.AUDIBLE / 32_767
    spoken = np.flatnonzero(windows[1:] & windows[:-1])
    return sound[: (int(spoken[-1]) + 2) * size] if spoken.size else sound


def _resampled(sound: NDArray[np.float32], rate_hz: int) -> NDArray[np.float64]:
    """Give the sound at RATE_HZ, by its spectrum: clips of every engine stand in one file side by side."""
    wanted = round(len(sound) * RATE_HZ / rate_hz)
    spectrum = np.fft.rfft(sound)[: wanted // 2 + 1]
    return np.asarray(np.fft.irfft(spectrum, wanted) * (wanted / len(sound)))


if __name__ == "__main__":
    main(Speaker)
