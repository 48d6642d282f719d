"""How a plan goes on, looked at from the runner's side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from service.core.assess import assess
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, FactValue
from service.core.course import Point, after_recheck, start
from service.core.course.ladder import after_run
from service.core.course.phases import blocked_at, days_between, opens_on
from service.core.course.values import Ladder, Progress, Why
from service.core.plan import phase_of, plan

DAY = date(2026, 3, 2)
SOME = 3.0


def still_taken_away(
    catalogue: Catalogue, *, given: Mapping[str, FactValue], phase: str, pain_free_days: int
) -> list[str]:
    """Give what is blocked in the phase after so many days without pain (0: there is some)."""
    found = assess(given, catalogue)
    free = (Point(DAY, 0), Point(DAY + timedelta(days=pain_free_days), 0)) if pain_free_days else ()
    return list(blocked_at(replace(start(found, on=DAY), phase=phase, points=free), found, catalogue))


def course(catalogue: Catalogue, *, given: Mapping[str, FactValue], day: int) -> str:
    """Give the first reason that is said on that day of a pain that stays the same."""
    found = assess(given, catalogue)
    here = replace(start(found, on=DAY), pain_at_start=SOME, points=(Point(DAY, SOME),))
    on = Point(DAY + timedelta(days=day), SOME, "same")
    return after_recheck(here, on, before=found, now=found, catalogue=catalogue).why[0].value


def _every(catalogue: Catalogue, *, phase: str) -> list[int]:
    """Give the days from session to session: of a younger runner, and from fifty on."""
    return [days_between(phase_of(phase, catalogue)[1], fifty_plus=older) for older in (False, True)]


def _opens_after(catalogue: Catalogue, *, phase: str) -> list[int] | None:
    """Give the days that the stage lasts at least, for both; None where it names none."""
    opens = [opens_on(_at(phase), catalogue, fifty_plus=older) for older in (False, True)]
    return [(day - DAY).days for day in opens if day is not None] or None


def _runs_up_to(catalogue: Catalogue, *, phase: str) -> int | None:
    """Give the last step of the ladder that calm runs can reach in the stage; None where no run counts."""
    here, on, why = _at(phase, ticked=_criteria(catalogue)), DAY, Why.BEGUN
    while why not in {Why.LADDER_TOP, Why.LADDER_CLOSED}:
        step = after_run(here, on=on, pain=0, catalogue=catalogue)
        here, on, why = step.progress, on + timedelta(days=3), step.why[0]
    return None if why is Why.LADDER_CLOSED else here.ladder.step


def first_recheck(catalogue: Catalogue, *, given: Mapping[str, FactValue]) -> int:
    """Give the hours after which the plan of these answers asks again."""
    return plan(assess(given, catalogue), catalogue, athlete=Athlete()).recheck_h[0]


IN_PHASE: Mapping[str, Callable[..., object]] = {
    "every": _every,
    "opens_after": _opens_after,
    "runs_up_to": _runs_up_to,
}


def a_run_counts(catalogue: Catalogue, *, ticked: Sequence[str]) -> bool:
    """Say whether a calm run counts on the ladder once so much is ticked as true."""
    step = after_run(_at("pht_load.p4", ticked=ticked), on=DAY, pain=0, catalogue=catalogue)
    return Why.LADDER_CLOSED not in step.why


def rung(catalogue: Catalogue, *, step: int, words: str) -> bool:
    """Say whether the runner reads these words at that step of the ladder."""
    steps = catalogue.return_to_run.steps
    return step <= len(steps) and words in steps[step - 1]


def tells(catalogue: Catalogue, *, why: str, words: str) -> bool:
    """Say whether the runner is told in these words why the plan moves or waits."""
    return words in catalogue.course_words.get(why, "")


def reminds(catalogue: Catalogue, *, kind: str, words: str) -> bool:
    """Say whether the reminder has these words in it."""
    return words in catalogue.reminder_words.get(kind, "")


def _at(phase: str, *, ticked: Sequence[str] = ()) -> Progress:
    return Progress(phase, DAY, began=DAY, pain_at_start=SOME, ladder=Ladder(met=tuple(ticked)))


def _criteria(catalogue: Catalogue) -> list[str]:
    return [criterion.id for criterion in catalogue.return_to_run.criteria]
