import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.core.errors import WorldError
from tests.build.routine import script, two_exercises
from voice.engines.cache import SpeechCache, keyed
from voice.engines.silent import SilentEngine
from voice.engines.wav import read
from voice.script.model import PROMPTS, Tone, Utterance
from voice.speech import AudioClip, Voice

VOICE = Voice()


class Counting(SilentEngine):
    """A silent engine that counts what it is asked for."""

    def __init__(self, name: str = "counting 1") -> None:
        super().__init__()
        self.name = name
        self.asked: list[str] = []

    def voices(self) -> Sequence[str]:
        return ("en-gb",)

    def synthesize(self, text: str, voice: Voice) -> AudioClip:
        self.asked.append(text)
        return super().synthesize(text, voice)


def test_a_text_is_rendered_once(tmp_path: Path) -> None:
    engine = Counting()
    first = SpeechCache(engine, tmp_path).path("Begin.", VOICE)

    second = SpeechCache(engine, tmp_path).path("Begin.", VOICE)

    assert first == second
    assert engine.asked == ["Begin."]
    assert read(first).seconds > 0.3


def test_whatever_changes_the_sound_changes_the_key(tmp_path: Path) -> None:
    cache, newer = (SpeechCache(Counting(name), tmp_path) for name in ("counting 1", "counting 2"))

    keys = {
        cache.key("Begin.", VOICE),
        cache.key("End.", VOICE),
        cache.key("Begin.", Voice("en-us")),
        cache.key("Begin.", Voice("en-gb", 150)),
        newer.key("Begin.", VOICE),
    }

    assert len(keys) == 5


def test_threads_that_want_the_same_clip_share_one_rendering(tmp_path: Path) -> None:
    engine = Counting()
    cache = SpeechCache(engine, tmp_path)

    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(lambda _: cache.path("Begin.", VOICE), range(40)))

    assert len(paths) == 1
    assert engine.asked == ["Begin."]
    assert not list(tmp_path.glob("*.part"))


def test_the_directory_stays_under_its_limit_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = SpeechCache(Counting(), tmp_path, max_bytes=150_000)
    favourite = cache.path("one", VOICE)

    for number in range(30):
        os.utime(favourite, (2e9 + number, 2e9 + number))
        cache.path(f"sentence number {number}", VOICE)

    assert sum(file.stat().st_size for file in tmp_path.glob("*.wav")) <= 150_000
    assert favourite.exists()


def test_half_a_file_is_rendered_again(tmp_path: Path) -> None:
    cache = SpeechCache(Counting(), tmp_path)
    cache.path("Begin.", VOICE).write_bytes(b"RIFF")

    assert read(cache.path("Begin.", VOICE)).seconds > 0.3


def test_a_disk_that_refuses_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(WorldError, match="cache cannot be written"):
        SpeechCache(Counting(), tmp_path / "file").path("Begin.", VOICE)


def test_tones_are_clips_too(tmp_path: Path) -> None:
    engine = Counting()

    clip = SpeechCache(engine, tmp_path).clip_for(Utterance("♪ begin", Tone.BEGIN), VOICE)

    assert clip.seconds == pytest.approx(0.3, abs=0.001)
    assert engine.asked == []


def test_all_that_a_session_may_say_is_known_by_key(tmp_path: Path) -> None:
    built = script(two_exercises())
    cache = SpeechCache(Counting(), tmp_path)

    by_key = keyed(built, cache, VOICE)

    texts = [utterance.text for utterance in by_key.values()]
    assert texts[0] == built.steps[0].briefing[0].text
    assert {built.prompts[key].text for key in PROMPTS} <= set(texts)
    assert "Clamshell, left side first: you do four repetitions, each side." in texts
    assert len(texts) == len(set(texts))
    assert all(cache.key_of(utterance, VOICE) == key for key, utterance in by_key.items())
