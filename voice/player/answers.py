"""Answers with numbers in them: how long it still takes, how many are left. The clock runs on meanwhile."""

import math

from voice.player.messages import Event
from voice.player.moves import Turn, prompt, say, step_of, worked
from voice.player.pace import factor
from voice.player.state import Mode, State
from voice.player.walk import played
from voice.script.model import Kind, Script, Step, Utterance
from voice.script.timing import length_s
from voice.script.wording import Phrases, sentence

ROUND_S = 5
"""Nobody counts on seconds that have passed by the time they are said; ours."""
USUAL_WORDS_PER_MINUTE = 145


def how_long(script: Script, state: State, event: Event) -> Turn:
    """Say how long this takes and the whole."""
    if script.phrases is None:
        return prompt(script, state, "not_now")
    return say(state, Utterance(_time_left(script, state, event.at, script.phrases)))


def how_many(script: Script, state: State, event: Event) -> Turn:
    """Say how many repetitions, rounds and exercises are left."""
    if script.phrases is None:
        return prompt(script, state, "not_now")
    return say(state, Utterance(_count_left(script, state, event.at, script.phrases)))


def helps(script: Script, state: State, event: Event) -> Turn:
    """Say what can be said."""
    del event
    return prompt(script, state, "help_hurt" if state.mode is Mode.HURT else "help")


def _time_left(script: Script, state: State, at: float, phrases: Phrases) -> str:
    here_s = _left_here(script, state, at)
    minutes = round((here_s + _behind(script, state)) / 60)
    if minutes < 1:
        return phrases.say("answer.under_a_minute")
    total = phrases.duration(60 * minutes)
    rounded_s = ROUND_S * round(here_s / ROUND_S)
    if not _counting(script, state) or rounded_s < ROUND_S:
        return phrases.say("answer.total", total=total)
    return phrases.say("answer.here", time=sentence(phrases.duration(rounded_s))[:-1], total=total)


def _counting(script: Script, state: State) -> bool:
    busy = Mode.WORKING in {state.mode, state.resume_to}
    return busy and step_of(script, state).kind in {Kind.WORK, Kind.REST}


def _left_here(script: Script, state: State, at: float) -> float:
    step = step_of(script, state)
    left_s = (step.work_s - worked(script, state, at)) * factor(step, state)
    return left_s if Mode.WORKING in {state.mode, state.resume_to} else left_s + _briefing_s(step)


def _behind(script: Script, state: State) -> float:
    """Give the seconds of everything that comes after this step."""
    steps = (step for step in script.steps[state.step + 1 :] if played(state, step))
    return math.fsum(_briefing_s(step) + step.work_s * factor(step, state) for step in steps)


def _briefing_s(step: Step) -> float:
    return math.fsum(length_s(line, USUAL_WORDS_PER_MINUTE) for line in step.briefing)


def _count_left(script: Script, state: State, at: float, phrases: Phrases) -> str:
    step = step_of(script, state)
    coming = [
        later for later in script.steps[state.step + 1 :] if later.kind is Kind.WORK and played(state, later)
    ]
    if step.kind is Kind.CHANGE:  # the round that it prepares is the one at hand
        coming = coming[1:]
    reps = _reps_left(script, state, at)
    rounds = sum(later.item == step.item for later in coming)
    exercises = len({later.item for later in coming if later.item != step.item})
    parts = [_counted(phrases, "rep", reps), _counted(phrases, "round", rounds)]
    parts.append(_counted(phrases, "exercise", exercises))
    told = [part for part in parts if part]
    if not told:
        return phrases.say("answer.last")
    return sentence(phrases.say("answer.then").join(told))


def _reps_left(script: Script, state: State, at: float) -> int:
    step = step_of(script, state)
    if step.rep_s is None or Mode.WORKING not in {state.mode, state.resume_to}:
        return 0
    return math.ceil((step.work_s - worked(script, state, at)) / step.rep_s)


def _counted(phrases: Phrases, what: str, n: int) -> str:
    if n == 0:
        return ""
    return phrases.say(f"answer.{what}") if n == 1 else phrases.say(f"answer.{what}s", n=phrases.number(n))
