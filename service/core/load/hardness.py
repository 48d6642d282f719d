"""Was a run hard, for the counting of hard days in a row?

Hard: a load in the runner's own top fifth of 60 days, a long run, more than 20 minutes at threshold or above,
or a race of hours. Source: coaching_load; the number of runs asked for and the race rule are ours.
"""

from collections.abc import Callable, Sequence

from service.core.load.averages import percentile
from service.core.load.past_run import PastRun

HARD_SHARE, LEAST_LOADS = 0.80, 5
HARD_THRESHOLD_S = 20 * 60
LONG_S, ALWAYS_LONG_S, LONG_OF_WEEK = 75 * 60, 90 * 60, 0.30
RACE_M, RACE_S, RACE_RPE = 35_000.0, 2.5 * 3600, 8.0
"""No file says "race": 35 km and more, or hours that were felt as very hard."""


def is_long_race(run: PastRun) -> bool:
    """Say whether a run opens the marathon window."""
    if run.distance_m is not None and run.distance_m >= RACE_M:
        return True
    return run.moving_s is not None and run.moving_s >= RACE_S and (run.rpe or 0.0) >= RACE_RPE


def is_hard(
    run: PastRun, previous_6d_m: float | None, *, race: bool, loads: Callable[[], Sequence[float]]
) -> bool:
    """Say whether a run was hard. `loads`: those of the 60 days before it, ascending; asked only if needed."""
    if race or (run.above_threshold_s or 0.0) > HARD_THRESHOLD_S or _long(run, previous_6d_m):
        return True
    if run.load is None:
        return False
    return in_top_fifth(run.load, loads())


def in_top_fifth(load: float, own: Sequence[float]) -> bool:
    """Say whether a load is in the top fifth of one's own, ascending; who always runs the same has none."""
    if len(own) < LEAST_LOADS:
        return False
    return load >= percentile(own, HARD_SHARE) and load > percentile(own, 0.5)


def is_long_in_time(run: PastRun) -> bool:
    """Say whether a run may be a long one; of a shorter run, the six days before it are not asked."""
    return run.moving_s is not None and run.moving_s >= LONG_S


def _long(run: PastRun, previous_6d_m: float | None) -> bool:
    if run.moving_s is None or not is_long_in_time(run):
        return False
    if run.moving_s >= ALWAYS_LONG_S:
        return True
    if run.distance_m is None or previous_6d_m is None or run.distance_m <= 0.0:
        return False
    return run.distance_m >= LONG_OF_WEEK * (run.distance_m + previous_6d_m)
