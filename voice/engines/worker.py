"""The child process that alone touches pyttsx3: a crash in the native library ends this process and no other.

`python -m voice.engines.worker` reads a JSON request a line and answers with a line each:
    {"id": 1, "text": "Begin.", "voice": "en-gb", "rate": 145, "path": "/…/1.wav"} → {"id": 1, "ok": true}
    {"id": 2, "voices": true} → {"id": 2, "ok": true, "voices": […]}
A failure is {"id": …, "ok": false, "why": "…"}. It ends when its input does, in the middle of a call too: then
whoever asked is gone, even killed, and nobody is left to end it.

As shipped pyttsx3 2.99 loses parameters and files by races. What holds (measured 500 of 500): set
the properties, let eSpeak take them (`Synchronize`), queue one file, run, and wait for `finished-utterance`,
which comes from eSpeak's own thread and only after the file is whole; `runAndWait` returns long before.
"""

import ctypes
import importlib.util
import json
import os
import queue
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

FINISH_S = 8.0
"""Longest wait for one text; 3,000 characters take under a second."""


def load_library() -> str:
    """Load eSpeak NG ahead of pyttsx3 and say which one: ours from the wheel, else the system's.

    pyttsx3 asks the linker for `libespeak-ng.so.1`; one that is loaded already is what it then gets.
    """
    if importlib.util.find_spec("espeakng_loader") is None:
        return "system"
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    try:
        ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    except OSError:
        del os.environ["ESPEAK_DATA_PATH"]
        return "system"
    return "wheel"


class Speaker:
    """One pyttsx3 engine, used the way that works."""

    def __init__(self) -> None:
        load_library()
        import pyttsx3
        from pyttsx3.drivers import _espeak

        self._synchronize = _espeak.Synchronize
        self._engine = pyttsx3.init("espeak")
        self._finished = threading.Event()
        self._errors: list[Exception] = []
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)
        self._ids = self._voice_ids()

    def _on_finished(self, name: str | None, completed: bool) -> None:  # noqa: FBT001 - pyttsx3 calls it by name
        del name, completed
        self._finished.set()

    def _on_error(self, name: str | None, exception: Exception) -> None:
        del name
        self._errors.append(exception)

    def _voice_ids(self) -> dict[str, str]:
        """Give eSpeak's ids by every name a voice is known under: "en-gb" and "gmw/en" are the same."""
        ids: dict[str, str] = {}
        for voice in self._engine.getProperty("voices"):
            ids.setdefault(voice.id, voice.id)
            for language in voice.languages:
                ids.setdefault(language, voice.id)
        return ids

    def voices(self) -> list[str]:
        """Give the names it can speak with."""
        return sorted(self._ids)

    def save(self, text: str, *, voice: str, rate: int, path: str) -> None:
        """Write the text as a WAV file; whole when this returns. Raises ValueError or TimeoutError."""
        if voice not in self._ids:
            raise ValueError(f"there is no voice called {voice}")
        self._errors.clear()
        self._engine.setProperty("voice", self._ids[voice])
        self._engine.setProperty("rate", rate)
        self._engine.setProperty("volume", 1.0)
        self._synchronize()
        self._finished.clear()
        self._engine.save_to_file(text, path)
        self._engine.runAndWait()
        if not self._finished.wait(FINISH_S):
            raise TimeoutError(f"no file after {FINISH_S:.0f} s")
        if self._errors:
            raise ValueError(str(self._errors[0]))


def reply(speaker: Speaker, request: Mapping[str, object]) -> dict[str, object]:
    """Give the answer to one request."""
    try:
        if "voices" in request:
            return {"id": request["id"], "ok": True, "voices": speaker.voices()}
        speaker.save(
            str(request["text"]),
            voice=str(request["voice"]),
            rate=int(str(request["rate"])),
            path=str(request["path"]),
        )
    except (ValueError, OSError, KeyError) as error:  # TimeoutError is an OSError
        return {"id": request.get("id"), "ok": False, "why": str(error)}
    return {"id": request["id"], "ok": True}


def requests_of(source: TextIO) -> Iterator[str]:
    """Give the lines as they come; at their end the process ends."""
    lines = queue.SimpleQueue[str]()

    def read() -> None:
        for line in source:
            lines.put(line)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        yield lines.get()


def serve(requests: Iterable[str], replies: TextIO) -> None:
    """Answer one after another."""
    speaker = Speaker()
    for line in requests:
        replies.write(json.dumps(reply(speaker, json.loads(line))) + "\n")
        replies.flush()


def main() -> None:
    """Keep the real output for replies: pyttsx3 prints "Audio saved to …" for every file."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as replies, open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), 1)
        try:
            serve(requests_of(sys.stdin), replies)
        except (RuntimeError, ImportError, OSError) as error:
            replies.write(json.dumps({"id": None, "ok": False, "why": str(error)}) + "\n")


if __name__ == "__main__":
    main()
    os._exit(0)  # eSpeak's own thread fails an assertion when Python tears its callback down
