"""Rendering before it is needed: one thread works through what will be said, so that no cue waits for an engine."""

import logging
import queue
import threading
from collections.abc import Callable, Iterable

from service.core.errors import WorldError
from voice.engines.cache import SpeechCache
from voice.script.model import Utterance
from voice.speech import Voice

log = logging.getLogger(__name__)


class RenderAhead:
    """Fills a cache in the order it is told. A clip that fails is tried again when it is asked for."""

    def __init__(self, cache: SpeechCache, voice: Callable[[], Voice]) -> None:
        self._cache = cache
        self._voice = voice
        self._waiting: queue.SimpleQueue[Utterance] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._told: set[Utterance] = set()
        self._running = False

    def __call__(self, utterances: Iterable[Utterance]) -> None:
        """Have these rendered, behind what is waiting already; returns at once."""
        with self._lock:
            for utterance in utterances:
                if utterance not in self._told:
                    self._told.add(utterance)
                    self._waiting.put(utterance)
            if self._running or self._waiting.empty():
                return
            self._running = True
        threading.Thread(target=self._work, name="render-ahead", daemon=True).start()

    def _work(self) -> None:
        while (utterance := self._next()) is not None:
            try:
                self._cache.path_of(utterance, self._voice())
            except WorldError as error:
                log.warning("an utterance could not be rendered ahead: %s", error.code)

    def _next(self) -> Utterance | None:
        with self._lock:
            try:
                utterance = self._waiting.get_nowait()
            except queue.Empty:
                self._running = False
                self._told.clear()  # the cache knows what it has; a clip that was cleared may be told again
                return None
        return utterance
