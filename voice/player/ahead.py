"""What will happen if nobody says anything: the machine run forward on known lengths, ahead of the clock.

A driver that is told the future can put every sound on its own audio clock, go on while the network is
away, and report late: whoever keeps the state comes after it with the same function.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from voice.player.machine import turn
from voice.player.messages import Command, Event, Hush, Say, Spoken, Wake, WakeAt
from voice.player.moves import show, wake
from voice.player.state import State
from voice.script.model import Script, Utterance

Length = Callable[[Utterance], float | None]
"""Gives how long an utterance lasts, in seconds; None where that is not known yet."""


@dataclass(frozen=True, slots=True)
class Due:
    """A command and the driver time at which it is to be obeyed."""

    at: float
    command: Command


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn that the machine takes by itself."""

    at: float
    state: State
    commands: tuple[Command, ...]


def coast(script: Script, state: State, length: Length, *, until: float) -> Iterator[Turned]:
    """Give the turns that come by themselves, up to and with those at `until`, or to where a length is unknown."""
    while (event := _next_event(script, state, length)) is not None and event.at <= until:
        state, commands = turn(script, state, event)
        yield Turned(event.at, state, commands)


def again(script: Script, state: State) -> tuple[Command, ...]:
    """Give the commands that lead a driver from anywhere to this state: for one that missed an answer."""
    said = () if state.airing is None else (Say(state.airing, state.take),)
    return Hush(), show(script, state), *said, wake(script, state)


def _next_event(script: Script, state: State, length: Length) -> Event | None:
    """Give what happens next: the end of what is aired, or the wake that was asked for; an end comes first."""
    wake_at = wake(script, state).at
    if state.airing is None:
        return None if wake_at is None else Wake(wake_at)
    lasts_s = length(state.airing)
    if lasts_s is None:
        return None
    ends_at = state.aired_at + lasts_s
    return Spoken(ends_at, state.take) if wake_at is None or ends_at <= wake_at else Wake(wake_at)


def timed(turns: Iterator[Turned]) -> Iterator[Due]:
    """Give the commands of these turns with their times; a wake is the driver's own business here."""
    for one in turns:
        for command in one.commands:
            if not isinstance(command, WakeAt):
                yield Due(one.at, command)
