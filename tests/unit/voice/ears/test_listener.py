import numpy as np
import pytest

from tests.build.hearing import always, loudness, sound
from voice.ears.listener import Ears, Said, SpeechEnded


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


def test_what_our_own_voice_has_just_said_is_not_taken_for_the_runners_word() -> None:
    ears = Ears(always("stop"), loudness)
    ears.saying = "Stop and finish. Stop it now: stop now, stop please, finish now."

    told = [*ears.feed(sound((0.5, 0.0), (0.4, 1.0), (0.6, 0.0)))]

    assert [one.heard for one in told if isinstance(one, Said)] == [None]


@pytest.mark.parametrize(("command", "heard"), [("stop", "stop"), ("hurts", "hurts"), ("next", None)])
def test_through_our_own_voice_only_stop_and_pain_are_heard(command: str, heard: str | None) -> None:
    ears = Ears(always(command), loudness)
    ears.airing = True

    told = [*ears.feed(sound((2.0, 0.02), (0.4, 1.0), (0.6, 0.02)))]

    assert [one.heard and one.heard.command for one in told if isinstance(one, Said)] == [heard]
