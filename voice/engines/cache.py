"""Clips kept on disk under the hash of what makes them: engine with its version, voice, rate and text.

Bounded: above MAX_BYTES the clips unused for longest go. Safe for threads and processes: a file appears
whole, under its final name, or not at all; two that render the same clip at once write the same bytes.
"""

import hashlib
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from service.core.errors import WorldError
from voice.engines import wav
from voice.engines.silent import RATE_HZ
from voice.engines.tones import tone
from voice.script.model import Script, Tone, Utterance
from voice.speech import AudioClip, SpeechEngine, Voice

MAX_BYTES = 256 * 1024 * 1024
"""About 3,000 sentences, or 40 different sessions; ours."""
KEEP = 0.9
"""Part of the limit that is left after a clearing."""
FORMAT = "2"
"""Part of every key; changes when a clip's treatment does: its quiet at the end, tones, pronunciation."""


class SpeechCache:
    """The clips of one engine. `directory` may be shared; tones are made at the engine's own rate."""

    def __init__(
        self,
        engine: SpeechEngine,
        directory: Path,
        *,
        max_bytes: int = MAX_BYTES,
        tone_rate_hz: int = RATE_HZ,
    ) -> None:
        self.engine = engine
        self._directory = directory
        self._max_bytes = max_bytes
        self._tone_rate_hz = tone_rate_hz
        self._rendering = threading.Lock()
        self._size: int | None = None

    def key(self, text: str, voice: Voice) -> str:
        """Give the clip's name: 32 hex digits."""
        return self._digest("words", self.engine.name, voice.name, str(voice.words_per_minute), text)

    def key_of(self, utterance: Utterance, voice: Voice) -> str:
        """Give the name of an utterance's clip, words or tone."""
        if utterance.tone is None:
            return self.key(utterance.text, voice)
        return self._digest("tone", utterance.tone.value, str(self._tone_rate_hz))

    def path(self, text: str, voice: Voice) -> Path:
        """Give the clip's WAV file, rendered first when it is missing. Raises WorldError when that fails."""
        return self.path_of(Utterance(text), voice)

    def path_of(self, utterance: Utterance, voice: Voice) -> Path:
        """Give the WAV file of an utterance, words or tone. Raises WorldError as `path` does."""
        key = self.key_of(utterance, voice)
        return self.find(key) or self._render_once(key, utterance, voice)

    def find(self, key: str) -> Path | None:
        """Give the file of a clip that is there already, and note that it was wanted."""
        path = self._directory / f"{key}.wav"
        try:
            if path.stat().st_size <= wav.HEADER_BYTES:  # what a power cut leaves
                return None
            os.utime(path)
        except OSError:
            return None
        return path

    def lasts(self, utterance: Utterance, voice: Voice) -> float | None:
        """Give the seconds of an utterance that is here already; None for one that is not, or is damaged."""
        path = self.find(self.key_of(utterance, voice))
        try:
            return None if path is None else wav.seconds(path)
        except WorldError:
            return None

    def clip_for(self, utterance: Utterance, voice: Voice) -> AudioClip:
        """Give the sound of an utterance, words or tone. Raises WorldError as `path` does."""
        return wav.read(self.path_of(utterance, voice))

    def _render_once(self, key: str, utterance: Utterance, voice: Voice) -> Path:
        with self._rendering:
            return self.find(key) or self._render(key, utterance, voice)

    def _render(self, key: str, utterance: Utterance, voice: Voice) -> Path:
        path = self._directory / f"{key}.wav"
        clip = self._sound(utterance.tone, utterance.text, voice)
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            wav.write(path, clip)
            self._count(path)
        except OSError as error:
            raise WorldError(
                f"The speech cache cannot be written: {error.strerror}.", code="no_cache"
            ) from error
        return path

    def _sound(self, kind: Tone | None, text: str, voice: Voice) -> AudioClip:
        return self.engine.synthesize(text, voice) if kind is None else tone(kind, self._tone_rate_hz)

    def _count(self, written: Path) -> None:
        """Keep the directory under its limit; the whole is measured once, then counted on."""
        if self._size is None:
            self._size = sum(size for _, size, _ in self._files())
        else:
            self._size += written.stat().st_size
        if self._size > self._max_bytes:
            self._clear(spare=written)

    def _clear(self, *, spare: Path) -> None:
        files = sorted(self._files())
        left = sum(size for _, size, _ in files)
        for _, size, path in files:
            if left <= self._max_bytes * KEEP:
                break
            if path != spare:
                path.unlink(missing_ok=True)
                left -= size
        self._size = left

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """Give last use, size and path of every clip; one removed meanwhile is passed over."""
        for path in self._directory.glob("*.wav"):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            yield status.st_mtime, status.st_size, path

    def _digest(self, *parts: str) -> str:
        return hashlib.sha256("\x1f".join((FORMAT, *parts)).encode()).hexdigest()[:32]


def utterances(script: Script) -> Iterator[Utterance]:
    """Give everything a session may say, once each, in the order it is first needed: prompts come last."""
    seen: set[Utterance] = set()
    said = (u for step in script.steps for u in (*step.briefing, *(cue.utterance for cue in step.cues)))
    for utterance in (*said, *script.prompts.values()):
        if utterance not in seen:
            seen.add(utterance)
            yield utterance


def keyed(script: Script, cache: SpeechCache, voice: Voice) -> Mapping[str, Utterance]:
    """Give every utterance of a session by the key of its clip, in the order of `utterances`."""
    return {cache.key_of(utterance, voice): utterance for utterance in utterances(script)}
