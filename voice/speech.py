"""The border to anything that can speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Voice:
    """Which speaker, and how fast."""

    name: str = "en-gb"
    """As the engine calls it."""
    words_per_minute: int = 145


@dataclass(frozen=True, slots=True)
class AudioClip:
    """Mono PCM, 16-bit little-endian."""

    pcm: bytes
    rate_hz: int

    @property
    def seconds(self) -> float:
        """Give the playing time."""
        return len(self.pcm) / 2 / self.rate_hz


class SpeechEngine(Protocol):
    """Turns words into sound. May be called from several threads."""

    name: str

    def voices(self) -> Sequence[str]:
        """Give the names this engine can speak with."""
        ...

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        """Speak `text` (plain words, no markup, at most 3,000 characters).

        Raises WorldError when the engine fails or takes too long; the caller goes on with text alone.
        """
        ...
