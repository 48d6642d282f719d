"""What a spoken command does to the player.

A wrong "stop" only pauses: the second one, said into the pause, ends. A wrong "begin" never undoes a stop.
A number means something only where one is asked.
"""

from collections.abc import Callable, Mapping

from voice.player import messages
from voice.player.messages import Event
from voice.player.state import Mode

_PLAIN: Mapping[str, Callable[[float], Event]] = {
    "next": messages.Next,
    "skip": messages.Next,
    "back": messages.Back,
    "repeat": messages.Repeat,
    "pause": messages.Pause,
    "resume": messages.Resume,
    "slower": messages.Slower,
    "faster": messages.Faster,
    "easier": messages.Easier,
    "harder": messages.Harder,
    "how_long": messages.HowLong,
    "how_many_left": messages.HowMany,
    "help": messages.Help,
    "hurts": messages.Hurts,
}
_RUNNING = frozenset({Mode.BRIEFING, Mode.WORKING})


def event_of(command: str, mode: Mode, *, at: float) -> Event | None:
    """Give the player's event for a command in this mode; None where it means nothing."""
    if command == "begin":
        return messages.Start(at) if mode is Mode.READY else None
    if command == "stop":
        return messages.Pause(at) if mode in _RUNNING else messages.Stop(at)
    if command.isdigit():
        return messages.Hurts(at, int(command)) if mode is Mode.HURT else None
    make = _PLAIN.get(command)
    return None if make is None else make(at)


def listening_mode(mode: Mode) -> str:
    """Give what the ears listen for while the player is in this mode."""
    return "question" if mode is Mode.HURT else "working"
