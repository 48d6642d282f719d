"""A whole utterance as words, for doors that pass on text: the first phrase of the command that was heard."""

from voice.ears.listener import Ears, Said, Score
from voice.ears.segments import Likelihood
from voice.ears.sound import from_pcm16
from voice.ears.vocabulary import modes


def words_in(pcm: bytes, *, score: Score, likelihood: Likelihood, mode: str) -> str:
    """Give the words in 16-bit mono PCM at 16 kHz; empty when none were sure. `mode`: working or question.

    "That hurts" is passed on when it is likely: to ask once too often does no harm.
    """
    ears = Ears(score, likelihood, mode)
    heard = [*ears.feed(from_pcm16(pcm)), *ears.finish()]
    said = (one.heard for one in heard if isinstance(one, Said) and one.heard is not None)
    taken = (one.command for one in said if one.sure or one.command == "hurts")
    return ", ".join(modes()[mode].phrases[command][0] for command in taken)
