"""A dose taken apart into bouts: one hold, or one set of repetitions, on one side."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from service.core.catalogue import Dose
from voice.script.cues import LONG_HOLD_S
from voice.script.wording import Phrases

USUAL_TEMPO_S = (2.0, 2.0)
"""For a dose that names neither a hold nor a tempo; ours."""


@dataclass(frozen=True, slots=True)
class Bout:
    """One stretch of work without a break."""

    set: int
    """From 0."""
    hold: int
    """From 0 within its set and side; always 0 for repetitions."""
    side: str | None
    """left or right."""


def bouts(dose: Dose, first_side: str) -> Iterator[Bout]:
    """Give the bouts in the order they are done: sets, in them sides, in them holds."""
    other = "left" if first_side == "right" else "right"
    sides = (first_side, other) if dose.sides == 2 else (None,)
    for number in range(dose.sets):
        for side in sides:
            for hold in range(1 if dose.hold_s is None else dose.reps):
                yield Bout(number, hold, side)


def tempo_s(dose: Dose) -> tuple[float, ...]:
    """Give the seconds of each part of one repetition."""
    return dose.tempo_s or USUAL_TEMPO_S


def work_s(dose: Dose) -> float:
    """Give the seconds that one bout works."""
    return dose.hold_s if dose.hold_s is not None else dose.reps * fsum(tempo_s(dose))


def rest_s(dose: Dose, done: Bout, upcoming: Bout) -> float:
    """Give the rest asked for between two bouts that follow each other; 0 for a change of sides."""
    if done.set != upcoming.set:
        return dose.rest_s
    return dose.between_reps_s if done.side == upcoming.side else 0.0


def counted(dose: Dose, bout: Bout) -> tuple[str, int, int]:
    """Give what is counted ("hold" or "set"), which one this is from 1, and of how many."""
    if dose.hold_s is None:
        return "set", bout.set + 1, dose.sets
    return "hold", bout.set * dose.reps + bout.hold + 1, dose.sets * dose.reps


def spoken(dose: Dose, phrases: Phrases) -> str:
    """Give the dose as it is said: "two sets of eight, each side"."""
    said = _spoken_once(dose, phrases)
    return phrases.say("dose.each_side", dose=said) if dose.sides == 2 else said


def _spoken_once(dose: Dose, phrases: Phrases) -> str:
    sets, reps = phrases.number(dose.sets), phrases.number(dose.reps)
    if dose.hold_s is None:
        if dose.sets > 1:
            return phrases.say("dose.sets", sets=sets, reps=reps)
        return phrases.say("dose.rep") if dose.reps == 1 else phrases.say("dose.reps", reps=reps)
    time = phrases.duration(dose.hold_s)
    if dose.sets > 1 and dose.reps > 1:
        return phrases.say("dose.sets_of_holds", sets=sets, holds=reps, time=time)
    if dose.sets * dose.reps > 1:
        return phrases.say("dose.holds", holds=phrases.number(dose.sets * dose.reps), time=time)
    return time


def shown(dose: Dose, bout: Bout, phrases: Phrases) -> str:
    """Give the bout as the page shows it: "hold 2 of 3, 20 seconds"."""
    what, n, of = counted(dose, bout)
    amount = _amount(dose, phrases)
    return amount if of == 1 else phrases.say(f"page.{what}", n=str(n), of=str(of), dose=amount)


def _amount(dose: Dose, phrases: Phrases) -> str:
    if dose.hold_s is None:
        return phrases.say("page.rep") if dose.reps == 1 else phrases.say("page.reps", n=str(dose.reps))
    if dose.hold_s > LONG_HOLD_S and dose.hold_s % 60 == 0:
        return phrases.say("page.minutes", n=f"{dose.hold_s / 60:.0f}")
    return phrases.say("page.seconds", n=f"{dose.hold_s:.0f}")
