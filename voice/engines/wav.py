"""WAV files as clips and back, checked: an engine that fails often leaves a file that is empty or silent."""

import os
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.core.errors import WorldError
from voice.script.timing import TAIL_S
from voice.speech import AudioClip

AUDIBLE = 200
"""Peak of 32,767 under which a clip counts as silent: -44 dB; eSpeak speaks at -4 to -8 dB. Ours."""
HEADER_BYTES = 44


def read(path: Path) -> AudioClip:
    """Give the file's sound. Raises WorldError when it is no mono 16-bit WAV or holds no sample."""
    try:
        with wave.open(str(path), "rb") as source:
            shape = source.getnchannels(), source.getsampwidth()
            clip = AudioClip(source.readframes(source.getnframes()), source.getframerate())
    except (OSError, EOFError, wave.Error) as error:
        raise WorldError("The speech engine left no readable sound file.", code="bad_audio") from error
    if shape != (1, 2) or not clip.pcm:
        raise WorldError("The speech engine left an empty or unusual sound file.", code="bad_audio")
    return clip


def seconds(path: Path) -> float:
    """Give the playing time without reading the sound. Raises WorldError as `read` does."""
    try:
        with wave.open(str(path), "rb") as source:
            return source.getnframes() / source.getframerate()
    except (OSError, EOFError, wave.Error) as error:
        raise WorldError("The speech engine left no readable sound file.", code="bad_audio") from error


def write(path: Path, clip: AudioClip) -> None:
    """Write the clip under a temporary name and rename it, so that nobody ever reads half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw, wave.open(raw, "wb") as target:
            start(target, clip.rate_hz)
            target.writeframes(clip.pcm)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def start(target: wave.Wave_write, rate_hz: int) -> None:
    """Set the one format we write: mono, 16 bit."""
    target.setnchannels(1)
    target.setsampwidth(2)
    target.setframerate(rate_hz)


def samples(clip: AudioClip) -> NDArray[np.int16]:
    """Give the samples: (n,) int16."""
    return np.frombuffer(clip.pcm, dtype="<i2").astype(np.int16)


def silence(seconds: float, rate_hz: int) -> AudioClip:
    """Give quiet."""
    return AudioClip(bytes(2 * round(seconds * rate_hz)), rate_hz)


def trimmed(clip: AudioClip) -> AudioClip:
    """Give the speech with exactly TAIL_S of quiet behind it. Raises WorldError when it is silent.

    eSpeak leaves 0.4 s behind every sentence: too much for a count of seconds.
    """
    loud = np.flatnonzero(np.abs(samples(clip).astype(np.int32)) > AUDIBLE)
    if loud.size == 0:
        raise WorldError("The speech engine made a sound file with no sound in it.", code="silent_audio")
    end = 2 * (int(loud[-1]) + 1)
    return AudioClip(clip.pcm[:end] + silence(TAIL_S, clip.rate_hz).pcm, clip.rate_hz)
