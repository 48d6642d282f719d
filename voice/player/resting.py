"""A session whose driver went away: it rests where it was last known to be, as if it had been paused there."""

from dataclasses import replace

from voice.player.state import Mode, State

_RUNNING = frozenset({Mode.BRIEFING, Mode.WORKING})


def at_rest(state: State) -> State:
    """Give the state without anything on the air and without a running clock. Time away is not worked time."""
    if state.mode in _RUNNING:
        return replace(state, mode=Mode.PAUSED, resume_to=state.mode, since=None, airing=None)
    return replace(state, since=None, airing=None)


def unfinished(state: State) -> bool:
    """Say whether there is something to go on with."""
    return state.mode not in {Mode.READY, Mode.FINISHED, Mode.STOPPED}
