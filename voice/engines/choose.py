"""Which engine speaks here: eSpeak where it can, by its own proof; another where the runner wants it."""

from collections.abc import Callable
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path

from service.core.errors import InputError, WorldError
from voice.engines.cache import SpeechCache
from voice.engines.kokoro import KokoroEngine
from voice.engines.pyttsx import PyttsxEngine
from voice.engines.silent import SilentEngine
from voice.engines.stand_in import BackedCache
from voice.speech import SpeechEngine, Voice

GROUP = "afterrun.engines"
USUAL = "pyttsx"
TRIAL = "Ready."


def choose_engine(preferred: str = USUAL) -> SpeechEngine:
    """Give eSpeak, which has proved that it speaks, or the silent engine, which carries the reason.

    The trial starts the engine, so its next words come without delay.
    """
    if preferred == "silent":
        return SilentEngine("No speech engine was asked for.")
    engine = PyttsxEngine()
    try:
        engine.synthesize(TRIAL, Voice())
    except WorldError as error:
        engine.close()
        return SilentEngine(error.words)
    return engine


def open_cache(preferred: str, directory: Path, *, kokoro: Path | None = None) -> SpeechCache:
    """Give the clips of the preferred engine; what it fails to say, eSpeak says.

    `kokoro` is the folder of a Kokoro model of the runner's own. Raises InputError for an unknown engine.
    """
    if preferred in {USUAL, "silent"}:
        return SpeechCache(choose_engine(preferred), directory)
    make = _named(preferred, kokoro)
    return BackedCache(make(), directory, SpeechCache(choose_engine(), directory))


def _named(preferred: str, kokoro: Path | None) -> Callable[[], SpeechEngine]:
    if preferred == "kokoro":
        return partial(KokoroEngine, kokoro)
    known = {point.name: point for point in entry_points(group=GROUP)}
    if preferred not in known:
        names = ", ".join(sorted({USUAL, "silent", "kokoro", *known}))
        raise InputError(f"There is no speech engine called {preferred}; here are {names}.")
    made: Callable[[], SpeechEngine] = known[preferred].load()
    return made
