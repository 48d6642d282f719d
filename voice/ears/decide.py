"""Which command was it, if any: a choice among scores, with nothing behind it but arithmetic.

A score is the natural log of how likely the recogniser finds a phrase among everything that could have been
said, 0 at best. The likeliest command is taken when its score is high enough, when it is clear of the next
one, and of words that only sound like it. A command that misses by a little is asked back ("did you say
three?"); anything else is left.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from voice.ears.vocabulary import Vocabulary

ACCEPT = -3.6
"""Least score of a command. Where right words and other words of the tuning speakers part. Ours."""
ACCEPT_EAGER = -4.4
"""Least score of "stop" and "that hurts": missing them is worse than pausing once too often. Ours."""
ACCEPT_THROUGH = -6.5
"""Least score of those two under our own voice, where nothing else is listened for. Ours, measured with speech
20 dB above the echo."""
ASK_BACK = 1.0
"""A score that misses by less than this is asked back. Ours."""
CLEAR = 0.5
"""How far the next command must be away. Ours."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A command, and whether it is sure enough to act on; if not, ask back."""

    command: str
    score: float
    """Natural log of the likelihood, 0 at best."""
    sure: bool = True

    @property
    def likelihood(self) -> float:
        """Give the score as 0 to 1."""
        return exp(self.score)


def decide(
    scores: Mapping[str, float],
    vocabulary: Vocabulary,
    rivals: Mapping[str, float],
    *,
    through: bool = False,
) -> Heard | None:
    """Choose. `rivals`: command to the score of the words that sound like it; `through`: under our own voice."""
    if through:
        scores = {command: score for command, score in scores.items() if command in vocabulary.eager}
    ranked = sorted(scores.items(), key=lambda pair: pair[1], reverse=True)
    if not ranked:
        return None
    command, score = ranked[0]
    least = _least(command, vocabulary, through=through)
    lead = score - ranked[1][1] if len(ranked) > 1 else float("inf")
    if score < least - ASK_BACK or _rivalled(command, score, vocabulary=vocabulary, rivals=rivals):
        return None
    return Heard(command, score, sure=score >= least and lead >= CLEAR)


def _least(command: str, vocabulary: Vocabulary, *, through: bool) -> float:
    if command not in vocabulary.eager:
        return ACCEPT
    return ACCEPT_THROUGH if through else ACCEPT_EAGER


def _rivalled(command: str, score: float, *, vocabulary: Vocabulary, rivals: Mapping[str, float]) -> bool:
    return any(
        rival.command == command and score - rivals.get(command, float("-inf")) < rival.by
        for rival in vocabulary.rivals
    )
