"""Speech: from asking the engine, already started, to a finished first cue that nobody rendered before."""

from collections.abc import Iterator
from itertools import cycle

import numpy as np

from service.core.errors import WorldError
from tests.bench.measure import Measurement, Skipped, medians_ms
from voice.engines.pyttsx import PyttsxEngine
from voice.speech import AudioClip, Voice

CUES = (
    "Stand tall on your left leg, with a soft knee.",
    "Lie on your right side and lift your hips.",
    "Walk forward and sweep both hands past your toes.",
    "Lower slowly, and keep your back long.",
    "Breathe out as you come up, and stay level.",
    "Change sides whenever you are ready.",
)


def measure(*, long: bool) -> Iterator[Measurement]:
    cues = cycle(CUES)
    engine = PyttsxEngine()
    try:
        taken = medians_ms({"cue": lambda: _heard(engine.synthesize(next(cues), Voice()))})
    except WorldError as wrong:
        raise Skipped(wrong.words) from wrong
    yield Measurement("voice.first_sound_ms", taken["cue"], "ms", bar=300)


def _heard(clip: AudioClip) -> None:
    """Silence is quick to make: a cue counts only when half a second of it is loud."""
    loud = np.abs(np.frombuffer(clip.pcm, dtype="<i2").astype(np.int32)) > 300
    assert np.count_nonzero(loud) > clip.rate_hz / 2, "the engine gave silence"
    assert clip.seconds > 1, "the engine gave less than it was asked to say"
