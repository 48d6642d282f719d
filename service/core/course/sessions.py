"""Sessions and the nights after them: the rules of progress, hold and regress. Source: plans.yaml `pain_monitoring`.

Pain during a session decides at once about a step back; a step forward waits for the next morning.
"""

from dataclasses import replace
from datetime import date, timedelta

from service.core.catalogue import Catalogue
from service.core.course.phases import neighbour
from service.core.course.values import Move, Progress, Session, Step, Why, Zone, fresh, stay

CLEAN_IN_A_ROW = 2
REGRESSIONS, WITHIN = 2, timedelta(days=14)
"""Two steps back within 14 days: a clinician looks. Source: plans.yaml `regress_rule`."""
NEXT_AFTER = timedelta(days=2)
"""The session after a step back: one rest day more than the usual next day."""


def after_session(progress: Progress, session: Session, *, catalogue: Catalogue) -> Step:
    """Take a session in. A red one, or the second amber one in a row, is a step back at once."""
    if progress.stopped:
        return stay(progress, Why.STOPPED)
    before = progress.sessions[-1].zone if progress.sessions else None
    taken = replace(progress, sessions=(*progress.sessions, session))
    if session.zone is not Zone.GREEN:
        hurt = tuple(dict.fromkeys((*progress.hurt, *session.hurt)))
        taken = replace(taken, earned=False, hurt=hurt)
    if session.zone is Zone.RED:
        return step_back(taken, Why.RED, on=session.day, catalogue=catalogue)
    if session.zone is Zone.AMBER:
        if before is Zone.AMBER:
            return step_back(taken, Why.AMBER_TWICE, on=session.day, catalogue=catalogue)
        return stay(taken, Why.AMBER_ONCE)
    return stay(taken, Why.WAIT_FOR_MORNING)


def after_night(progress: Progress, *, on: date, settled: bool, catalogue: Catalogue) -> Step:
    """Take in how the morning after the last session was. Without one nothing changes."""
    if progress.stopped:
        return stay(progress, Why.STOPPED)
    if not progress.sessions or progress.sessions[-1].settled is not None:
        return stay(progress, Why.RESTING if is_resting(progress, on=on) else Why.NOT_CLEAN_YET)
    *earlier, last = progress.sessions
    taken = replace(progress, sessions=(*earlier, replace(last, settled=settled)))
    if not settled:
        return step_back(taken, Why.NOT_SETTLED, on=on, catalogue=catalogue)
    if last.zone is not Zone.GREEN:
        return stay(taken, Why.AMBER_ONCE)
    return _forward(taken) if is_clean_enough(taken) else stay(taken, Why.ONE_MORE_CLEAN)


def _forward(progress: Progress) -> Step:
    """Change one thing: what hurt comes back in its usual version first, before anything gets harder."""
    if progress.hurt:
        return Step(Move.HARDER, (Why.USUAL_AGAIN,), replace(progress, hurt=(), sessions=()))
    harder = replace(progress, step=progress.step + 1, earned=True, sessions=())
    return Step(Move.HARDER, (Why.TWO_CLEAN,), harder)


def is_clean_enough(progress: Progress) -> bool:
    """Say whether the last two sessions were clean."""
    last = progress.sessions[-CLEAN_IN_A_ROW:]
    return len(last) == CLEAN_IN_A_ROW and all(session.is_clean for session in last)


def is_resting(progress: Progress, *, on: date) -> bool:
    """Say whether this day belongs to the rest after a step back."""
    return progress.rests_until is not None and on < progress.rests_until


def step_back(progress: Progress, why: Why, *, on: date, catalogue: Catalogue) -> Step:
    """Go one step back, to the phase before where there is none in this one, and rest a day more."""
    before = neighbour(progress, catalogue, steps=-1)
    if progress.step > 0:
        back = fresh(progress, phase=progress.phase, step=progress.step - 1, on=on)
    else:
        back = fresh(progress, phase=before or progress.phase, step=0, on=on)
    regressions = (*progress.regressions, on)
    back = replace(back, regressions=regressions, rests_until=on + NEXT_AFTER, earned=False)
    again = has_regressed_twice(back, on=on)
    reasons = (why, Why.REGRESSED_TWICE) if again else (why,)
    return Step(Move.BACK, reasons, back, see_clinician=again)


def has_regressed_twice(progress: Progress, *, on: date) -> bool:
    """Say whether this was the second step back within two weeks."""
    return len([day for day in progress.regressions if on - day <= WITHIN]) >= REGRESSIONS
