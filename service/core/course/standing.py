"""What has to be true before the next phase, and which of it is true by now: the list the runner sees."""

from dataclasses import dataclass
from datetime import date

from service.core.catalogue import Catalogue
from service.core.course.phases import opens_on
from service.core.course.sessions import CLEAN_IN_A_ROW, is_resting
from service.core.course.trend import is_rising
from service.core.course.values import Progress
from service.core.plan import phase_of


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the list."""

    id: str
    """looked_at, rested, enough_days, calm_sessions, not_rising or test."""
    met: bool | None
    """None where only the runner can say it: the phase's own test."""
    day: date | None = None
    """For `rested` and `enough_days`: from when on."""
    done: int = 0
    """For `calm_sessions`: how many of two."""


def requirements(
    progress: Progress, *, on: date, catalogue: Catalogue, fifty_plus: bool = False
) -> tuple[Requirement, ...]:
    """Give what the next phase asks for, in the order in which it usually comes true."""
    _, phase = phase_of(progress.phase, catalogue)
    opens = opens_on(progress, catalogue, fifty_plus=fifty_plus)
    found = [Requirement("looked_at", met=False)] if progress.stopped else []
    if is_resting(progress, on=on):
        found.append(Requirement("rested", met=False, day=progress.rests_until))
    if opens is not None:
        found.append(Requirement("enough_days", met=on >= opens, day=opens))
    if phase.exercises:
        calm = CLEAN_IN_A_ROW if progress.earned else _calm_in_a_row(progress)
        found.append(Requirement("calm_sessions", met=calm >= CLEAN_IN_A_ROW, done=calm))
    if is_rising(progress, on=on):
        found.append(Requirement("not_rising", met=False))
    return (*found, Requirement("test", met=None))


def _calm_in_a_row(progress: Progress) -> int:
    calm = 0
    for session in reversed(progress.sessions):
        if not session.is_clean:
            break
        calm += 1
    return min(calm, CLEAN_IN_A_ROW)
