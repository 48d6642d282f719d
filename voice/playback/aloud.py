"""Says one thing through the loudspeaker and waits until it is said."""

import threading
from collections.abc import Callable

from voice.playback.clips import Clips
from voice.playback.speaker import ClipSpeaker, Loudspeaker
from voice.script.model import Utterance
from voice.speech import Voice

LONGEST_S = 60.0


class Aloud:
    """A reminder's way out into the room. The loudspeaker is looked for each time: it may be switched on later."""

    name = "loudspeaker"

    def __init__(self, find: Callable[[], Loudspeaker], clips: Clips, voice: Voice) -> None:
        self._find = find
        self._clips = clips
        self._voice = voice

    def send(self, _title: str, body: str) -> None:
        """Say it. Raises WorldError where no loudspeaker answers."""
        speaker = ClipSpeaker(self._find(), self._clips, self._voice)
        said = threading.Event()
        speaker.say(Utterance(body), said.set)
        if not said.wait(LONGEST_S):
            speaker.hush()
