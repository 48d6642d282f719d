"""What is on the air: kept in the state, so that whoever takes a session over knows what is being said."""

from collections.abc import Iterable
from dataclasses import replace

from voice.player.messages import Command, Hush, Say
from voice.player.state import State
from voice.script.timing import length_s

LONGEST, SLOWEST_VOICE = 1.5, 120
"""No voice needs longer than half as much again as is estimated at 120 words a minute; ours."""


def on_air(state: State, commands: Iterable[Command], *, at: float) -> State:
    """Give the state that remembers what these commands air."""
    for command in commands:
        match command:
            case Say(utterance, _):
                state = replace(state, airing=utterance, aired_at=at)
            case Hush():
                state = replace(state, airing=None)
            case _:
                pass
    return state


def busy(state: State, at: float) -> bool:
    """Say whether something is on the air; an end that nobody reports is assumed after a while."""
    if state.airing is None:
        return False
    return at < state.aired_at + LONGEST * length_s(state.airing, SLOWEST_VOICE)
