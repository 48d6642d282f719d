"""An engine kept at arm's length: one worker process, one lock, a limit for each call.

When the worker dies or hangs it is ended, started anew and asked once more; the session does not notice.
"""

import json
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeAlias

import voice as package
from service.core.errors import TooLarge, WorldError
from voice.engines import wav
from voice.engines.limits import MAX_CHARACTERS
from voice.engines.pronounce import spoken_form
from voice.speech import AudioClip, Voice

log = logging.getLogger(__name__)

ATTEMPTS = 3
BAD_SOUND = frozenset({"bad_audio", "silent_audio"})

Json: TypeAlias = Mapping[str, object]


class WorkerLost(Exception):
    """The worker died or did not answer."""


class Worker:
    """One child process and the pipe to it. Not thread-safe."""

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        environment = {**os.environ, "PYTHONPATH": _search_path(), "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=environment,
        )
        self.owner = os.getpid()
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="speech-replies", daemon=True)
        self._reader.start()
        self._ids = 0

    def _read(self) -> None:
        pipe = self.process.stdout
        if pipe is not None:
            for line in pipe:
                self._replies.put(line)
        self._replies.put("")

    def ask(self, request: Json, *, limit_s: float) -> Json:
        """Give the answer. Raises WorkerLost when there is none in time, WorldError when it is a refusal."""
        self._ids += 1
        self._send(json.dumps({**request, "id": self._ids}))
        try:
            line = self._replies.get(timeout=limit_s)
        except queue.Empty:
            raise WorkerLost(f"no answer in {limit_s:.0f} s") from None
        if not line:
            raise WorkerLost(f"ended with code {self.process.poll()}")
        answer = json.loads(line)
        if not isinstance(answer, dict) or answer.get("ok") is not True:
            why = answer.get("why") if isinstance(answer, dict) else line
            raise WorldError(f"The speech engine could not say this: {why}.", code="no_speech")
        return answer

    def _send(self, line: str) -> None:
        pipe = self.process.stdin
        if pipe is None:
            raise WorkerLost("no pipe")
        try:
            pipe.write(line + "\n")
            pipe.flush()
        except OSError as error:
            raise WorkerLost(str(error)) from error

    def end(self) -> None:
        """End the process and leave nothing open."""
        self.process.kill()
        self.process.wait()
        self._reader.join(timeout=1)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was left in the buffer has no reader any more
                    log.debug("speech worker's pipe was broken")


class ChildEngine:
    """Speaks by a worker module. It starts its worker on first use, or early by `warm_up`; `close` ends it."""

    name: str
    module: str
    """What the worker runs: `python -m module`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alive: list[Worker] = []
        self._folder = tempfile.TemporaryDirectory(prefix="afterrun-speech-", ignore_cleanup_errors=True)
        self._cleanup = weakref.finalize(self, _end_all, self._alive, self._folder)

    def limit_s(self, text: str) -> float:
        """Give the time limit of a call, the start of the worker included."""
        raise NotImplementedError

    def arguments(self) -> Sequence[str]:
        """Give what the worker is started with."""
        return ()

    def said(self, text: str) -> str:
        """Give the text the way this engine says it best."""
        return spoken_form(text)

    def warm_up(self) -> None:
        """Start the worker now and do not wait for it, so that the first words come at once."""
        with self._lock:
            try:
                self._worker()
            except WorkerLost as lost:  # the first words will say so
                log.warning("speech worker %s", lost)

    def voices(self) -> Sequence[str]:
        """Give the names of its voices, and the languages it has one for."""
        found = self._ask({"voices": True}, self.limit_s(""))["voices"]
        return tuple(str(name) for name in found) if isinstance(found, list) else ()

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        """Speak `text`. Raises WorldError when two workers in a row fail, TooLarge above 3,000 characters.

        On a busy machine pyttsx3 leaves an empty file once in some thousand calls, so a bad one is asked
        for again.
        """
        if len(text) > MAX_CHARACTERS:
            raise TooLarge(f"A text to speak may have at most {MAX_CHARACTERS:,} characters.")
        path = Path(self._folder.name) / f"{threading.get_ident()}.wav"
        request = {
            "text": self.said(text),
            "voice": voice.name,
            "rate": voice.words_per_minute,
            "path": str(path),
        }
        for _ in range(ATTEMPTS - 1):
            try:
                return self._spoken(request, path)
            except WorldError as error:
                if error.code not in BAD_SOUND:
                    raise
                log.warning("speech came out empty, asking again")
        return self._spoken(request, path)

    def _spoken(self, request: Json, path: Path) -> AudioClip:
        try:
            self._ask(request, self.limit_s(str(request["text"])))
            return wav.trimmed(wav.read(path))
        finally:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker. The engine cannot be used afterwards."""
        with self._lock:
            self._cleanup()

    def _ask(self, request: Json, limit_s: float) -> Json:
        with self._lock:
            try:
                return self._worker().ask(request, limit_s=limit_s)
            except WorkerLost as lost:
                log.warning("speech worker lost, starting another: %s", lost)
                self._drop()
            try:
                return self._worker().ask(request, limit_s=limit_s)
            except WorkerLost as lost:
                self._drop()
                raise WorldError(
                    "The speech engine does not answer, so the words are only shown.", code="no_speech"
                ) from lost

    def _worker(self) -> Worker:
        """Give the living worker of this process: after a fork the parent's is not ours to talk to."""
        if not self._cleanup.alive:
            raise WorldError("The speech engine has been closed.", code="no_speech")
        if self._alive and self._alive[0].owner != os.getpid():
            self._alive.clear()
        if not self._alive:
            try:
                self._alive.append(Worker(self.module, self.arguments()))
            except OSError as error:
                raise WorkerLost(f"cannot be started: {error}") from error
        return self._alive[0]

    def _drop(self) -> None:
        while self._alive:
            self._alive.pop().end()


def _end_all(alive: list[Worker], folder: "tempfile.TemporaryDirectory[str]") -> None:
    while alive:
        worker = alive.pop()
        if worker.owner == os.getpid():
            worker.end()
    folder.cleanup()


def _search_path() -> str:
    """Give a path on which the worker finds the very package that started it."""
    home = str(Path(package.__file__ or "").resolve().parents[1])
    inherited = os.environ.get("PYTHONPATH")
    return home if not inherited else os.pathsep.join((home, inherited))


def release(distribution: str) -> str:
    """Give the installed version, for an engine's name: another version may sound otherwise."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "of the system"
