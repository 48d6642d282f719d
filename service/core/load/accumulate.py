"""The third arrow of the road: from all earlier runs to the days one run is judged by.

The order of the runs and a run imported twice (from the watch and from an app) change nothing. What the
history does not cover is left off, so that a new runner is never told that a usual run was a leap.
"""

from collections.abc import Sequence
from datetime import date

from service.core.load.chronicle import LEAST_RUNS, WEEKS, WINDOW_DAYS, Chronicle, window_known
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

__all__ = ["LEAST_RUNS", "WEEKS", "WINDOW_DAYS", "PastRun", "accumulate", "window_known"]


def accumulate(past: Sequence[PastRun], *, day: date, seed_longest_m: float | None = None) -> LoadHistory:
    """Give the history before `day`; runs on or after it are ignored, quarantined ones must not be passed.

    `seed_longest_m` is the runner's word for the longest run of the last month. It is used only while the
    runs alone do not cover the window; the caller passes it only while "last month" still means these days.
    To judge many runs, keep one `Chronicle` and ask it.
    """
    return Chronicle(run for run in past if run.day < day).before(day, seed_longest_m=seed_longest_m)
