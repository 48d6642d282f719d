"""Easier and harder, as the runner likes: between the plan's version of an exercise and its easier one.

What hurt with 4 or more is barred: its original never comes back in this sitting. Nothing is ever made
harder than the plan asks for.
"""

from dataclasses import replace

from voice.player.messages import Command, Event
from voice.player.moves import Turn, go_to, halt, log, prompt, silence, step_of
from voice.player.state import State
from voice.player.walk import played, remaining_work
from voice.script.model import Script


def easier(script: Script, state: State, event: Event) -> Turn:
    """Take the easier version from its beginning."""
    item = step_of(script, state).item
    if item in state.eased:
        return prompt(script, state, "easier_already")
    if script.easier[item] is None or not remaining_work(script, state):
        return prompt(script, state, "no_easier")
    eased = replace(state, eased=tuple(sorted({*state.eased, item})))
    return _swap(script, (state, eased), event, outcome="easier")


def harder(script: Script, state: State, event: Event) -> Turn:
    """Go back to the plan's version, from its beginning, unless it hurt."""
    item = step_of(script, state).item
    if item not in state.eased:
        return prompt(script, state, "no_harder")
    if item in state.barred:
        return prompt(script, state, "harder_hurt")
    if not remaining_work(script, state):
        return prompt(script, state, "no_harder")
    back = replace(state, eased=tuple(one for one in state.eased if one != item))
    return _swap(script, (state, back), event, outcome="harder")


def _swap(script: Script, versions: tuple[State, State], event: Event, *, outcome: str) -> Turn:
    """Note what was done of the one version and brief the other. `versions`: as it was, as it will be."""
    state, swapped = versions
    item = step_of(script, state).item
    _, logged = log(script, halt(script, state, event.at), outcome)
    start = next(n for n, step in enumerate(script.steps) if step.item == item and played(swapped, step))
    before = script.prompts.get(outcome, script.prompts["carry_on"])
    moved, commands = go_to(script, swapped, start, at=event.at, before=before)
    told: tuple[Command, ...] = (*silence(), *logged, *commands)
    return moved, told
