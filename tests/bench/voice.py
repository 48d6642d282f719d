"""Speech: the first cue, a whole session, and how well a session keeps its time."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from multiprocessing import Process
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
from voice.playback.driver import Driver, QueueInbox
from voice.player.messages import Start
from voice.script.compile import compile_script
from voice.script.model import Kind, Script, Utterance
from voice.script.timing import length_s
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
    drift_ms = _drift_ms(_session(25 * 60) if long else _one_hold())
    yield Measurement("voice.drift_ms", float(np.median(drift_ms)), "ms", bar=30)
    yield Measurement("voice.drift_worst_ms", float(np.max(drift_ms)), "ms", bar=80)


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


def _one_hold() -> Script:
    """Give the shortest session that has every cue of a hold: under a minute and a half."""
    exercise = load_content().exercises["iso_bridge"]
    items = (RoutineItem(exercise, Dose(hold_s=45.0)),)
    return compile_script(Routine("bench", "Bench", items), load_phrases())


def _render_s(engine: PyttsxEngine) -> float:
    """Give the seconds in which everything that a cold 15-minute session says is there."""
    script = _session(SESSION_S)
    with tempfile.TemporaryDirectory() as folder:
        cache = SpeechCache(engine, Path(folder))
        begun = time.perf_counter()
        for utterance in utterances(script):
            cache.path_of(utterance, Voice())
        return time.perf_counter() - begun


class _Ear:
    """Airs each utterance for its estimated time and notes when it began."""

    def __init__(self, inbox: QueueInbox) -> None:
        self.inbox = inbox
        self.heard: list[tuple[float, Utterance]] = []
        self._timer: threading.Timer | None = None

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        self.hush()
        self.heard.append((self.inbox.now(), utterance))
        self._timer = threading.Timer(length_s(utterance, 145), ended)
        self._timer.daemon = True
        self._timer.start()

    def hush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _drift_ms(script: Script) -> list[float]:
    """Play it in real time with a core busy; give how far each cue was off its place behind its step's first."""
    busy = Process(target=_spin, daemon=True)
    busy.start()
    inbox = QueueInbox()
    ear = _Ear(inbox)
    driver = Driver(script, ear, inbox)
    inbox.put(Start(inbox.now()))
    try:
        driver.run()
    finally:
        busy.kill()
    return list(_off(script, ear.heard))


def _off(script: Script, heard: list[tuple[float, Utterance]]) -> Iterator[float]:
    planned = timeline(script, estimated(Voice()))
    begins: dict[int, tuple[float, float]] = {}
    for airing, (at_s, utterance) in zip(planned, heard, strict=True):
        assert airing.utterance == utterance, "what was said is not what is in the script"
        if script.steps[airing.step].kind is Kind.WORK:
            planned_s, began_s = begins.setdefault(airing.step, (airing.start_s, at_s))
            yield abs((at_s - began_s) - (airing.start_s - planned_s)) * 1000


def _spin() -> None:
    while True:
        pass
