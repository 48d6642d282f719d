"""What every speech engine promises."""

import queue
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from service.core.errors import TooLarge, WorldError
from voice.engines import wav
from voice.engines.child import ChildEngine
from voice.engines.kokoro import LIBRARY, KokoroEngine
from voice.engines.limits import MAX_CHARACTERS
from voice.engines.pyttsx import CALL_S, PyttsxEngine
from voice.engines.silent import SilentEngine
from voice.engines.wav import AUDIBLE, samples
from voice.script.timing import spoken_s
from voice.speech import AudioClip, SpeechEngine, Voice

SENTENCES = (
    "Single-leg bridge: two sets of eight, each side.",
    "Lie on your back with your knees bent.",
    "Push the hips back and sweep both hands past the front foot.",
    "Switch to your right side.",
    "Keep both hip bones level.",
    "Rest for forty-five seconds.",
    "That is everything for today, so take a slow breath and get up in your own time.",
)


@pytest.fixture(scope="module", params=[SilentEngine, PyttsxEngine, KokoroEngine])
def engine(request: pytest.FixtureRequest) -> Iterator[SpeechEngine]:
    made: SpeechEngine = request.param()
    if isinstance(made, KokoroEngine) and find_spec(LIBRARY) is None:
        pytest.skip("the natural voice is not installed here (`make voice`)")
    yield made
    if isinstance(made, ChildEngine):
        made.close()


@pytest.fixture(scope="module")
def clip(engine: SpeechEngine) -> Callable[[str], AudioClip]:
    # Each text is said once: the natural voice takes its time.
    return cache(lambda text: engine.synthesize(text, Voice()))


def share(engine: SpeechEngine, whole: int) -> int:
    # What an engine that takes half a second for each second is asked for.
    return max(1, whole // 15) if isinstance(engine, KokoroEngine) else whole


@pytest.fixture(scope="module")
def pyttsx() -> Iterator[PyttsxEngine]:
    made = PyttsxEngine()
    yield made
    made.close()


heard = pytest.mark.parametrize("engine", [PyttsxEngine, KokoroEngine], indirect=True)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_clip_is_as_long_as_estimated(clip: Callable[[str], AudioClip], text: str) -> None:
    assert clip(text).rate_hz == 22_050
    assert clip(text).seconds == pytest.approx(spoken_s(text, 145), rel=0.25)


def test_estimates_are_right_within_fifteen_per_cent_as_a_rule(clip: Callable[[str], AudioClip]) -> None:
    errors = [clip(text).seconds / spoken_s(text, 145) - 1 for text in SENTENCES]

    assert abs(float(np.mean(errors))) <= 0.10
    assert float(np.median(np.abs(errors))) <= 0.15


@pytest.mark.parametrize("text", ["one", "three", "eight", "Begin.", "Breathe.", "Half-way.", "Ten seconds."])
def test_a_short_cue_lasts_under_the_room_it_is_given(clip: Callable[[str], AudioClip], text: str) -> None:
    assert clip(text).seconds <= spoken_s(text, 145) * 1.25


def test_the_default_voice_is_one_of_its_voices(engine: SpeechEngine) -> None:
    assert Voice().name in engine.voices()


def test_it_has_a_name(engine: SpeechEngine) -> None:
    assert engine.name


def test_a_faster_voice_gives_a_shorter_clip(engine: SpeechEngine) -> None:
    slow, fast = (engine.synthesize(SENTENCES[0], Voice("en-gb", rate)).seconds for rate in (120, 200))

    assert fast < 0.75 * slow


def test_a_text_above_the_limit_is_refused(engine: SpeechEngine) -> None:
    with pytest.raises(TooLarge, match="3,000"):
        engine.synthesize("a" * (MAX_CHARACTERS + 1), Voice())


def test_the_longest_text_comes_out_whole(engine: SpeechEngine) -> None:
    text = ("Lie on your back with your knees bent. " * 100)[: share(engine, MAX_CHARACTERS)]

    assert engine.synthesize(text, Voice()).seconds > 0.75 * spoken_s(text, 145)


def test_threads_at_once_each_get_their_own_words(
    engine: SpeechEngine, clip: Callable[[str], AudioClip]
) -> None:
    texts = ("one", "eight", "Breathe.", "Ten seconds.") * share(engine, 15)
    alone = [clip(text).seconds for text in texts]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: engine.synthesize(text, Voice()).seconds, texts))

    assert together == pytest.approx(alone, abs=0.03)


@heard
def test_speech_can_be_heard(engine: SpeechEngine, clip: Callable[[str], AudioClip]) -> None:
    loudness = np.abs(samples(clip("Begin.")).astype(int))

    assert loudness.max() > 30 * AUDIBLE
    assert float(np.sqrt((loudness**2).mean())) > AUDIBLE


@heard
def test_a_worker_killed_in_mid_session_is_replaced_unnoticed(
    engine: ChildEngine, clip: Callable[[str], AudioClip]
) -> None:
    before = clip("three").seconds
    engine._alive[0].process.kill()

    assert engine.synthesize("three", Voice()).seconds == pytest.approx(before, abs=0.03)


class NoReplies:
    """What a hung worker answers with: nothing, at the end of whatever time it is given."""

    def __init__(self) -> None:
        self.given_s: list[float] = []

    def get(self, *, timeout: float) -> str:
        self.given_s.append(timeout)
        raise queue.Empty

    def put(self, _line: str) -> None:
        """Take what the reading thread says at the end."""


def test_a_worker_that_hangs_is_replaced_at_the_limit(
    pyttsx: PyttsxEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyttsx.synthesize("one", Voice())
    hung, replies = pyttsx._alive[0], NoReplies()
    hung.process.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(hung, "_replies", replies)

    assert pyttsx.synthesize("two", Voice()).seconds > 0.2
    assert replies.given_s == [CALL_S]
    assert hung.process.returncode == -signal.SIGKILL


def test_an_empty_file_is_asked_for_again(pyttsx: PyttsxEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, asked = PyttsxEngine._ask, list[str]()

    def sometimes_empty(
        engine: PyttsxEngine, request: Mapping[str, object], limit_s: float
    ) -> Mapping[str, object]:
        asked.append(str(request["text"]))
        if len(asked) > 1:
            return ask(engine, request, limit_s)
        wav.write(Path(str(request["path"])), wav.silence(0.5, 22_050))
        return {"ok": True}

    monkeypatch.setattr(PyttsxEngine, "_ask", sometimes_empty)

    assert pyttsx.synthesize("three", Voice()).seconds > 0.3
    assert asked == ["three", "three"]


@heard
def test_an_unknown_voice_is_an_error_and_not_another_voice(engine: SpeechEngine) -> None:
    with pytest.raises(WorldError, match="no voice called klingon"):
        engine.synthesize("one", Voice("klingon"))


@heard
def test_words_that_make_no_sound_are_an_error_and_not_silence(engine: SpeechEngine) -> None:
    with pytest.raises(WorldError):
        engine.synthesize("…", Voice())


@pytest.mark.parametrize("python", ["/bin/false", "/nowhere/python"])
def test_a_worker_that_cannot_start_is_an_error_in_words(
    python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", python)
    engine = PyttsxEngine()

    with pytest.raises(WorldError, match="only shown"):
        engine.synthesize("one", Voice())
    engine.close()


def test_a_closed_engine_says_so() -> None:
    engine = PyttsxEngine()
    engine.close()

    with pytest.raises(WorldError, match="closed"):
        engine.synthesize("one", Voice())
