"""The ladder back to running: opened by what the legs can do, climbed by easy runs, never two days in a row.

Each step twice; every other day, from fifty on every third day in the first week. Pain in a run means what it
means in a session. Source: plans.yaml `return_to_run`.
"""

from dataclasses import replace
from datetime import date, timedelta

from service.core.catalogue import Catalogue
from service.core.course.sessions import has_regressed_twice
from service.core.course.values import GREEN_UP_TO, RED_FROM, Ladder, Move, Progress, Step, Why, stay
from service.core.plan import phase_of

TIMES = 2
EVERY, EVERY_FROM_FIFTY = timedelta(days=2), timedelta(days=3)
FIRST_WEEK = timedelta(days=7)


def reaches(progress: Progress, catalogue: Catalogue) -> int | None:
    """Give the last step that the phase allows; None where it has no ladder."""
    return phase_of(progress.phase, catalogue)[1].ladder_to


def still_to_show(progress: Progress, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the ids of what has to be true before the first step and is not yet."""
    wanted = (one.id for one in catalogue.return_to_run.criteria)
    return tuple(name for name in wanted if name not in progress.ladder.met)


def tick(progress: Progress, criterion: str, *, met: bool) -> Progress:
    """Note that something is true by now, or not any more."""
    others = tuple(name for name in progress.ladder.met if name != criterion)
    return replace(progress, ladder=replace(progress.ladder, met=(*others, criterion) if met else others))


def next_run_on(ladder: Ladder, *, fifty_plus: bool) -> date | None:
    """Give the first day for the next run; None before the first."""
    if ladder.last is None or ladder.first is None:
        return None
    careful = fifty_plus and ladder.last - ladder.first < FIRST_WEEK
    return ladder.last + (EVERY_FROM_FIFTY if careful else EVERY)


def after_run(
    progress: Progress, *, on: date, pain: int, catalogue: Catalogue, fifty_plus: bool = False
) -> Step:
    """Take in a run on the ladder with the worst pain during it."""
    top = reaches(progress, catalogue)
    if top is None or progress.stopped or still_to_show(progress, catalogue):
        return stay(progress, Why.STOPPED if progress.stopped else Why.LADDER_CLOSED)
    ladder = progress.ladder
    opens = next_run_on(ladder, fifty_plus=fifty_plus)
    if opens is not None and on < opens and pain < RED_FROM:
        return stay(_ran(progress, on=on, step=ladder.step, times=ladder.times), Why.LADDER_REST)
    if pain >= RED_FROM:
        return _down(progress, on=on)
    if pain > GREEN_UP_TO:
        return stay(_ran(progress, on=on, step=ladder.step, times=0), Why.LADDER_AGAIN)
    return _up(progress, on=on, top=top)


def _up(progress: Progress, *, on: date, top: int) -> Step:
    ladder, times = progress.ladder, progress.ladder.times + 1
    if times < TIMES:
        return stay(_ran(progress, on=on, step=ladder.step, times=times), Why.LADDER_ONCE)
    if ladder.step >= top:
        return stay(_ran(progress, on=on, step=ladder.step, times=TIMES), Why.LADDER_TOP)
    return Step(Move.HARDER, (Why.LADDER_UP,), _ran(progress, on=on, step=ladder.step + 1, times=0))


def _down(progress: Progress, *, on: date) -> Step:
    back = _ran(progress, on=on, step=max(1, progress.ladder.step - 1), times=0)
    back = replace(back, regressions=(*progress.regressions, on))
    again = has_regressed_twice(back, on=on)
    why = (Why.LADDER_DOWN, Why.REGRESSED_TWICE) if again else (Why.LADDER_DOWN,)
    return Step(Move.BACK, why, back, see_clinician=again)


def _ran(progress: Progress, *, on: date, step: int, times: int) -> Progress:
    first = progress.ladder.first or on
    return replace(progress, ladder=replace(progress.ladder, step=step, times=times, last=on, first=first))
