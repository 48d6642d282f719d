"""Clips of an engine that may fail, and of another that then takes over."""

import logging
from pathlib import Path

from service.core.errors import WorldError
from voice.engines.cache import SpeechCache
from voice.script.model import Utterance
from voice.speech import SpeechEngine, Voice

log = logging.getLogger(__name__)

GIVE_UP = 3
"""Failures in a row after which the engine is asked for nothing more until Afterrun is started again. Ours."""


class BackedCache(SpeechCache):
    """As the cache of `engine`; what that fails to say, `stand_in` says, with its own usual voice.

    Who says an utterance does not change any more: a player may have been told how long it lasts.
    """

    def __init__(self, engine: SpeechEngine, directory: Path, stand_in: SpeechCache) -> None:
        super().__init__(engine, directory)
        self._stand_in = stand_in
        self._taken_over: set[str] = set()
        self._failures = 0

    def path_of(self, utterance: Utterance, voice: Voice) -> Path:
        """Give the WAV file of an utterance. Raises WorldError when both engines fail."""
        key = self.key_of(utterance, voice)
        if key not in self._taken_over and (self._failures < GIVE_UP or self.find(key)):
            try:
                path = super().path_of(utterance, voice)
            except WorldError as error:
                log.warning("another speech engine takes over: %s", error.words)
                self._failures += 1
            else:
                self._failures = 0
                return path
        self._taken_over.add(key)
        return self._stand_in.path_of(utterance, _usual(voice))

    def lasts(self, utterance: Utterance, voice: Voice) -> float | None:
        """Give the seconds of an utterance that is here already, from whoever says it."""
        if self.key_of(utterance, voice) in self._taken_over:
            return self._stand_in.lasts(utterance, _usual(voice))
        return super().lasts(utterance, voice)


def _usual(voice: Voice) -> Voice:
    return Voice(words_per_minute=voice.words_per_minute)
