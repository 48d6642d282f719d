"""Which wish is which event of the player."""

from collections.abc import Callable, Mapping

from service.app.assisting.leading import Happens
from voice.player import messages
from voice.player.intent import Intent
from voice.player.messages import Hurts
from voice.player.state import Mode

EVENTS: Mapping[str, Callable[[float], messages.Event]] = {
    "next": messages.Next,
    "back": messages.Back,
    "repeat": messages.Repeat,
    "pause": messages.Pause,
    "resume": messages.Resume,
    "stop": messages.Stop,
    "slower": messages.Slower,
    "faster": messages.Faster,
    "easier": messages.Easier,
    "harder": messages.Harder,
    "how_long": messages.HowLong,
    "how_many_left": messages.HowMany,
    "help": messages.Help,
}
_AGREES: Mapping[str, Happens] = {"yes": messages.Resume, "no": messages.Stop}
"""After a mild pain it is asked whether to carry on."""


def event_for(wish: Intent, mode: Mode) -> Happens | None:
    """Give what makes the player's event out of this wish in this mode; None where it means nothing now."""
    if wish.name == "hurts" or (wish.name == "number" and mode is Mode.HURT):
        return lambda at: Hurts(at, wish.number)
    if wish.name == "no" and mode is Mode.HURT:
        return lambda at: Hurts(at, 0)
    if mode is Mode.PAUSED and wish.name in _AGREES:
        return _AGREES[wish.name]
    return EVENTS.get(wish.name)
