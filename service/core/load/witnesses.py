"""Which earlier runs can still say something about the runner's own numbers on a day.

Those with the two highest heart rates of two years, efforts of half a year, and steady runs of sixty days. All
others change nothing in what `establish` finds, so that a day of many years costs what these few cost.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import attrgetter

from service.core.load.establish import EFFORT_DAYS, OBSERVED_DAYS, is_effort
from service.core.load.past_run import PastRun
from service.core.load.usual_heart import WINDOW_DAYS

_day_of = attrgetter("day")
_in_time = attrgetter("day", "start", "id")


class Witnesses:
    """The runs of a runner, ready to be asked for any day."""

    def __init__(self, past: Iterable[PastRun]) -> None:
        runs = sorted(past, key=_in_time)
        beating = [run for run in runs if run.hr_peak_bpm is not None]
        # As establish does: among equal peaks the later one first.
        self._peaks = sorted(beating, key=lambda run: (run.hr_peak_bpm or 0.0, run.day), reverse=True)
        self._efforts = [run for run in runs if is_effort(run)]
        self._steady = [run for run in runs if run.steady]

    def before(self, day: date) -> list[PastRun]:
        """Give the runs that count on the morning of `day`, each once, in order of time."""
        first = day - timedelta(days=OBSERVED_DAYS)
        highest = []
        for run in self._peaks:
            if first <= run.day < day:
                highest.append(run)
                if len(highest) == 2:
                    break
        others = _since(self._efforts, day, EFFORT_DAYS) + _since(self._steady, day, WINDOW_DAYS)
        return sorted({run.id: run for run in highest + others}.values(), key=_in_time)


def _since(runs: Sequence[PastRun], day: date, days: int) -> list[PastRun]:
    low = bisect_left(runs, day - timedelta(days=days), key=_day_of)
    return list(runs[low : bisect_left(runs, day, key=_day_of)])
