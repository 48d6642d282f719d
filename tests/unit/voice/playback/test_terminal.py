import io
import os
import queue
import threading
from collections.abc import Callable

import pytest

from tests.build.routine import script
from tests.build.waiting import PATIENCE_S
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
from voice.script.timing import length_s
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


class AtOnce(threading.Timer):
    """A timer that notes what it is set to and goes off."""

    set_to_s: list[float]

    def __init__(self, interval: float, function: Callable[[], None]) -> None:
        super().__init__(0.0, function)
        self.set_to_s.append(interval)


def test_an_utterance_in_text_lasts_as_long_as_saying_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AtOnce, "set_to_s", [], raising=False)
    monkeypatch.setattr("voice.playback.terminal.threading.Timer", AtOnce)
    ended, said = threading.Event(), Utterance("Keep both hip bones level.")

    TextSpeaker(io.StringIO(), Voice("en-gb", 120)).say(said, ended.set)

    assert ended.wait(PATIENCE_S)
    assert AtOnce.set_to_s == [length_s(said, 120)]


def test_a_session_plays_in_text_to_its_end() -> None:
    out, logs = io.StringIO(), list[Log]()

    state = play(brief_script(), TextSpeaker(out, FAST), out=out, keys=None, log=logs.append)

    assert state.mode is Mode.FINISHED
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


def test_the_inbox_waits_no_longer_than_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def get(self, *, timeout: float | None) -> Event:
            waited_s.append(timeout)
            raise queue.Empty

    waited_s = list[float | None]()
    inbox = QueueInbox(clock=lambda: 100.0)
    monkeypatch.setattr(inbox, "_events", Nothing())

    assert [inbox.wait(until) for until in (100.25, 99.0, None)] == [None, None, None]
    assert waited_s == [0.25, 0.0, None]


def test_no_loudspeaker_is_an_error_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from service.core.errors import WorldError

    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(WorldError, match="No program to play sound"):
        find_loudspeaker()
