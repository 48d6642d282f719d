"""From one phase to the next: by its gate, after enough time, with calm sessions behind it. Never by date alone."""

from dataclasses import replace
from datetime import date

from service.core.catalogue import Catalogue
from service.core.course.phases import neighbour, opens_on, place_of
from service.core.course.sessions import is_clean_enough, is_resting
from service.core.course.trend import is_rising
from service.core.course.values import Move, Progress, Step, Why, fresh, stay
from service.core.plan import phase_of


def pass_gate(
    progress: Progress, *, on: date, passed: bool, catalogue: Catalogue, fifty_plus: bool = False
) -> Step:
    """Take the runner's answer to the phase's own test (`Phase.leave`), and go on where all else agrees."""
    if not passed:
        return stay(progress, Why.GATE_OPEN)
    hindrance = _hindrance(progress, on=on, catalogue=catalogue, fifty_plus=fifty_plus)
    if hindrance is not None:
        return stay(progress, hindrance)
    following = neighbour(progress, catalogue, steps=1)
    if following is None:
        seen = progress.phase in catalogue.flag_plans.values()  # its test is that a clinician has looked
        return Step(Move.DONE, (Why.SEEN if seen else Why.FINISHED,), progress)
    moved = replace(fresh(progress, phase=following, step=0, on=on), earned=False)
    furthest = max(progress.furthest, place_of(moved, catalogue))
    return Step(Move.FORWARD, (Why.GATE_PASSED,), replace(moved, furthest=furthest))


def looked_at(progress: Progress, *, on: date) -> Step:
    """Go on after somebody has looked at what stopped the plan: at the start of the phase, calmly."""
    again = fresh(progress, phase=progress.phase, step=0, on=on)
    return Step(Move.STAY, (Why.LOOKED_AT,), replace(again, stopped=False, earned=False))


def _hindrance(progress: Progress, *, on: date, catalogue: Catalogue, fifty_plus: bool) -> Why | None:
    """Give what still stands in the way of a passed gate."""
    _, phase = phase_of(progress.phase, catalogue)
    opens = opens_on(progress, catalogue, fifty_plus=fifty_plus)
    found = {
        Why.STOPPED: progress.stopped,
        Why.RESTING: is_resting(progress, on=on),
        Why.RISING: is_rising(progress, on=on),
        Why.TOO_SOON: opens is not None and on < opens,
        Why.NOT_CLEAN_YET: bool(phase.exercises) and not (progress.earned or is_clean_enough(progress)),
    }
    return next((why for why, stands in found.items() if stands), None)
