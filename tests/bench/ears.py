"""The ears: how many spoken commands are heard rightly, and how often something else is taken for one.

Human words are the 150 one-second clips of ../shared/voice/human: 75 commands of the question mode and 75 other
words, by 29 people. The people are parted once and for all by their number in the file's name: what is chosen by
measurement is chosen with the tuning group alone, and the bars are for the other. Two clips are cut off so early
that no voice is found in them; they count as missed. Synthetic words are eSpeak's. Music is made here: chords,
bass drum, hi-hat. Noise levels are against the clip's own mean power.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from time import process_time

import numpy as np

from service.core.errors import WorldError
from tests.bench import ears_airing, ears_page, ears_reading
from tests.bench.measure import Measurement, Skipped, medians_ms
from tests.bench.sounds import ENGINE_VOICES, HUMAN, heard_in, spoken
from voice.ears.listener import Ears, Said
from voice.ears.scorer import Scorer, open_scorer
from voice.ears.segments import silero
from voice.ears.sound import RATE_HZ, Samples, read_wav
from voice.ears.vocabulary import NUMBERS, modes
from voice.ears.weights import find_weights

COMMANDS = {"yes": "yes", "no": "no", "stop": "stop", "left": "left", "right": "right"}
COMMANDS |= {word: str(number) for number, word in enumerate(NUMBERS)}
CONDITIONS = {"quiet": 97.0, "music": 93.0, "noise": 88.0}
DRAWS = {"quiet": 1, "music": 2, "noise": 2}
"""How often each clip is heard, each time with another stretch of music or noise."""


@dataclass
class Tally:
    right: list[bool] = field(default_factory=list)
    wrong: list[bool] = field(default_factory=list)
    others: list[bool] = field(default_factory=list)

    def add(self, heard: list[str], command: str | None) -> None:
        if command is None:
            self.others.append(bool(heard))
            return
        self.right.append(heard == [command])
        self.wrong.append(heard not in ([], [command]))

    def told(self, name: str, *, bar: float | None) -> Iterator[Measurement]:
        strict = bar is not None
        yield Measurement(f"{name}.right", 100 * float(np.mean(self.right)), "%", ">=", bar)
        yield Measurement(f"{name}.wrong", 100 * float(np.mean(self.wrong)), "%", bar=1.5 if strict else None)
        if self.others:
            share = 100 * float(np.mean(self.others))
            yield Measurement(f"{name}.others", share, "%", bar=3 if strict else None)


def measure(*, long: bool) -> Iterator[Measurement]:
    try:
        scorer = open_scorer(find_weights())
    except WorldError as wrong:
        raise Skipped(wrong.words) from wrong
    yield from _speed(scorer)
    if HUMAN.is_dir():
        yield from _human(scorer)
    yield from _synthetic(scorer)
    yield from ears_airing.measure(scorer, minutes=60 if long else 2)
    yield from ears_reading.measure(scorer, minutes=60 if long else 2)
    yield from ears_page.measure()


def _speed(scorer: Scorer) -> Iterator[Measurement]:
    sound = np.random.default_rng(1).standard_normal(RATE_HZ * 3 // 2).astype(np.float32) * np.float32(0.1)
    taken = medians_ms({m: partial(scorer.score, sound, modes()[m]) for m in modes()}, clock=process_time)
    for mode, ms in taken.items():
        yield Measurement(f"ears.decision.{mode}_cpu_ms", ms, "ms", bar=200)


def group_of(speaker: str) -> str:
    """Say whether a speaker, a number in base 16, is one to tune with: the first half of the numbers are."""
    return "tuning" if int(speaker[0], 16) < 8 else "held_out"


def _human(scorer: Scorer) -> Iterator[Measurement]:
    tallies = {(group, condition): Tally() for group in ("tuning", "held_out") for condition in CONDITIONS}
    for path in sorted(HUMAN.glob("*/*.wav")):
        word, group, clip = path.parent.name, group_of(path.name), read_wav(path.read_bytes())
        for condition, draws in DRAWS.items():
            for draw in range(draws):
                sound = heard_in(condition, clip, name=f"{draw or ''}{word}{path.name}")
                tallies[group, condition].add(_heard(scorer, sound, mode="question"), COMMANDS.get(word))
    for (group, condition), tally in tallies.items():
        bar = CONDITIONS[condition] if group == "held_out" else None
        yield from tally.told(f"ears.human.{group}.{condition}", bar=bar)


def _synthetic(scorer: Scorer) -> Iterator[Measurement]:
    said = [
        (mode, command, spoken(phrases[0], voice=voice))
        for voice in ENGINE_VOICES
        for mode, vocabulary in modes().items()
        for command, phrases in vocabulary.phrases.items()
    ]
    for condition in CONDITIONS:
        tally = Tally()
        for number, (mode, command, clip) in enumerate(said):
            tally.add(
                _heard(scorer, heard_in(condition, clip, name=str(number)), mode=mode),
                command,
            )
        yield from tally.told(f"ears.espeak.{condition}", bar=None)


def _heard(scorer: Scorer, sound: Samples, *, mode: str) -> list[str]:
    ears = Ears(scorer.score, silero(), mode)
    told = [*ears.feed(sound), *ears.finish()]
    return [one.heard.command for one in told if isinstance(one, Said) and one.heard and one.heard.sure]
