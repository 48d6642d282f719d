"""What playing needs from whoever makes the sound: a file and a clip for each utterance."""

import wave
from pathlib import Path
from typing import Protocol

from voice.script.model import Utterance
from voice.speech import AudioClip, Voice


class Clips(Protocol):
    """Sound for utterances, words and tones alike; the speech cache is one."""

    def path_of(self, utterance: Utterance, voice: Voice) -> Path:
        """Give a WAV file. Raises WorldError when there is none to be had."""
        ...

    def clip_for(self, utterance: Utterance, voice: Voice) -> AudioClip:
        """Give the sound. Raises WorldError when there is none to be had."""
        ...


def set_format(target: wave.Wave_write, rate_hz: int) -> None:
    """Set the one format we write: mono, 16 bit."""
    target.setnchannels(1)
    target.setsampwidth(2)
    target.setframerate(rate_hz)
