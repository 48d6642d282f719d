"""What no file knows about a run: how sore the legs were that set out on it, and how old their runner is."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import timedelta

from service.app.ports import Unit
from service.app.records import Run
from service.core.athlete import Athlete
from service.core.findings.values import Circumstances

STILL_SORE_H = 48
"""An answer stands for the legs of a run that begins within so many hours. Ours: soreness peaks within them."""

ALL_ANSWERS = 1_000_000


def circumstances(unit: Unit, runs: Sequence[Run], *, athlete: Athlete) -> Callable[[Run], Circumstances]:
    """Give a function that tells what was known when each of these runs, at least one, began."""
    reach = timedelta(hours=STILL_SORE_H)
    since = min(run.metrics.start for run in runs) - reach
    answers = unit.check_ins.answers("q.pain", since=since, limit=ALL_ANSWERS)
    told = [
        (at, float(said))
        for at, said in reversed(answers)
        if isinstance(said, int | float) and not isinstance(said, bool)
    ]
    moments = [at for at, _ in told]

    def of(run: Run) -> Circumstances:
        before = bisect_left(moments, run.metrics.start) - 1
        sore = told[before][1] if before >= 0 and run.metrics.start - moments[before] <= reach else None
        return Circumstances(age=athlete.age, soreness_0_10=sore)

    return of
