"""What the player does when it hurts. Source: the exercise library's rule for pain (0-3, 4-5, 6 and up).

0 to 3: the runner may go on. 4 or 5: the easier version, if there is one. 6 and more (as which sharp pain
counts), no easier version, or no answer: the exercise ends. From 4 up the original never comes back in this
sitting. Where nobody answers, the session stands until the runner is back.
"""

from dataclasses import replace

from voice.player.messages import Hurts, Wake
from voice.player.moves import (
    ANSWER_S,
    Turn,
    finish,
    go_to,
    halt,
    log,
    nothing,
    prompt,
    say,
    show,
    silence,
    step_of,
    wake,
)
from voice.player.state import Mode, State
from voice.player.walk import leaving, played, remaining_work
from voice.script.model import Script

MILD = 3
"""Up to here the runner may carry on."""
MODERATE = 5
"""Up to here the easier version is tried."""


def hurts(script: Script, state: State, event: Hurts) -> Turn:
    """Be silent at once, note it, and ask how much, unless the number came with the word."""
    back_to = state.resume_to if state.mode is Mode.PAUSED else state.mode
    hurt = replace(halt(script, state, event.at), mode=Mode.HURT, resume_to=back_to)
    if event.pain is not None:
        answered, commands = answer(script, hurt, event)
        return answered, (*silence(), *commands)
    hurt, logged = log(script, replace(hurt, asked_at=event.at), "hurt")
    hurt, said = prompt(script, hurt, "how_much")
    return hurt, (*silence(), *logged, *said, wake(script, hurt), show(script, hurt))


def hurts_idle(script: Script, state: State, event: Hurts) -> Turn:
    """Note pain while nothing is being done, and answer."""
    noted, logged = log(script, state, "hurt", pain=event.pain)
    if event.pain is None:
        key = "hurt_noted"
    else:
        key = "hurt_idle_mild" if event.pain <= MILD else "hurt_rest_today"
    said, commands = prompt(script, noted, key)
    return said, (*silence(), *logged, *commands)


def answer(script: Script, state: State, event: Hurts) -> Turn:
    """Act on the number, if there is one; the state is HURT and its clock stands."""
    if event.pain is None:
        return nothing(state)
    noted, logged = log(script, state, "hurt", pain=event.pain)
    if event.pain <= MILD:
        moved, commands = _offer(script, noted)
    elif event.pain <= MODERATE and _can_ease(script, noted):
        moved, commands = _ease(script, noted, event)
    else:
        moved, commands = drop(script, noted, at=event.at)
    return moved, (*logged, *commands)


def unanswered(script: Script, state: State, event: Wake) -> Turn:
    """End the exercise when the question has waited long enough, and stand in front of what comes next."""
    if state.asked_at is None or event.at < state.asked_at + ANSWER_S:
        return state, (wake(script, state),)
    dropped, _ = drop(script, state, at=event.at)
    if dropped.mode is not Mode.FINISHED:
        dropped = replace(dropped, mode=Mode.PAUSED, resume_to=Mode.BRIEFING, since=None)
    standing, said = prompt(script, replace(dropped, take=state.take), "hurt_unanswered")
    return standing, (*silence(), *said, show(script, standing))


def drop(script: Script, state: State, *, at: float) -> Turn:
    """End this exercise for the sitting and go on behind it."""
    item = step_of(script, state).item
    dropped = replace(state, dropped=tuple(sorted({*state.dropped, item})))
    return _go_behind(script, dropped, at=at)


def _offer(script: Script, state: State) -> Turn:
    paused, said = prompt(script, replace(state, mode=Mode.PAUSED), "hurt_mild")
    return paused, (*said, show(script, paused))


def _can_ease(script: Script, state: State) -> bool:
    item = step_of(script, state).item
    unused = script.easier[item] is not None and item not in state.eased
    return unused and remaining_work(script, state)


def _ease(script: Script, state: State, event: Hurts) -> Turn:
    """Go to the first step of the easier version."""
    item = step_of(script, state).item
    eased, logged = log(script, state, "easier", pain=event.pain)
    eased = replace(
        eased, eased=tuple(sorted({*state.eased, item})), barred=tuple(sorted({*state.barred, item}))
    )
    start = next(n for n, step in enumerate(script.steps) if step.item == item and played(eased, step))
    moved, commands = go_to(script, eased, start, at=event.at, before=script.prompts["hurt_easier"])
    return moved, (*logged, *commands)


def _go_behind(script: Script, state: State, *, at: float) -> Turn:
    index = leaving(script, state)
    ended = script.prompts["hurt_ended"]
    if index is not None:
        return go_to(script, state, index, at=at, before=ended)
    said, commands = say(state, ended)
    finished, after = finish(script, said)
    return finished, (*commands, *after)
