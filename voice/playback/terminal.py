"""A session in a terminal: what is said as lines of text at its time, and the keyboard as the ears."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO, TypeAlias

from voice.playback.driver import Driver, Inbox, QueueInbox, Speaker
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
    Show,
    Slower,
    Start,
    Stop,
)
from voice.player.state import Mode, State
from voice.script.model import Script, Utterance
from voice.script.timing import length_s
from voice.speech import Voice

HELP = (
    "enter or space: start, pause, resume · n next · b back · r repeat · "
    "h it hurts · 0 to 10 and enter: how much · q stop\n"
    "- slower · + faster · e easier · f full version · t how long · m how many left · ? what can be said"
)

_LETTERS: dict[str, Callable[[float], Event]] = {
    "n": Next,
    "b": Back,
    "r": Repeat,
    "h": Hurts,
    "-": Slower,
    "+": Faster,
    "e": Easier,
    "f": Harder,
    "t": HowLong,
    "m": HowMany,
    "?": Help,
    "s": Stop,
    "q": Stop,
}
_TOGGLE: dict[Mode, Callable[[float], Event]] = {
    Mode.READY: Start,
    Mode.BRIEFING: Pause,
    Mode.WORKING: Pause,
    Mode.PAUSED: Resume,
    Mode.FINISHED: Start,
    Mode.STOPPED: Start,
}


Ears: TypeAlias = Callable[[Callable[[Event], None], Callable[[], Mode]], None]
"""Listens and puts events, knowing the player's mode, until the session is over."""


class TextSpeaker:
    """Writes each utterance and lets it last as long as saying it would."""

    def __init__(self, out: TextIO, voice: Voice) -> None:
        self._out = out
        self._voice = voice
        self._timer: threading.Timer | None = None

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        """Write it now; `ended` comes after its estimated length."""
        self.hush()
        write(self._out, f"  {utterance.text}")
        self._timer = threading.Timer(length_s(utterance, self._voice.words_per_minute), ended)
        self._timer.daemon = True
        self._timer.start()

    def hush(self) -> None:
        """Forget the utterance that is on."""
        if self._timer is not None:
            self._timer.cancel()


class Captioned:
    """A speaker whose words are also written."""

    def __init__(self, speaker: Speaker, out: TextIO) -> None:
        self._speaker = speaker
        self._out = out

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        """Write it and have it said."""
        write(self._out, f"  {utterance.text}")
        self._speaker.say(utterance, ended)

    def hush(self) -> None:
        """Be silent."""
        self._speaker.hush()


class Keyboard:
    """Turns keys into events. Figures are gathered until enter and then say how much it hurts."""

    def __init__(self) -> None:
        self._figures = ""

    def press(self, key: str, mode: Mode, *, at: float) -> Event | None:
        """Give the event of this key in this mode; None when it means nothing (yet)."""
        if key.isascii() and key.isdigit():
            self._figures += key
            return None
        figures, self._figures = self._figures, ""
        if key in {"\n", "\r"} and figures:
            return Hurts(at, int(figures)) if int(figures) <= 10 else None
        make = _TOGGLE.get(mode) if key in {"\n", "\r", " "} else _LETTERS.get(key.lower())
        return None if make is None else make(at)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a session was left, and how to remember where it is."""

    state: State
    """At rest."""
    keep: Callable[[State], None]
    """Given the state at every step, so that no more than a step is lost when the machine goes off."""


def play(  # noqa: PLR0913 - each is another side of one sitting
    script: Script,
    speaker: Speaker,
    *,
    out: TextIO,
    keys: int | None = 0,
    log: Callable[[Log], None] | None = None,
    ears: Ears | None = None,
    bookmark: Bookmark | None = None,
) -> State:
    """Play the session at once, to its end or until it is stopped, and give the last state.

    `ears` run in a thread of their own beside the keys. `keys` is the file descriptor to read keys from,
    standard input by default; None for no keyboard. Ctrl-C pauses, and gives the paused state.
    """
    inbox = QueueInbox()
    heading = _Heading(out)

    def show(shown: Show) -> None:
        heading(shown)
        if bookmark is not None:
            bookmark.keep(driver.state)

    begun = None if bookmark is None else bookmark.state
    driver = Driver(script, speaker, inbox, show=show, log=log, state=begun)
    # Ahead of the keyboard: a key pressed early must not come before it.
    inbox.put(Start(inbox.now()))
    with _key_by_key(keys):
        if keys is not None:
            write(out, HELP)
            _listen(keys, inbox, lambda: driver.state.mode)
        if ears is not None:
            heard = threading.Thread(
                target=ears, args=(inbox.put, lambda: driver.state.mode), name="ears", daemon=True
            )
            heard.start()
        try:
            return driver.run()
        except KeyboardInterrupt:
            speaker.hush()
            driver.feed(Pause(inbox.now()))
            speaker.hush()
            return driver.state


class _Heading:
    """Writes a line for every new step."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._last: tuple[int, str] | None = None

    def __call__(self, show: Show) -> None:
        here = show.step, show.title
        if here != self._last:
            side = "" if show.side is None else f" · {show.side}"
            write(
                self._out, f"\n[{show.step} of {show.steps}] {show.title} · {show.detail}{side}".rstrip(" ·")
            )
        self._last = here


def write(out: TextIO, line: str) -> None:
    """Write a line at once."""
    out.write(line + "\n")
    out.flush()


def _listen(keys: int, inbox: Inbox, mode: Callable[[], Mode]) -> None:
    def read() -> None:
        keyboard = Keyboard()
        while pressed := os.read(keys, 1):
            event = keyboard.press(pressed.decode("ascii", "replace"), mode(), at=inbox.now())
            if event is not None:
                inbox.put(event)

    threading.Thread(target=read, name="keyboard", daemon=True).start()


@contextmanager
def _key_by_key(keys: int | None) -> Iterator[None]:
    """Let keys come without enter while the block runs, where `keys` is a terminal."""
    if keys is None or not os.isatty(keys):
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(keys)
    tty.setcbreak(keys)
    try:
        yield
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, before)
