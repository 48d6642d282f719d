"""Speech that is for nobody: whatever is taken for a command in it is one too many.

Read text is Debian's copies of free licences by eSpeak's voices, as long as asked. Where Debian's
asterisk-core-sounds-en-wav is installed, a person is heard as well: Allison Smith's announcements of more than three
seconds for a telephone exchange, which say numbers for themselves ("press five ... to"). No conversation and no
television was to be had.
"""

import re
from collections.abc import Container, Iterator
from itertools import cycle
from pathlib import Path

import numpy as np

from tests.bench.measure import Measurement
from tests.bench.sounds import ENGINE_VOICES, PROMPTS, spoken
from voice.ears.listener import Ears, Said
from voice.ears.scorer import Scorer
from voice.ears.segments import silero
from voice.ears.sound import RATE_HZ, Samples, read_wav
from voice.ears.vocabulary import modes

TEXTS = tuple(
    Path("/usr/share/common-licenses", name) for name in ("GPL-3", "GFDL-1.3", "MPL-2.0", "Apache-2.0")
)
"""An hour and a half of prose that is on every Debian and never names a command for itself, as our own documents do."""
SENTENCE_WORDS = 6
PROMPT_S = 3.0
GAP = np.zeros(RATE_HZ // 2, dtype=np.float32)


def measure(scorer: Scorer, *, minutes: float) -> Iterator[Measurement]:
    if all(path.is_file() for path in TEXTS):
        yield from _taken(scorer, "ears.reading", _read(), minutes=minutes)
    if PROMPTS.is_dir():
        yield from _taken(scorer, "ears.announcements", _announced(), minutes=minutes, named={"question"})


def _taken(
    scorer: Scorer,
    name: str,
    sounds: Iterator[Samples],
    *,
    minutes: float,
    named: Container[str] = (),
) -> Iterator[Measurement]:
    """Measure how much is taken in each mode; `named`: the modes whose commands are truly said in it."""
    listening = {mode: Ears(scorer.score, silero(), mode) for mode in modes()}
    samples, taken = 0, dict.fromkeys(listening, 0)
    for sound in sounds:
        samples += len(sound)
        for mode, ears in listening.items():
            told = [*ears.feed(sound), *ears.feed(GAP)]
            taken[mode] += sum(
                isinstance(one, Said) and one.heard is not None and one.heard.sure for one in told
            )
        if samples >= minutes * 60 * RATE_HZ:
            break
    yield Measurement(f"{name}.minutes", samples / RATE_HZ / 60, "min")
    for mode, count in taken.items():
        yield Measurement(f"{name}.accepted.{mode}", count, "", bar=None if mode in named else 0)


def _read() -> Iterator[Samples]:
    voices = cycle(ENGINE_VOICES)
    while True:
        for sentence in _sentences():
            yield spoken(sentence, voice=next(voices))


def _sentences() -> Iterator[str]:
    for path in TEXTS:
        text = re.sub(r"[^A-Za-z,;:.?!'\s]", " ", path.read_text("utf-8"))
        for sentence in re.split(r"[.:;?!]\s|\n\s*\n", text):
            words = sentence.split()
            if len(words) >= SENTENCE_WORDS:
                yield " ".join(words)[:400]


def _announced() -> Iterator[Samples]:
    for path in sorted(PROMPTS.rglob("*.wav")):
        sound = read_wav(path.read_bytes())
        if len(sound) >= PROMPT_S * RATE_HZ:
            yield sound
