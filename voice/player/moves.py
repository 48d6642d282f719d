"""What the player's handlers are made of: each gives the next state with the commands that belong to it."""

from dataclasses import replace
from typing import TypeAlias

from voice.player.messages import Command, Hush, Log, Say, Show, WakeAt
from voice.player.pace import factor
from voice.player.state import Mode, State
from voice.player.walk import place, upcoming
from voice.script.model import Kind, Script, Step, Utterance

ON_TIME_S = 0.001
"""Sums of floats may fall short of a time by a rounding; less than a millisecond early is on time. Ours."""

ANSWER_S = 30.0
"""So long the question how much it hurts waits for its answer. Ours."""

Turn: TypeAlias = tuple[State, tuple[Command, ...]]


def step_of(script: Script, state: State) -> Step:
    """Give the step the session is at."""
    return script.steps[state.step]


def nothing(state: State) -> Turn:
    """Leave everything as it is."""
    return state, ()


def silence() -> tuple[Command, ...]:
    """Be quiet and ask for no wake."""
    return Hush(), WakeAt(None)


def say(state: State, utterance: Utterance) -> Turn:
    """Air an utterance under a new take, so that the end of what it replaces is known to be stale."""
    take = state.take + 1
    return replace(state, take=take), (Say(utterance, take),)


def prompt(script: Script, state: State, key: str) -> Turn:
    """Say one of the player's own sentences. A briefing line that it cuts off is said again behind it.

    A sitting that was written before there was such a sentence answers "not now".
    """
    return say(state, script.prompts.get(key, script.prompts["not_now"]))


def say_line(script: Script, state: State) -> Turn:
    """Say the briefing line that is next."""
    said, commands = say(state, step_of(script, state).briefing[state.line])
    return replace(said, line_take=said.take), commands


def worked(script: Script, state: State, at: float) -> float:
    """Give the time on the step's clock, never more than the step asks, however late it is read."""
    step = step_of(script, state)
    running = 0.0 if state.since is None else max(0.0, at - state.since) / factor(step, state)
    so_far_s = state.worked_s + running
    return step.work_s if so_far_s > step.work_s - ON_TIME_S else so_far_s


def halt(script: Script, state: State, at: float) -> State:
    """Let the step's clock stand still."""
    worked_s = worked(script, state, at)
    spent_s = state.spent_s + (worked_s - state.worked_s) * factor(step_of(script, state), state)
    return replace(state, worked_s=worked_s, spent_s=spent_s, since=None)


def log(script: Script, state: State, outcome: str, *, pain: int | None = None) -> Turn:
    """Note the time worked since the last note of this step; the clock must stand."""
    step = step_of(script, state)
    exercise = exercise_of(script, step)
    seconds = state.spent_s - state.logged_s if step.kind is Kind.WORK else 0.0
    entry = Log(step.item, exercise, outcome, seconds, pain)
    return replace(state, logged_s=state.spent_s), (entry,)


def go_to(script: Script, state: State, index: int, *, at: float, before: Utterance | None = None) -> Turn:
    """Enter a step from its beginning; `before` is said ahead of its briefing."""
    entered = replace(
        state,
        mode=Mode.BRIEFING,
        step=index,
        line=0,
        worked_s=0.0,
        spent_s=0.0,
        logged_s=0.0,
        since=None,
        cue=0,
        resume_to=None,
    )
    briefing = script.steps[index].briefing
    if before is None and not briefing:
        return run_clock(script, entered, at=at)
    said, commands = say_line(script, entered) if before is None else say(entered, before)
    return said, (show(script, said), WakeAt(None), *commands)


def run_clock(script: Script, state: State, *, at: float) -> Turn:
    """Start the step's clock and say the cue that stands at its beginning."""
    running = replace(state, mode=Mode.WORKING, since=at, worked_s=0.0, spent_s=0.0, logged_s=0.0, cue=0)
    commands: tuple[Command, ...] = ()
    cues = step_of(script, running).cues
    if cues and cues[0].at_s <= 0:
        running, commands = say(replace(running, cue=1), cues[0].utterance)
    return running, (show(script, running), *commands, wake(script, running))


def wake(script: Script, state: State) -> WakeAt:
    """Ask for a wake at the next cue, at the end of the step, or when a question has waited long enough."""
    if state.mode is Mode.HURT and state.asked_at is not None:
        return WakeAt(state.asked_at + ANSWER_S)
    if state.since is None:
        return WakeAt(None)
    step = step_of(script, state)
    due_s = step.cues[state.cue].at_s if state.cue < len(step.cues) else step.work_s
    return WakeAt(state.since + (due_s - state.worked_s) * factor(step, state))


def finish(script: Script, state: State) -> Turn:
    """Be at the end."""
    finished = replace(state, mode=Mode.FINISHED, since=None, resume_to=None)
    return finished, (WakeAt(None), show(script, finished))


def exercise_of(script: Script, step: Step) -> str:
    """Give the id of the exercise, or of its easier version, that a step belongs to."""
    easier = script.easier[step.item] if step.easier else None
    return easier if easier is not None else script.exercises[step.item]


def show(script: Script, state: State) -> Show:
    """Give what to show for this state."""
    step = step_of(script, state)
    number, steps = place(script, state)
    behind = upcoming(script, state)
    named = None if behind is None else behind.title
    if behind is not None and behind.side is not None:
        named = f"{behind.title}, {behind.side}"
    stretched = factor(step, state)
    seen = {Kind.REST: behind, Kind.END: None}.get(step.kind, step)
    return Show(
        mode=state.mode.value,
        kind=step.kind.value,
        title=step.title,
        detail=step.detail,
        side=step.side,
        worked_s=state.worked_s * stretched,
        work_s=step.work_s * stretched,
        step=number,
        steps=steps,
        upcoming=named,
        exercise=None if seen is None else exercise_of(script, seen),
        exercise_side=None if seen is None else seen.side,
        stretch=stretched,
    )
