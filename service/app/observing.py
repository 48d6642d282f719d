"""What others observed of the runner's days: resting heart rate, overnight HRV, sleep; each with its source."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from adapters.vendors import Observed
from service.app.ports import Unit

KIND = "observed."
NIGHTS = 21
"""How far back the last fourteen nights are looked for, since not every night is worn. Ours."""


def keep_observed(unit: Unit, source: str, observed: Iterable[Observed]) -> None:
    """Keep one number a day, kind and source; a later one takes the place of an earlier."""
    for one in observed:
        unit.notes.put(KIND + one.kind, f"{one.day.isoformat()} {source}", repr(one.value))


def observed(unit: Unit, kind: str) -> Sequence[tuple[date, str, float]]:
    """Give (day, source, value) of all that was observed of this kind, oldest first."""
    rows = ((*name.split(" ", 1), body) for name, body in unit.notes.of(KIND + kind))
    return [(date.fromisoformat(day), source, float(body)) for day, source, body in rows]


def nights(unit: Unit) -> Mapping[date, float]:
    """Give the resting heart rate of each day it is known of, bpm; of two sources the first by name."""
    found: dict[date, float] = {}
    for day, _, value in observed(unit, "resting_hr_bpm"):
        found.setdefault(day, value)
    return found


def nights_before(known: Mapping[date, float], day: date) -> Sequence[float]:
    """Give the nights that count on a day, oldest first: those of the three weeks that end the day before."""
    days = (day - timedelta(days=back) for back in range(NIGHTS, 0, -1))
    return [known[each] for each in days if each in known]
