"""Speech: how soon the first cue is heard, and how long a whole session takes to make."""

import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import numpy as np

from service.content.loader import load as load_content
from service.core.catalogue import Dose
from service.core.errors import WorldError
from service.core.routine import Routine, RoutineItem
from tests.bench.measure import Measurement, Skipped, medians_ms
from voice.engines.cache import SpeechCache, utterances
from voice.engines.pyttsx import PyttsxEngine
from voice.phrases.loader import load as load_phrases
from voice.script.compile import compile_script
from voice.script.model import Script
from voice.script.webvtt import estimated, timeline
from voice.speech import AudioClip, Voice

CUES = (
    "Stand tall on your left leg, with a soft knee.",
    "Lie on your right side and lift your hips.",
    "Walk forward and sweep both hands past your toes.",
    "Lower slowly, and keep your back long.",
    "Breathe out as you come up, and stay level.",
    "Change sides whenever you are ready.",
)
SESSION_S = 15 * 60


def measure(*, long: bool) -> Iterator[Measurement]:
    cues = cycle(CUES)
    engine = PyttsxEngine()
    try:
        taken = medians_ms({"cue": lambda: _heard(engine.synthesize(next(cues), Voice()))})
        yield Measurement("voice.first_sound_ms", taken["cue"], "ms", bar=300)
        yield Measurement("voice.render_15min_s", _render_s(engine), "s", bar=3)
    except WorldError as wrong:
        raise Skipped(wrong.words) from wrong
    finally:
        engine.close()


def _heard(clip: AudioClip) -> None:
    """Silence is quick to make: a cue counts only when half a second of it is loud."""
    loud = np.abs(np.frombuffer(clip.pcm, dtype="<i2").astype(np.int32)) > 300
    assert np.count_nonzero(loud) > clip.rate_hz / 2, "the engine gave silence"
    assert clip.seconds > 1, "the engine gave less than it was asked to say"


def _session(at_least_s: float) -> Script:
    """Give as many of the library's exercises as fill the time."""
    every = load_content().exercises.values()
    items: list[RoutineItem] = []
    for exercise in every:
        dose = exercise.dose if (exercise.dose.hold_s or 0) < 120 else Dose(hold_s=60.0)
        items.append(RoutineItem(exercise, dose))
        script = compile_script(Routine("bench", "Bench", tuple(items)), load_phrases())
        if max(airing.end_s for airing in timeline(script, estimated(Voice()))) >= at_least_s:
            return script
    raise AssertionError("the library is shorter than a session")


def _render_s(engine: PyttsxEngine) -> float:
    """Give the seconds in which everything that a cold 15-minute session says is there."""
    script = _session(SESSION_S)
    with tempfile.TemporaryDirectory() as folder:
        cache = SpeechCache(engine, Path(folder))
        begun = time.perf_counter()
        for utterance in utterances(script):
            cache.path_of(utterance, Voice())
        return time.perf_counter() - begun
