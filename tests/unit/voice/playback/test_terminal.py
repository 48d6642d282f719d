import io
import os
import time

import pytest

from tests.build.routine import script
from voice.playback.driver import QueueInbox
from voice.playback.speaker import find_loudspeaker
from voice.playback.terminal import Keyboard, TextSpeaker, play
from voice.player.messages import (
    Back,
    Easier,
    Event,
    Faster,
    Harder,
    Help,
    HowLong,
    HowMany,
    Hurts,
    Log,
    Next,
    Pause,
    Repeat,
    Resume,
    Slower,
    Start,
    Stop,
)
from voice.player.state import Mode
from voice.script.model import Cue, Kind, Script, Step, Utterance
from voice.speech import Voice

FAST = Voice("en-gb", 3000)


def brief_script() -> Script:
    """A session of a quarter of a second."""
    cues = (Cue(0.1, Utterance("now")),)
    steps = (
        Step(Kind.WORK, 0, easier=False, title="Hold", detail="", work_s=0.2, cues=cues),
        Step(Kind.END, 0, easier=False, title="End", detail="", work_s=0, briefing=(Utterance("done"),)),
    )
    return Script("r", "R", steps, ("hold",), (None,), script().prompts)


@pytest.mark.parametrize(
    ("key", "mode", "event"),
    [
        ("\n", Mode.READY, Start(5)),
        (" ", Mode.WORKING, Pause(5)),
        (" ", Mode.PAUSED, Resume(5)),
        ("\n", Mode.HURT, None),
        ("n", Mode.WORKING, Next(5)),
        ("B", Mode.WORKING, Back(5)),
        ("r", Mode.WORKING, Repeat(5)),
        ("h", Mode.WORKING, Hurts(5)),
        ("s", Mode.WORKING, Stop(5)),
        ("q", Mode.HURT, Stop(5)),
        ("-", Mode.WORKING, Slower(5)),
        ("+", Mode.WORKING, Faster(5)),
        ("e", Mode.WORKING, Easier(5)),
        ("f", Mode.WORKING, Harder(5)),
        ("t", Mode.WORKING, HowLong(5)),
        ("m", Mode.WORKING, HowMany(5)),
        ("?", Mode.READY, Help(5)),
        ("x", Mode.WORKING, None),
    ],
)
def test_each_key_has_its_meaning(key: str, mode: Mode, event: Event | None) -> None:
    assert Keyboard().press(key, mode, at=5) == event


@pytest.mark.parametrize(("typed", "event"), [("4\n", Hurts(5, 4)), ("10\n", Hurts(5, 10)), ("11\n", None)])
def test_figures_and_enter_say_how_much_it_hurts(typed: str, event: Event | None) -> None:
    keyboard = Keyboard()

    assert [keyboard.press(key, Mode.HURT, at=5) for key in typed][-1] == event


def test_a_session_plays_in_text_with_its_timing() -> None:
    out, logs, begun = io.StringIO(), list[Log](), time.monotonic()

    state = play(brief_script(), TextSpeaker(out, FAST), out=out, keys=None, log=logs.append)

    assert state.mode is Mode.FINISHED
    assert 0.2 <= time.monotonic() - begun < 1.0
    assert out.getvalue().index("now") < out.getvalue().index("done")
    assert [log.outcome for log in logs] == ["done"]


def test_a_key_stops_the_session() -> None:
    out = io.StringIO()
    reading, writing = os.pipe()
    os.write(writing, b"q")

    state = play(script(), TextSpeaker(out, FAST), out=out, keys=reading)

    os.close(writing)
    assert state.mode is Mode.STOPPED
    assert "Stopped." in out.getvalue()


def test_the_inbox_waits_no_longer_than_asked() -> None:
    inbox = QueueInbox()
    begun = inbox.now()

    assert inbox.wait(begun + 0.05) is None
    assert 0.05 <= inbox.now() - begun < 0.5


def test_no_loudspeaker_is_an_error_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from service.core.errors import WorldError

    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(WorldError, match="No program to play sound"):
        find_loudspeaker()
