"""How well our speech comes through: every cue of every exercise said, written down by Whisper base, compared.

A word or two alone is nothing a recogniser was trained on, and nobody hears it so: cues are heard in the order
of a session, up to half a minute at a time, with PAUSE_S between them in place of its long silences. What
was heard before is not heard again. What is misheard is listed in artefacts/words-<engine>.txt.

The natural voice takes its time, so without LONG=1 only every fifth exercise is heard in it. Clips are kept
in the system's folder for temporary files.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np

from service.content.loader import load as load_content
from service.core.errors import WorldError
from service.core.routine import Routine, RoutineItem
from tests.bench.measure import Measurement, Skipped
from tests.build.reader import PARTS, Difference, differences, normal, read, sound_of, vital
from voice.ears.sound import RATE_HZ
from voice.engines.cache import SpeechCache
from voice.engines.kokoro import LIBRARY, KokoroEngine
from voice.engines.pyttsx import PyttsxEngine
from voice.phrases.loader import load as load_phrases
from voice.script.compile import compile_script
from voice.script.model import Utterance
from voice.speech import AudioClip, SpeechEngine, Voice

PAUSE_S = 0.6
STRETCH_S = 27.0
"""Whisper's window is 30 s."""
CLIPS = Path(tempfile.gettempdir()) / "afterrun-bench-clips"
LISTS = Path("artefacts")


@dataclass(slots=True)
class Tally:
    """What came of reading an engine."""

    words: int = 0
    vital: int = 0
    misheard: list[tuple[Difference, str]] = field(default_factory=list)

    def add(self, said: str, heard: str) -> None:
        reference = normal(said)
        self.words += len(reference)
        self.vital += sum(map(vital, reference))
        self.misheard += [(difference, said) for difference in differences(said, heard)]

    def include(self, other: "Tally") -> None:
        self.words += other.words
        self.vital += other.vital
        self.misheard += other.misheard

    @property
    def errors(self) -> int:
        return sum(difference.errors for difference, _ in self.misheard)

    @property
    def vital_lost(self) -> int:
        return sum(sum(map(vital, difference.said)) for difference, _ in self.misheard)

    def listed(self) -> str:
        counted = Counter((" ".join(d.said), " ".join(d.read)) for d, _ in self.misheard)
        rows = [
            f"{n:4} {said or '(nothing)'} -> {heard or '(nothing)'}"
            for (said, heard), n in counted.most_common()
        ]
        lost = [
            f"{' '.join(d.said)} -> {' '.join(d.read)}   in: {where}" for d, where in self.misheard if d.vital
        ]
        return "\n".join([*rows, "", "Numbers and sides:", *lost, ""])


def measure(*, long: bool) -> Iterator[Measurement]:
    if find_spec(PARTS[0]) is None:
        raise Skipped("Whisper base is not installed")
    yield from _engine("espeak", PyttsxEngine(), every=1, bar=12)
    if find_spec(LIBRARY) is not None:
        yield from _engine("kokoro", KokoroEngine(), every=1 if long else 5, bar=3)


def _engine(
    name: str, engine: PyttsxEngine | KokoroEngine, *, every: int, bar: float
) -> Iterator[Measurement]:
    try:
        tally = heard(engine, every=every)
    except WorldError as wrong:
        raise Skipped(wrong.words) from wrong
    finally:
        engine.close()
    LISTS.mkdir(exist_ok=True)
    (LISTS / f"words-{name}.txt").write_text(tally.listed(), encoding="utf-8")
    yield Measurement(f"words.{name}.said", tally.words, "")
    yield Measurement(f"words.{name}.errors", 100 * tally.errors / tally.words, "%", bar=bar)
    yield Measurement(f"words.{name}.numbers_and_sides", tally.vital, "")
    yield Measurement(f"words.{name}.numbers_and_sides_lost", tally.vital_lost, "", bar=0)


def heard(engine: SpeechEngine, *, every: int, most: int | None = None) -> Tally:
    """Say and read. `most`: so many stretches at most."""
    cache, tally = SpeechCache(engine, CLIPS), Tally()

    def clip(text: str) -> AudioClip:
        return cache.clip_for(Utterance(text), Voice())

    for stretch in islice(stretches(sessions(every), lambda text: clip(text).seconds), most):
        tally.add(" ".join(stretch), read(joined([clip(text) for text in stretch])))
    return tally


def sessions(every: int) -> Iterator[list[tuple[str, ...]]]:
    """Give what is said in each step of a sitting with one exercise, and the player's own words."""
    phrases = load_phrases()
    for exercise in islice(load_content().exercises.values(), 0, None, every):
        script = compile_script(Routine("bench", "Bench", (RoutineItem(exercise, exercise.dose),)), phrases)
        said = ((*step.briefing, *(cue.utterance for cue in step.cues)) for step in script.steps)
        yield [tuple(one.text for one in step if one.tone is None) for step in said]
    yield [(words,) for words in phrases.prompts.values()]


def stretches(
    sittings: Iterable[list[tuple[str, ...]]], lasts: Callable[[str], float]
) -> Iterator[list[str]]:
    """Give the lines of steps not met before, in order, as many as fit into STRETCH_S."""
    met: set[tuple[str, ...]] = set()
    for sitting in sittings:
        stretch: list[str] = []
        long_s = 0.0
        for step in sitting:
            for line in () if step in met else step:
                needs_s = lasts(line) + PAUSE_S
                if long_s + needs_s > STRETCH_S:
                    yield stretch
                    stretch, long_s = [], 0.0
                stretch.append(line)
                long_s += needs_s
            met.add(step)
        if stretch:
            yield stretch


def joined(clips: Iterable[AudioClip]) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """Give the clips one after another as the ear takes them, with a pause around each."""
    pause = np.zeros(round(PAUSE_S * RATE_HZ), dtype=np.float32)
    return np.concatenate([pause, *(part for clip in clips for part in (sound_of(clip), pause))])
