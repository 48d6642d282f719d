"""The worker that speaks by pyttsx3: `python -m voice.engines.pyttsx_speaker`.

As shipped pyttsx3 2.99 loses parameters and files by races. What holds (measured 500 of 500): set
the properties, let eSpeak take them (`Synchronize`), queue one file, run, and wait for `finished-utterance`,
which comes from eSpeak's own thread and only after the file is whole; `runAndWait` returns long before.
"""

import ctypes
import importlib.util
import os
import threading
from collections.abc import Iterable

from voice.engines.worker import main

CLEAREST = {"en-gb": "gmw/en-GB-x-rp"}
"""Of eSpeak's voices for a language the one that is misheard least: `make bench ONLY=words`. Ours."""
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
        self._ids = _by_name((v.identifier.decode(), v.languages[1:].decode()) for v in _espeak.ListVoices())

    def _on_finished(self, name: str | None, completed: bool) -> None:  # noqa: FBT001 - pyttsx3 calls it by name
        del name, completed
        self._finished.set()

    def _on_error(self, name: str | None, exception: Exception) -> None:
        del name
        self._errors.append(exception)

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


def _by_name(voices: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give eSpeak's ids by every name a voice is known under: its id in small letters, and its language.

    pyttsx3 tells ids in small letters only; asked for "gmw/en-us" where the file is "gmw/en-US", eSpeak goes on
    in another voice and says nothing.
    """
    ids: dict[str, str] = {}
    for identifier, language in voices:
        ids.setdefault(identifier.lower(), identifier)
        ids.setdefault(language, identifier)
    return ids | {name: voice for name, voice in CLEAREST.items() if voice.lower() in ids}


if __name__ == "__main__":
    main(Speaker)
