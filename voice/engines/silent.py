"""An engine without sound: clips of the right length, so that everything else can be driven and tested."""

from collections.abc import Sequence

from service.core.errors import TooLarge
from voice.engines.limits import MAX_CHARACTERS
from voice.engines.wav import silence
from voice.script.timing import spoken_s
from voice.speech import AudioClip, Voice

RATE_HZ = 22_050


class SilentEngine:
    """Says nothing, for as long as saying it would take. `reason` tells why nobody better was chosen."""

    name = "silent"

    def __init__(self, reason: str | None = None) -> None:
        self.reason = reason

    def voices(self) -> Sequence[str]:
        """Give the one voice it is polite to offer."""
        return (Voice().name,)

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        """Give quiet of the estimated length."""
        if len(text) > MAX_CHARACTERS:
            raise TooLarge(f"A text to speak may have at most {MAX_CHARACTERS:,} characters.")
        return silence(spoken_s(text, voice.words_per_minute), RATE_HZ)
