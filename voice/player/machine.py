"""The session player: `turn(script, state, event) -> (state, commands)`, and nothing else.

It has no clock, thread or sound. Time comes in with events, effects leave as commands, and one table of mode
and event is the whole machine. A word that means nothing now is answered, never raised: the runner is on a
mat. "It hurts" wins in every mode.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

from voice.player import answers, pain, tempo, versions
from voice.player.air import busy, on_air
from voice.player.messages import (
    Back,
    Command,
    Easier,
    Event,
    Faster,
    Harder,
    Help,
    HowLong,
    HowMany,
    Hurts,
    Next,
    Pause,
    Repeat,
    Resume,
    Slower,
    Spoken,
    Start,
    Stop,
    Wake,
)
from voice.player.moves import (
    ON_TIME_S,
    Turn,
    finish,
    go_to,
    halt,
    log,
    nothing,
    prompt,
    run_clock,
    say,
    say_line,
    show,
    silence,
    step_of,
    wake,
    worked,
)
from voice.player.state import Mode, State
from voice.player.walk import first, following, leaving, opening, previous
from voice.script.model import Kind, Script, Utterance

LATE_S = 1.5
"""A cue later than this is dropped, the last of a step excepted: "half-way" would be a lie by then. Ours."""

Handler: TypeAlias = Callable[[Script, State, Event], Turn]


def turn(script: Script, state: State, event: Event) -> Turn:
    """Give the next state and what to do now, in order. A `Say` replaces what is being said."""
    if isinstance(event, Spoken) and event.take == state.take:
        state = replace(state, airing=None)
    after, commands = TABLE[state.mode, type(event)](script, state, event)
    return on_air(after, commands, at=event.at), commands


# ---- starting, pausing, going on


def _start(script: Script, state: State, event: Event) -> Turn:
    """Begin, or begin again: what was eased or dropped because it hurt stays so."""
    return go_to(script, replace(state, resume_to=None), first(script, state), at=event.at)


def _not_now(script: Script, state: State, event: Event) -> Turn:
    del event
    return prompt(script, state, "not_now")


def _ignore(script: Script, state: State, event: Event) -> Turn:
    del script, event
    return nothing(state)


def _pause(script: Script, state: State, event: Event) -> Turn:
    paused = replace(halt(script, state, event.at), mode=Mode.PAUSED, resume_to=state.mode)
    paused, said = prompt(script, paused, "paused")
    return paused, (*silence(), *said, show(script, paused))


def _resume(script: Script, state: State, event: Event) -> Turn:
    """Go back to where the pause came in: the line is said again, or the clock runs on."""
    if state.resume_to is Mode.WORKING:
        resumed, said = prompt(
            script, replace(state, mode=Mode.WORKING, since=event.at, resume_to=None), "carry_on"
        )
        return resumed, (*said, wake(script, resumed), show(script, resumed))
    resumed, said = prompt(script, replace(state, mode=Mode.BRIEFING, resume_to=None), "carry_on")
    return resumed, (*said, show(script, resumed))


# ---- moving about


def _next(script: Script, state: State, event: Event) -> Turn:
    """Leave this exercise, or this rest."""
    halted = halt(script, state, event.at)
    logged: tuple[Command, ...] = ()
    if step_of(script, state).kind in {Kind.WORK, Kind.CHANGE}:
        halted, logged = log(script, halted, "skipped")
    return _onward(script, halted, logged, at=event.at)


def _onward(script: Script, state: State, before: tuple[Command, ...], *, at: float) -> Turn:
    moved, commands = _go_on(script, state, leaving(script, state), at=at)
    return moved, (*silence(), *before, *commands)


def _back(script: Script, state: State, event: Event) -> Turn:
    return _move(script, state, previous(script, state), at=event.at)


def _repeat(script: Script, state: State, event: Event) -> Turn:
    return _move(script, state, opening(script, state, state.step), at=event.at)


def _move(script: Script, state: State, index: int, *, at: float) -> Turn:
    """Begin a bout anew; what was worked of this one is noted, for the legs did it."""
    halted = halt(script, state, at)
    logged: tuple[Command, ...] = ()
    if step_of(script, state).kind is Kind.WORK and halted.spent_s > halted.logged_s:
        halted, logged = log(script, halted, "repeated")
    moved, commands = go_to(script, replace(halted, resume_to=None), index, at=at)
    return moved, (*silence(), *logged, *commands)


def _stop(script: Script, state: State, event: Event) -> Turn:
    halted = halt(script, state, event.at)
    logged: tuple[Command, ...] = ()
    if state.mode is not Mode.READY and step_of(script, state).kind is not Kind.END:
        halted, logged = log(script, halted, "stopped")
    stopped, said = prompt(script, replace(halted, mode=Mode.STOPPED, resume_to=None), "stopped")
    return stopped, (*silence(), *logged, *said, show(script, stopped))


# ---- what the driver reports


def _spoken(script: Script, state: State, event: Spoken) -> Turn:
    """Say the next briefing line, or start the step's clock after the last."""
    if event.take != state.take:
        return nothing(state)
    if event.take == state.line_take:
        state = replace(state, line=state.line + 1)
    if state.line < len(step_of(script, state).briefing):
        return say_line(script, state)
    return _run(script, state, at=event.at)


def _run(script: Script, state: State, *, at: float) -> Turn:
    if step_of(script, state).work_s > 0:
        return run_clock(script, state, at=at)
    return _go_on(script, state, following(script, state), at=at)


def _go_on(
    script: Script, state: State, index: int | None, *, at: float, before: Utterance | None = None
) -> Turn:
    return finish(script, state) if index is None else go_to(script, state, index, at=at, before=before)


def _wake(script: Script, state: State, event: Event) -> Turn:
    """Say the latest of the cues that are due, unless it would cut short what is being said.

    At the step's end log it and go on behind its last cue, which is always said.
    """
    step = step_of(script, state)
    now_s = worked(script, state, event.at)
    due = [cue for cue in step.cues[state.cue :] if cue.at_s <= now_s + ON_TIME_S]
    state = replace(state, cue=state.cue + len(due))
    silenced = {*state.eased, *state.dropped}
    latest = due[-1] if due and due[-1].about not in silenced else None
    if now_s < step.work_s:
        if latest is None or now_s - latest.at_s > LATE_S or busy(state, event.at):
            return state, (wake(script, state),)
        said, commands = say(state, latest.utterance)
        return said, (*commands, wake(script, said))
    logged: tuple[Command, ...] = ()
    halted = halt(script, state, event.at)
    if step.kind is Kind.WORK:
        halted, logged = log(script, halted, "done")
    last = latest.utterance if latest is not None and latest.at_s == step.work_s else None
    moved, commands = _go_on(script, halted, following(script, halted), at=event.at, before=last)
    return moved, (*logged, *commands)


# ---- pain


def _give_up(script: Script, state: State, event: Event) -> Turn:
    """Going on without saying how much it hurts ends the exercise for this sitting."""
    return pain.drop(script, state, at=event.at)


Of = TypeVar("Of", bound=Event)


def _only(kind: type[Of], handler: Callable[[Script, State, Of], Turn]) -> Handler:
    """Give a handler for the table out of one that knows a single kind of event."""

    def handle(script: Script, state: State, event: Event) -> Turn:
        if not isinstance(event, kind):
            raise TypeError(f"{kind.__name__} expected, not {event!r}")
        return handler(script, state, event)

    return handle


_ANY: Mapping[type[Event], Handler] = {
    Start: _not_now,
    Pause: _not_now,
    Resume: _not_now,
    Next: _not_now,
    Back: _not_now,
    Repeat: _not_now,
    Hurts: _only(Hurts, pain.hurts_idle),
    Slower: _not_now,
    Faster: _not_now,
    Easier: _not_now,
    Harder: _not_now,
    HowLong: answers.how_long,
    HowMany: answers.how_many,
    Help: answers.helps,
    Stop: _ignore,
    Spoken: _ignore,
    Wake: _ignore,
}
_MOVING: Mapping[type[Event], Handler] = {
    Pause: _pause,
    Next: _next,
    Back: _back,
    Repeat: _repeat,
    Hurts: _only(Hurts, pain.hurts),
    Slower: tempo.slower,
    Faster: tempo.faster,
    Easier: versions.easier,
    Harder: versions.harder,
    Stop: _stop,
}
_MODES: Mapping[Mode, Mapping[type[Event], Handler]] = {
    Mode.READY: {Start: _start, Stop: _stop},
    Mode.BRIEFING: {**_MOVING, Spoken: _only(Spoken, _spoken)},
    Mode.WORKING: {**_MOVING, Wake: _wake},
    Mode.PAUSED: {**_MOVING, Start: _resume, Resume: _resume, Pause: _ignore},
    Mode.HURT: {
        Start: _give_up,
        Resume: _give_up,
        Next: _give_up,
        Pause: _ignore,
        Hurts: _only(Hurts, pain.answer),
        Wake: _only(Wake, pain.unanswered),
        Stop: _stop,
    },
    Mode.FINISHED: {Start: _start},
    Mode.STOPPED: {Start: _start},
}
TABLE: Mapping[tuple[Mode, type[Event]], Handler] = {
    (mode, event): handler for mode, row in _MODES.items() for event, handler in {**_ANY, **row}.items()
}
"""The whole machine. What no row names is answered with "not now", or is nothing to the mode."""
