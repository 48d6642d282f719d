"""What a door is given by wiring: the brain as a function, and a voice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from voice.speech import AudioClip


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say back."""

    text: str
    understood: bool = True
    expects: bool = False
    """A reply is wanted."""


Talk: TypeAlias = Callable[[str], Reply]
"""Takes what was said. Raises Error with words for the runner."""
Speak: TypeAlias = Callable[[str], AudioClip]
"""Gives the sound of a text. Raises WorldError."""
Transcribe: TypeAlias = Callable[[bytes], str]
"""Gives the words in 16-bit mono PCM at 16 kHz; empty when none were heard. Raises WorldError."""
