"""What every speech worker does: requests come in a line each, answers go out a line each.

A worker is the child process that alone touches a speech library: a crash in native code ends this process
and no other. It reads JSON and answers in JSON:
    {"id": 1, "text": "Begin.", "voice": "en-gb", "rate": 145, "path": "/…/1.wav"} → {"id": 1, "ok": true}
    {"id": 2, "voices": true} → {"id": 2, "ok": true, "voices": […]}
A failure is {"id": …, "ok": false, "why": "…"}. It ends when its input does, in the middle of a call too: then
whoever asked is gone, even killed, and nobody is left to end it.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol, TextIO


class Speaker(Protocol):
    """Writes words as sound."""

    def voices(self) -> list[str]:
        """Give the names it can speak with."""
        ...

    def save(self, text: str, *, voice: str, rate: int, path: str) -> None:
        """Write the text as a WAV file; whole when this returns. Raises ValueError or OSError."""
        ...


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


def serve(make: Callable[[], Speaker], requests: Iterable[str], replies: TextIO) -> None:
    """Answer one after another."""
    speaker = make()
    for line in requests:
        replies.write(json.dumps(reply(speaker, json.loads(line))) + "\n")
        replies.flush()


def main(make: Callable[[], Speaker]) -> None:
    """Keep the real output for replies: pyttsx3 prints "Audio saved to …" for every file."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as replies, open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), 1)
        try:
            serve(make, requests_of(sys.stdin), replies)
        except (RuntimeError, ImportError, OSError) as error:
            replies.write(json.dumps({"id": None, "ok": False, "why": str(error)}) + "\n")

    os._exit(0)  # eSpeak's own thread fails an assertion when Python tears its callback down
