"""Slower and faster: the step's clock is read at the old pace first, so nothing that was worked is lost."""

from dataclasses import replace

from voice.player.messages import Event
from voice.player.moves import Turn, halt, prompt, show, wake
from voice.player.pace import FACTORS
from voice.player.state import Mode, State
from voice.script.model import Script


def slower(script: Script, state: State, event: Event) -> Turn:
    """Give more time from here on."""
    return _change(script, state, event, by=1)


def faster(script: Script, state: State, event: Event) -> Turn:
    """Give less time to each repetition from here on."""
    return _change(script, state, event, by=-1)


def _change(script: Script, state: State, event: Event, *, by: int) -> Turn:
    pace = state.pace + by
    if pace not in FACTORS:
        return prompt(script, state, "slowest" if by > 0 else "fastest")
    changed = replace(halt(script, state, event.at), pace=pace)
    if state.mode is Mode.WORKING:
        changed = replace(changed, since=event.at)
    said, commands = prompt(script, changed, "slower" if by > 0 else "faster")
    clock = (wake(script, said),) if said.since is not None else ()
    return said, (*commands, *clock, show(script, said))
