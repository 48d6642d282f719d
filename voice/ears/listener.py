"""A pair of ears: one stream of sound in, what was heard out, the end of speech first.

The end of speech is told before the decision is made, because the earcon must not wait for it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from voice.ears.decide import Heard, decide
from voice.ears.features import stands_out_db
from voice.ears.scorer import Scores
from voice.ears.segments import Likelihood, Piece, Segments
from voice.ears.sound import Samples
from voice.ears.vocabulary import Vocabulary, modes

Score: TypeAlias = Callable[[Samples, Vocabulary], Scores]

NOISY_DB = 17.5
"""A voice that stands out less is in noise. 10 dB of white noise lie below it, most music above. Ours, measured."""


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """Somebody has just stopped speaking; what it was is not known yet."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Said:
    """What was heard of a piece of speech; `heard` is None when it was nothing we listen for."""

    at_s: float
    """When the voice began, in seconds since the stream began."""
    heard: Heard | None


class Ears:
    """Listens to one stream in one mode at a time."""

    def __init__(self, score: Score, likelihood: Likelihood, mode: str = "working") -> None:
        self._score = score
        self._segments = Segments(likelihood)
        self.mode = mode
        self.airing = False
        """Whether our own voice is on the air: then only "stop" and "that hurts" are heard, and louder than it."""
        self.saying = ""
        """What our own voice has just said: its words are not taken for the runner's."""

    def feed(self, samples: Samples) -> Iterator[SpeechEnded | Said]:
        """Take the next samples, of any number."""
        for piece in self.pieces(samples):
            yield SpeechEnded(piece.ends_s)
            yield self.decide(piece)

    def finish(self) -> Iterator[SpeechEnded | Said]:
        """Give what was still being said when the stream ended."""
        for piece in self._segments.finish():
            yield SpeechEnded(piece.ends_s)
            yield self.decide(piece)

    def pieces(self, samples: Samples) -> Iterator[Piece]:
        """Take the next samples and give the pieces of speech that ended in them, undecided."""
        self._segments.airing = self.airing
        yield from self._segments.feed(samples)

    def decide(self, piece: Piece) -> Said:
        """Say what a piece of speech was."""
        vocabulary = modes()[self.mode].without(self.saying)
        if stands_out_db(piece.samples) < NOISY_DB:
            vocabulary = vocabulary.in_noise()
        scores = self._score(piece.samples, vocabulary)
        return Said(piece.starts_s, decide(scores.commands, vocabulary, scores.rivals, through=piece.through))

    @property
    def interrupted(self) -> bool:
        """Say whether somebody is speaking through our own voice now."""
        return self.airing and self._segments.speaking
