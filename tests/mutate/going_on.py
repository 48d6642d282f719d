"""How a plan goes on, looked at from the runner's side."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from service.core.assess import assess
from service.core.catalogue import Catalogue, FactValue
from service.core.course import Point, after_recheck, start
from service.core.course.phases import blocked_at

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
