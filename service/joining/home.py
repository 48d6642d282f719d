"""Home Assistant's panel and satellite, joined with the brain: values go out, a press begins a talk.

A talk through a satellite is the same as every other: it asks, and what is answered goes to the brain. Where
Home Assistant cannot ask yet (before 2025.7) the satellite's own agent goes on with it, which may be ours.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from service.app.assisting import Mouth, hear
from service.app.panel import panel
from service.app.world import World
from service.core.errors import Error, WorldError
from service.joining.wyoming import CONVERSATION
from voice.player.ahead import Length

log = logging.getLogger(__name__)

EVERY_S = 60.0
MOST_TURNS = 80
"""Questions in one talk; no check-in has so many. Ours."""
SAYS: Mapping[str, str] = {"start_session": "start my stretches", "check_in": "start my check-in"}
"""What a button says to the brain."""


class Speaks(Protocol):
    """A satellite."""

    def announce(self, text: str) -> None:
        """Say this. Raises WorldError."""
        ...

    def start_conversation(self, text: str) -> None:
        """Say this and listen, for its own agent. Raises WorldError."""
        ...

    def ask(self, question: str) -> str | None:
        """Ask, and give what was answered; None for silence. Raises WorldError."""
        ...


class Shows(Protocol):
    """A panel."""

    def start(self) -> None:
        """Connect."""
        ...

    def stop(self) -> None:
        """Go."""
        ...

    def show(self, state: Mapping[str, object]) -> None:
        """Show this."""
        ...


def talk_through(world: World, satellite: Speaks, text: str, length: Length) -> None:
    """Hold a talk from its first wish to where nothing more is asked. Raises WorldError."""
    mouth = Mouth(CONVERSATION, length)
    for _ in range(MOST_TURNS):
        answer = hear(world.as_now(), text, mouth)
        speech = " ".join(answer.says)
        if not answer.expects:
            if speech:
                satellite.announce(speech)
            return
        try:
            said = satellite.ask(speech)
        except WorldError:
            satellite.start_conversation(speech)
            return
        if said is None:
            return
        text = said


def shown(world: World) -> Mapping[str, object]:
    """Give the panel's state as its message has it."""
    view = panel(world.as_now())
    due = "ON" if view.check_in_due else "OFF"
    return {"load": view.load, "soreness": view.soreness, "check_in_due": due}


def presser(world: World, satellite: Speaks, length: Length) -> Callable[[str], None]:
    """Give what a press does: it begins a talk in a thread of its own, one at a time."""
    busy = threading.Lock()

    def talk(name: str) -> None:
        try:
            talk_through(world, satellite, SAYS[name], length)
        except Error as wrong:
            log.warning("a talk through the satellite broke off code=%s", wrong.code)
        finally:
            busy.release()

    def press(name: str) -> None:
        if busy.acquire(blocking=False):
            threading.Thread(target=talk, args=(name,), name="satellite", daemon=True).start()

    return press


@contextmanager
def showing(world: World, made: Shows, *, every_s: float = EVERY_S) -> Iterator[None]:
    """Keep the panel up to date for the length of a block."""
    ended = threading.Event()

    def keep() -> None:
        while not ended.is_set():
            try:
                made.show(shown(world))
            except Error as wrong:
                log.warning("the panel could not be told code=%s", wrong.code)
            ended.wait(every_s)

    made.start()
    thread = threading.Thread(target=keep, name="panel", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        made.stop()
