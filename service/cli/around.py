"""What a session in the terminal asks around itself: the pain before it and after it, and, on asking, why.

Every question can be skipped with enter. What is told here moves the plan as it does from the page.
"""

import os
import sys
import threading
from collections.abc import Callable, Sequence

from service.app.plan_view import last_word, view_plan
from service.app.reporting import tell_morning, tell_session
from service.app.world import World
from voice.playback.driver import Speaker
from voice.script.model import Utterance

Say = Callable[[Sequence[str]], None]
YES, NO = frozenset({"y", "yes"}), frozenset({"n", "no"})
WHY = "why"
MOST_PAIN = 10


def saying(speaker: Speaker) -> Say:
    """Give what speaks sentences one after the other, each to its end."""

    def say(sentences: Sequence[str]) -> None:
        for sentence in sentences:
            ended = threading.Event()
            speaker.say(Utterance(sentence), ended.set)
            ended.wait()

    return say


def before(world: World, say: Say) -> int | None:
    """Catch up on the last session and ask for the pain now; None where that is not told.

    Who should get help is asked nothing: that comes first.
    """
    seen = view_plan(world)
    if seen is None or seen.kept.assessment.triage == "urgent":
        return None
    if seen.asks_session:
        after(world, say)
    elif seen.asks_morning:
        settled = _agreed(
            "After your last session: were pain and stiffness back to where they were by morning?"
        )
        if settled is not None:
            tell_morning(world, settled=settled)
            say(last_word(world))
    return _pain(f'Pain right now, 0 to 10? "{WHY}" tells where the plan stands.', world, say)


def after(world: World, say: Say) -> None:
    """Ask how the session felt, take it in, and say what becomes of the plan, and why."""
    seen = view_plan(world)
    if seen is None or not seen.asks_session:
        return
    pain = _pain("How did the session feel: the worst pain during it, 0 to 10?", world, say)
    if pain is None:
        print("Good, tell it later on the plan page.", flush=True)
        return
    sharp = bool(pain and _agreed("Was it sharp at some point?"))
    tell_session(world, pain=pain, sharp=sharp)
    say(last_word(world))


def read_line() -> str | None:
    """Read a line and not a byte more, because the player's keyboard reads on from there; None at the end."""
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(sys.stdin.fileno(), 1)):
        line += byte
    return line.decode("utf-8", "replace") if line else None


def has_input() -> bool:
    """Say whether anybody could type."""
    return sys.stdin is not None and not sys.stdin.closed


def _pain(question: str, world: World, say: Say) -> int | None:
    while said := _answer(f"{question} Enter skips."):
        if said == WHY:
            say(last_word(world))
        elif said.isdecimal() and int(said) <= MOST_PAIN:
            return int(said)
        else:
            print("A number from 0 to 10, please.", flush=True)
    return None


def _agreed(question: str) -> bool | None:
    while said := _answer(f"{question} [y/n, enter skips]"):
        if said in YES | NO:
            return said in YES
    return None


def _answer(question: str) -> str:
    """Give what is typed, plain; nothing where nobody answers."""
    print(question, end=" ", flush=True)
    said = read_line() if has_input() else None
    if said is None:
        print(flush=True)
    return (said or "").strip().lower()
