"""Which engine speaks here: the first that proves it can, by speaking."""

from collections.abc import Callable, Iterator
from importlib.metadata import entry_points

from service.core.errors import WorldError
from voice.engines.pyttsx import PyttsxEngine
from voice.engines.silent import SilentEngine
from voice.speech import SpeechEngine, Voice

GROUP = "afterrun.engines"
TRIAL = "Ready."


def choose_engine(preferred: str | None = None, *, voice: Voice | None = None) -> SpeechEngine:
    """Give an engine that works: the preferred one of the entry points, else pyttsx, else the silent one.

    The silent one carries the reason. The trial starts the engine, so its next words come without delay.
    """
    reasons = []
    for make in _candidates(preferred):
        engine = make()
        try:
            engine.synthesize(TRIAL, voice or Voice())
        except WorldError as error:
            reasons.append(error.words)
            close = getattr(engine, "close", None)
            if close is not None:
                close()
        else:
            return engine
    return SilentEngine("; ".join(reasons) or "No speech engine was asked for.")


def _candidates(preferred: str | None) -> Iterator[Callable[[], SpeechEngine]]:
    if preferred == "silent":
        return
    if preferred not in {None, "pyttsx"}:
        for point in entry_points(group=GROUP, name=preferred or ""):
            yield point.load()
    yield PyttsxEngine
