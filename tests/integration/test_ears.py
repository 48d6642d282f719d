"""The real recogniser, loaded once: commands from an engine's voice and, where there are any, from people."""

from pathlib import Path

import numpy as np
import pytest

from service.cli.hearing import heard_in
from tests.build.sounds import wav
from voice.ears.listener import Ears
from voice.ears.scorer import Scorer, open_scorer
from voice.ears.segments import silero
from voice.ears.weights import find_weights
from voice.engines.pyttsx import PyttsxEngine
from voice.speech import Voice

HUMAN = Path(__file__).parents[3] / "shared" / "voice" / "human"
CLEAR = ("yes/439c84f4_nohash_1", "no/6a27a9bf_nohash_0", "three/439c84f4_nohash_1", "stop/a9abc695_nohash_1")


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return open_scorer(find_weights())


def heard(scorer: Scorer, sound: bytes, mode: str) -> list[object]:
    return [one["command"] for one in heard_in(sound, Ears(scorer.score, silero(), mode))]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("phrase", "command"),
    [
        ("How many left?", "how_many_left"),
        ("That hurts.", "hurts"),
        ("Go back.", "back"),
        ("Slow down.", "slower"),
    ],
)
def test_a_phrase_spoken_by_the_engine_is_heard(scorer: Scorer, phrase: str, command: str) -> None:
    clip = PyttsxEngine().synthesize(phrase, Voice("en-us", 140))
    said = np.frombuffer(clip.pcm, dtype="<i2") / 32_768

    assert heard(scorer, wav(np.pad(said, clip.rate_hz), rate_hz=clip.rate_hz), "working") == [command]


@pytest.mark.slow
@pytest.mark.skipif(
    not HUMAN.is_dir(), reason="the folder ../shared/voice/human with human speech is not there"
)
@pytest.mark.parametrize("name", CLEAR)
def test_a_word_spoken_by_a_person_is_heard(scorer: Scorer, name: str) -> None:
    (file,) = HUMAN.glob(f"{name}.wav")

    word = name.split("/", maxsplit=1)[0].replace("three", "3")

    assert heard(scorer, file.read_bytes(), "question") == [word]


@pytest.mark.slow
@pytest.mark.skipif(
    not HUMAN.is_dir(), reason="the folder ../shared/voice/human with human speech is not there"
)
@pytest.mark.parametrize("word", ["house", "dog", "marvin", "tree"])
def test_another_word_of_a_person_is_left(scorer: Scorer, word: str) -> None:
    file = min((HUMAN / word).glob("*.wav"))

    assert heard(scorer, file.read_bytes(), "question") == []


@pytest.mark.slow
def test_silence_and_noise_say_nothing(scorer: Scorer) -> None:
    noise = 0.1 * np.random.default_rng(1).standard_normal(48_000)

    assert heard(scorer, wav(np.concatenate([np.zeros(16_000), noise])), "working") == []
