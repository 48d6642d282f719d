"""The ears: how many spoken commands are heard rightly, and how often something else is taken for one.

Human words are the 150 one-second clips of ../shared/voice/human, by 29 people: 75 commands of the question
mode and 75 other words. No other people were to be had, and thresholds and rival words were chosen with these
in view; so they are no measure of strangers, only of progress. Synthetic words are eSpeak's. Music is made
here: chords, bass drum, hi-hat. Noise levels are against the clip's own mean power.
"""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np
from numpy.typing import NDArray

from service.core.errors import WorldError
from tests.bench.measure import Measurement, Skipped, medians_ms
from voice.ears.listener import Ears, Said
from voice.ears.scorer import Scorer, open_scorer
from voice.ears.segments import silero
from voice.ears.sound import RATE_HZ, Samples, from_pcm16, read_wav, resample
from voice.ears.vocabulary import NUMBERS, modes
from voice.ears.weights import find_weights
from voice.engines.pyttsx import PyttsxEngine
from voice.speech import Voice

HUMAN = Path(__file__).parents[3] / "shared" / "voice" / "human"
COMMANDS = {"yes": "yes", "no": "no", "stop": "stop", "left": "left", "right": "right"}
COMMANDS |= {word: str(number) for number, word in enumerate(NUMBERS)}
CONDITIONS = {"quiet": 0.97, "music": 0.93, "noise": 0.88}
ENGINE_VOICES = ("en-gb", "en-us", "gmw/en-gb-x-rp")
READ = (
    "The path follows the river for a mile and then climbs through the old beech wood.",
    "She had left the house at seven, and nobody in the village knew where she had gone.",
    "After a long run the muscles need food, water and above all a good night of sleep.",
    "No one could say how long the repair would take, or who was going to pay for it.",
)


def measure(*, long: bool) -> Iterator[Measurement]:
    try:
        scorer = open_scorer(find_weights())
    except WorldError as wrong:
        raise Skipped(wrong.words) from wrong
    yield from _speed(scorer)
    if HUMAN.is_dir():
        yield from _human(scorer)
    yield from _synthetic(scorer)
    yield from _reading(scorer, times=20 if long else 2)


def _speed(scorer: Scorer) -> Iterator[Measurement]:
    sound = np.random.default_rng(1).standard_normal(RATE_HZ * 3 // 2).astype(np.float32) * np.float32(0.1)
    taken = medians_ms({m: partial(scorer.score, sound, modes()[m]) for m in modes()}, clock=process_time)
    for mode, ms in taken.items():
        yield Measurement(f"ears.decision.{mode}_cpu_ms", ms, "ms", bar=200)


def _human(scorer: Scorer) -> Iterator[Measurement]:
    clips = [
        (path.parent.name, path.name, read_wav(path.read_bytes())) for path in sorted(HUMAN.glob("*/*.wav"))
    ]
    for condition, bar in CONDITIONS.items():
        right, wrong, others = [], [], []
        for word, name, clip in clips:
            heard = _heard(scorer, _in(condition, clip, name=word + name), mode="question")
            if word in COMMANDS:
                right.append(heard == [COMMANDS[word]])
                wrong.append(heard not in ([], [COMMANDS[word]]))
            else:
                others.append(bool(heard))
        yield from _shares(f"ears.human.{condition}", right, wrong, bar=bar)
        yield Measurement(f"ears.human.{condition}.others", 100 * float(np.mean(others)), "%", bar=3)


def _synthetic(scorer: Scorer) -> Iterator[Measurement]:
    engine = PyttsxEngine()
    said = [
        (mode, command, _spoken(engine, phrases[0], voice=voice))
        for voice in ENGINE_VOICES
        for mode, vocabulary in modes().items()
        for command, phrases in vocabulary.phrases.items()
    ]
    for condition in CONDITIONS:
        right, wrong = [], []
        for number, (mode, command, clip) in enumerate(said):
            heard = _heard(scorer, _in(condition, clip, name=str(number)), mode=mode)
            right.append(heard == [command])
            wrong.append(heard not in ([], [command]))
        yield from _shares(f"ears.espeak.{condition}", right, wrong, bar=None)


def _shares(name: str, right: list[bool], wrong: list[bool], *, bar: float | None) -> Iterator[Measurement]:
    yield Measurement(
        f"{name}.right", 100 * float(np.mean(right)), "%", ">=", None if bar is None else 100 * bar
    )
    yield Measurement(f"{name}.wrong", 100 * float(np.mean(wrong)), "%", bar=None if bar is None else 1.5)


def _reading(scorer: Scorer, *, times: int) -> Iterator[Measurement]:
    """Read text, by the engine: whatever is taken for a command is one too many."""
    engine = PyttsxEngine()
    seconds, heard = 0.0, 0
    for voice in ENGINE_VOICES:
        for sentence in READ * times:
            clip = _spoken(engine, sentence, voice=voice)
            seconds += len(clip) / RATE_HZ
            heard += sum(len(_heard(scorer, clip, mode=mode)) for mode in modes())
    yield Measurement("ears.reading.minutes", seconds / 60, "min")
    yield Measurement("ears.reading.accepted", heard, "", bar=0)


def _heard(scorer: Scorer, sound: Samples, *, mode: str) -> list[str]:
    ears = Ears(scorer.score, silero(), mode)
    told = [*ears.feed(sound), *ears.finish()]
    return [one.heard.command for one in told if isinstance(one, Said) and one.heard and one.heard.sure]


def _spoken(engine: PyttsxEngine, words: str, *, voice: str) -> Samples:
    clip = engine.synthesize(f"{words[0].upper()}{words[1:]}.", Voice(voice, 140))
    if clip.rate_hz == RATE_HZ:
        return from_pcm16(clip.pcm)
    return resample(np.frombuffer(clip.pcm, "<i2") / 32_768, clip.rate_hz)


def _in(condition: str, clip: Samples, *, name: str) -> Samples:
    """Give the clip with half a second around it, in quiet or 10 dB above music or white noise."""
    around = np.pad(clip, RATE_HZ // 2)
    if condition == "quiet":
        return around
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]))
    other = _music(len(around), rng) if condition == "music" else rng.standard_normal(len(around))
    loud = np.sqrt(np.mean(clip.astype(np.float64) ** 2) / 10 / np.mean(other**2))
    return np.asarray(around + other * loud, dtype=np.float32)


def _music(samples: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Four chords, a bass drum on the beat, a hi-hat between: nobody's tune."""
    t = np.arange(samples) / RATE_HZ
    beat = 60 / rng.uniform(95, 130)
    late = rng.uniform(0, 4 * beat)
    sound = np.zeros(samples)
    for bar in range(int(t[-1] / (2 * beat)) + 4):
        begins = 2 * bar * beat - late
        fade = np.where((t >= begins) & (t < begins + 2 * beat), np.exp(-1.2 * (t - begins)), 0)
        root = (220.0, 174.6, 261.6, 196.0)[bar % 4]
        for step in (1, 1.26, 1.5, 2):
            for overtone, part in ((1, 1.0), (2, 0.5), (3, 0.3)):
                sound += 0.12 * part * fade * np.sin(2 * np.pi * root * step * overtone * t)
    since = (t + late) % beat
    sound += 0.9 * np.exp(-18 * since) * np.sin(2 * np.pi * 55 * since)
    hat = (t + late + beat / 2) % beat
    sound += 0.25 * np.exp(-60 * hat) * rng.standard_normal(samples)
    return sound
