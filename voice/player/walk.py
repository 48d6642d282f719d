"""Which step comes next: finding one's way in a script of which some parts are not played any more."""

from collections.abc import Iterable

from voice.player.state import State
from voice.script.model import Kind, Script, Step


def played(state: State, step: Step) -> bool:
    """Say whether this step belongs to what the runner still does: not dropped, and of the right version."""
    if step.kind is Kind.END:
        return True
    return step.item not in state.dropped and step.easier == (step.item in state.eased)


def following(script: Script, state: State) -> int | None:
    """Give the index of the next step to play; None after the last."""
    return _first(script, state, range(state.step + 1, len(script.steps)))


def first(script: Script, state: State) -> int:
    """Give the index of the first step to play; there is always the closing one."""
    found = _first(script, state, range(len(script.steps)))
    return len(script.steps) - 1 if found is None else found


def leaving(script: Script, state: State) -> int | None:
    """Give the step that follows this exercise; within a rest simply the next one: only the rest is left."""
    here = script.steps[state.step]
    if here.kind is Kind.REST and here.item not in state.dropped:
        return following(script, state)
    beyond = (n for n in range(state.step + 1, len(script.steps)) if not _same_exercise(script, n, here))
    return _first(script, state, beyond)


def opening(script: Script, state: State, index: int) -> int:
    """Give where a bout begins: at the step that briefs it, if one stands in front of it."""
    before = _first(script, state, range(index - 1, -1, -1))
    if script.steps[index].kind is not Kind.WORK or before is None:
        return index
    ready = script.steps[before]
    return before if ready.kind is Kind.CHANGE and ready.item == script.steps[index].item else index


def previous(script: Script, state: State) -> int:
    """Give where the bout before this one begins; the first bout when there is none before."""
    here = opening(script, state, state.step)
    before = _first(script, state, (n for n in range(here - 1, -1, -1) if script.steps[n].kind is Kind.WORK))
    return first(script, state) if before is None else opening(script, state, before)


def remaining_work(script: Script, state: State) -> bool:
    """Say whether this exercise has work left, in this step or behind it."""
    here = script.steps[state.step]
    rest = (script.steps[n] for n in range(state.step, len(script.steps)))
    return any(step.kind is Kind.WORK and step.item == here.item and played(state, step) for step in rest)


def place(script: Script, state: State) -> tuple[int, int]:
    """Give the number of this step from 1 and the number of all steps that are played."""
    numbers = [n for n, step in enumerate(script.steps) if played(state, step)]
    return sum(n <= state.step for n in numbers), len(numbers)


def upcoming(script: Script, state: State) -> Step | None:
    """Give the next bout of work behind this step."""
    behind = range(state.step + 1, len(script.steps))
    index = _first(script, state, (n for n in behind if script.steps[n].kind is Kind.WORK))
    return None if index is None else script.steps[index]


def _same_exercise(script: Script, index: int, here: Step) -> bool:
    step = script.steps[index]
    return step.kind is not Kind.END and step.item == here.item


def _first(script: Script, state: State, indexes: Iterable[int]) -> int | None:
    return next((n for n in indexes if played(state, script.steps[n])), None)
