"""A session without hands, outside a page: the ears between the cues of our own voice.

While a cue is on the air, and a moment after, only "stop" and "that hurts" are heard, and only from somebody much
louder than its echo; and the words of the last cue are not taken for the runner's as long as a room may still
ring with them.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

from voice.ears.listener import Ears, Said
from voice.ears.meaning import event_of, listening_mode
from voice.ears.sound import Samples
from voice.player.messages import Event
from voice.player.state import Mode
from voice.script.model import Utterance

AFTER_CUE_S = 0.2
"""The loudspeaker's and the room's tail. Source: measured, docs/decisions/0013."""
ECHO_S = 1.5


class Airing(Protocol):
    """What says the cues."""

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        """Begin to air it; call `ended` when it is over."""
        ...

    def hush(self) -> None:
        """Be silent at once."""
        ...


class HandsFree:
    """Both a speaker and the ears that know when it speaks."""

    def __init__(
        self,
        speaker: Airing,
        ears: Ears,
        *,
        tell: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._speaker = speaker
        self._ears = ears
        self._tell = tell
        self._now = now
        self._lock = threading.Lock()
        self._airing = 0
        self._words = ""
        self._silent_since = float("-inf")

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        """Air it."""
        with self._lock:
            self._airing += 1
            mine = self._airing
            self._words = utterance.text
            self._silent_since = float("inf")

        def over() -> None:
            self._fall_silent(mine)
            ended()

        self._speaker.say(utterance, over)

    def hush(self) -> None:
        """Be silent, and listen again soon."""
        self._speaker.hush()
        self._fall_silent(self._airing)

    def listen(
        self, sound: Iterable[Samples], *, put: Callable[[Event], None], mode: Callable[[], Mode]
    ) -> None:
        """Turn what is said into events until the sound ends."""
        for samples in sound:
            silent_s = self._now() - self._silent_since
            self._ears.mode = listening_mode(mode())
            self._ears.saying = self._words if silent_s < ECHO_S else ""
            self._ears.airing = silent_s < AFTER_CUE_S
            for piece in self._ears.pieces(samples):
                self._obey(self._ears.decide(piece), put=put, mode=mode())

    def _obey(self, said: Said, *, put: Callable[[Event], None], mode: Mode) -> None:
        if said.heard is None:
            return
        words = said.heard.command.replace("_", " ")
        if not said.heard.sure:
            self._tell(f"Did you say “{words}”?")
            return
        self._tell(f"Heard “{words}”.")
        event = event_of(said.heard.command, mode, at=self._now())
        if event is not None:
            put(event)

    def _fall_silent(self, airing: int) -> None:
        with self._lock:
            if airing == self._airing:
                self._silent_since = min(self._silent_since, self._now())
