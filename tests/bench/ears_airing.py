"""Our own voice: that it never commands itself, and what is heard through it.

Its cues come back as loud as they are spoken, from a room that rings 0.4 s: worse than any phone. A runner who speaks
through them is as loud as they are, and they come back 20 dB softer: the echo return loss.
"""

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

import numpy as np

from service.content.loader import load as load_content
from service.core.routine import Routine, RoutineItem
from tests.bench.measure import Measurement
from tests.bench.sounds import ENGINE_VOICES, HUMAN, in_a_room, level, random, spoken
from voice.ears.hands_free import AFTER_CUE_S, ECHO_S
from voice.ears.listener import Ears, Said
from voice.ears.scorer import Scorer
from voice.ears.segments import silero
from voice.ears.sound import RATE_HZ, Samples, read_wav
from voice.ears.vocabulary import modes
from voice.engines.cache import utterances
from voice.phrases.loader import load as load_phrases
from voice.script.compile import compile_script

ECHO_RETURN = 10 ** (-20 / 20)
BLOCK = 960
"""60 ms, as a page sends it."""
QUIET_S = 3.0
"""Between two cues."""


class Cue(NamedTuple):
    text: str
    sound: Samples


def measure(scorer: Scorer, *, minutes: float) -> Iterator[Measurement]:
    texts = _texts()
    yield from _own(scorer, texts, minutes=minutes)
    yield from _through(scorer, [Cue(text, spoken(text, voice="en-gb")) for text in texts[:40]])


def _texts() -> list[str]:
    """Give the sentences of a session with every exercise there is."""
    items = tuple(RoutineItem(exercise, exercise.dose) for exercise in load_content().exercises.values())
    script = compile_script(Routine("bench", "Bench", items), load_phrases())
    return list(dict.fromkeys(one.text for one in utterances(script) if one.tone is None))


def _own(scorer: Scorer, texts: list[str], *, minutes: float) -> Iterator[Measurement]:
    listening = [Ears(scorer.score, silero(), mode) for mode in modes()]
    voices = cycle(ENGINE_VOICES)
    samples, taken = 0, 0
    for text in cycle(texts):
        cue = Cue(text, spoken(text, voice=next(voices)))
        samples += len(cue.sound)
        taken += sum(len(_heard(ears, cue, in_a_room(cue.sound))) for ears in listening)
        if samples >= minutes * 60 * RATE_HZ:
            break
    yield Measurement("ears.own_voice.minutes", samples / RATE_HZ / 60, "min")
    yield Measurement("ears.own_voice.accepted", taken, "", bar=0)


def _through(scorer: Scorer, cues: list[Cue]) -> Iterator[Measurement]:
    cues = [cue for cue in cues if len(cue.sound) > 2 * RATE_HZ]
    words = [("stop", read_wav(path.read_bytes())) for path in sorted(HUMAN.glob("stop/*.wav"))] * 4
    words += [
        (command, spoken(phrase, voice=voice))
        for voice in ENGINE_VOICES
        for command, phrase in (("stop", "stop"), ("hurts", "that hurts"), ("hurts", "it hurts"))
    ]
    heard: dict[str, list[bool]] = {}
    for number, (command, word) in enumerate(words):
        ears = Ears(scorer.score, silero())
        around = [cues[(number + step) % len(cues)] for step in range(3)]
        for cue in around[:-1]:
            _heard(ears, cue, cue.sound * ECHO_RETURN)
        sound = _spoken_into(around[-1].sound, word, name=str(number))
        said = _heard(ears, around[-1], sound)
        kind = "human" if number < len(words) - 3 * len(ENGINE_VOICES) else "espeak"
        heard.setdefault(f"{kind}.{command}", []).append(said == [command])
    for name, right in heard.items():
        yield Measurement(f"ears.through_cue.{name}", 100 * float(np.mean(right)), "%", ">=", 90)


def _spoken_into(cue: Samples, word: Samples, *, name: str) -> Samples:
    """Give the echo of a cue with a word somewhere in it, as loud as the cue was where it was spoken."""
    loud = np.flatnonzero(np.abs(word) > 0.02 * np.abs(word).max())
    word = word[loud[0] : loud[-1]]
    word = word * np.float32(level(cue) / level(word))
    sound = np.pad(cue * np.float32(ECHO_RETURN), (0, max(0, len(word) - len(cue))))
    at = random(name).integers(0, len(sound) - len(word) + 1)
    sound[at : at + len(word)] += word
    return sound


def _heard(ears: Ears, cue: Cue, sound: Samples) -> list[str]:
    """Give the commands heard during a cue and the quiet behind it, as a page would have it heard."""
    sound = np.concatenate([sound, np.zeros(round(QUIET_S * RATE_HZ), dtype=np.float32)])
    told: list[str] = []
    for at in range(0, len(sound), BLOCK):
        since_s = (at - len(cue.sound)) / RATE_HZ
        ears.airing = since_s < AFTER_CUE_S
        ears.saying = cue.text if since_s < ECHO_S else ""
        told += [
            one.heard.command
            for one in ears.feed(sound[at : at + BLOCK])
            if isinstance(one, Said) and one.heard and one.heard.sure
        ]
    return told
