import numpy as np

from tests.unit.voice.ears.test_segments import loudness, sound
from voice.ears.listener import Ears, Said, Score, SpeechEnded
from voice.ears.scorer import Scores
from voice.ears.sound import Samples
from voice.ears.vocabulary import Vocabulary


def always(command: str, score: float = -0.1) -> Score:
    """Stands for the recogniser: whatever is said, it is this."""

    def scores(samples: Samples, vocabulary: Vocabulary) -> Scores:
        return Scores({name: score if name == command else -20.0 for name in vocabulary.phrases}, {})

    return scores


def test_the_end_of_speech_is_told_before_what_it_was() -> None:
    ears = Ears(always("next"), loudness)

    told = list(ears.feed(sound((0.5, 0.0), (0.4, 1.0), (0.6, 0.0))))

    assert [type(one) for one in told] == [SpeechEnded, Said]


def test_a_word_of_another_mode_is_not_heard() -> None:
    ears = Ears(always("7"), loudness, "working")

    told = [one for one in ears.feed(sound((0.5, 0.0), (0.4, 1.0), (0.6, 0.0))) if isinstance(one, Said)]

    assert [one.heard for one in told] == [None]


def test_the_mode_may_change_while_it_listens() -> None:
    ears = Ears(always("7"), loudness, "working")
    ears.mode = "question"

    told = [*ears.feed(sound((0.5, 0.0), (0.4, 1.0))), *ears.finish()]

    assert [one.heard.command for one in told if isinstance(one, Said) and one.heard] == ["7"]


def test_silence_says_nothing() -> None:
    ears = Ears(always("next"), loudness)

    assert [*ears.feed(np.zeros(16_000, dtype=np.float32)), *ears.finish()] == []
