import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from service.core.errors import WorldError
from voice.engines.cache import SpeechCache
from voice.engines.silent import SilentEngine
from voice.engines.stand_in import GIVE_UP, BackedCache
from voice.script.model import Utterance
from voice.speech import AudioClip, Voice

VOICE = Voice("bf_emma")
WORDS = Utterance("Hold it there.")


class Failing:
    name = "failing"

    def __init__(self) -> None:
        self.well = False
        self.asked: list[str] = []

    def voices(self) -> Sequence[str]:
        return ("bf_emma",)

    def synthesize(self, text: str, _voice: Voice) -> AudioClip:
        self.asked.append(text)
        if not self.well:
            raise WorldError("It died.")
        return AudioClip(bytes(2000), 22_050)


@pytest.fixture
def engine() -> Failing:
    return Failing()


@pytest.fixture
def cache(engine: Failing, tmp_path: Path) -> BackedCache:
    return BackedCache(engine, tmp_path, SpeechCache(SilentEngine(), tmp_path))


def test_what_the_engine_fails_to_say_the_other_says(
    cache: BackedCache, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        clip = cache.clip_for(WORDS, VOICE)

    assert clip == SilentEngine().synthesize(WORDS.text, Voice())
    assert cache.lasts(WORDS, VOICE) == clip.seconds
    assert "It died." in caplog.text


def test_who_says_an_utterance_does_not_change_after_it_was_told_how_long_it_lasts(
    engine: Failing, cache: BackedCache
) -> None:
    before = cache.clip_for(WORDS, VOICE)
    engine.well = True

    assert cache.clip_for(WORDS, VOICE) == before
    assert cache.clip_for(Utterance("Rest."), VOICE).pcm == bytes(2000)


def test_an_engine_that_keeps_failing_is_left_alone(engine: Failing, cache: BackedCache) -> None:
    for n in range(GIVE_UP + 2):
        cache.path(f"Number {n}.", VOICE)

    assert len(engine.asked) == GIVE_UP


def test_what_the_engine_said_before_it_failed_is_still_its_own(engine: Failing, cache: BackedCache) -> None:
    engine.well = True
    said = cache.clip_for(WORDS, VOICE)
    engine.well = False
    for n in range(GIVE_UP):
        cache.path(f"Number {n}.", VOICE)

    assert cache.clip_for(WORDS, VOICE) == said


def test_where_both_fail_it_is_an_error(tmp_path: Path) -> None:
    cache = BackedCache(Failing(), tmp_path, SpeechCache(Failing(), tmp_path))

    with pytest.raises(WorldError, match="It died"):
        cache.path_of(WORDS, VOICE)
