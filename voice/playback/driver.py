"""Obeys the player: one queue of events, one time to wake at, one speaker. All decisions are `turn`'s."""

import queue
import time
from collections.abc import Callable
from typing import Protocol

from voice.player.machine import turn
from voice.player.messages import Command, Event, Hush, Log, Say, Show, Spoken, Wake, WakeAt
from voice.player.state import Mode, State
from voice.script.model import Script, Utterance

ENDED = frozenset({Mode.FINISHED, Mode.STOPPED})


class Speaker(Protocol):
    """Airs one utterance at a time."""

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        """Begin to air it, in place of what is being aired, and return; call `ended` once when it is over.

        `ended` may come from any thread; for an utterance that was replaced or hushed it need not come.
        """
        ...

    def hush(self) -> None:
        """Be silent at once."""
        ...


class Inbox(Protocol):
    """Where events arrive, and the clock they are stamped with."""

    def now(self) -> float:
        """Give the time in seconds; only differences matter."""
        ...

    def put(self, event: Event) -> None:
        """Add an event; from any thread."""
        ...

    def wait(self, until: float | None) -> Event | None:
        """Give the next event, or None when `until` has come first."""
        ...


class QueueInbox:
    """An inbox on the monotonic clock, or another."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._clock = clock

    def now(self) -> float:
        """Give the clock's time."""
        return self._clock()

    def put(self, event: Event) -> None:
        """Add an event."""
        self._events.put(event)

    def wait(self, until: float | None) -> Event | None:
        """Wait without polling."""
        try:
            return self._events.get(timeout=None if until is None else max(0.0, until - self.now()))
        except queue.Empty:
            return None


class Driver:
    """Runs one session to its end."""

    def __init__(
        self,
        script: Script,
        speaker: Speaker,
        inbox: Inbox,
        *,
        show: Callable[[Show], None] | None = None,
        log: Callable[[Log], None] | None = None,
        state: State | None = None,
    ) -> None:
        self.state = State() if state is None else state
        self._script = script
        self._speaker = speaker
        self._inbox = inbox
        self._show = show
        self._log = log
        self._wake_at: float | None = None
        self._airing: int | None = None

    def run(self) -> State:
        """Obey until the session is finished or stopped and the last word is said; give the last state."""
        while self.state.mode not in ENDED or self._airing is not None:
            event = self._inbox.wait(self._wake_at)
            if event is None:
                self._wake_at = None
                event = Wake(self._inbox.now())
            self.feed(event)
        return self.state

    def feed(self, event: Event) -> None:
        """Take one turn."""
        if isinstance(event, Spoken) and event.take == self._airing:
            self._airing = None
        self.state, commands = turn(self._script, self.state, event)
        for command in commands:
            self._obey(command)

    def _obey(self, command: Command) -> None:
        match command:
            case Say(utterance, take):
                self._airing = take
                self._speaker.say(utterance, lambda: self._inbox.put(Spoken(self._inbox.now(), take)))
            case Hush():
                self._airing = None
                self._speaker.hush()
            case WakeAt(at):
                self._wake_at = at
            case Log() if self._log is not None:
                self._log(command)
            case Show() if self._show is not None:
                self._show(command)
            case _:
                pass
