"""What this runner's heart usually does at a speed, from the steady runs of the last sixty days.

The median of the slopes between all pairs of runs (Theil and Sen), so that one odd strap moves nothing. Six
runs are asked for, and runs in like warmth, because heat lifts every heart. All limits are ours.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from statistics import median

from service.core.load.past_run import PastRun
from service.core.metrics.baselines import UsualHeart

WINDOW_DAYS, LEAST_RUNS = 60, 6
LIKE_WARMTH_C = 8.0
LEAST_APART_M_S = 0.05


def usual_heart(
    past: Sequence[PastRun], *, day: date, temperature_c: float | None = None
) -> UsualHeart | None:
    """Give the line; None under six steady runs. With a temperature, runs far from it are left out."""
    points = [
        (1000.0 / run.gap_s_per_km, run.hr_mean_bpm)
        for run in past
        if run.steady
        and timedelta(0) < day - run.day <= timedelta(days=WINDOW_DAYS)
        and run.hr_mean_bpm is not None
        and run.gap_s_per_km is not None
        and _alike(run.temperature_c, temperature_c)
    ]
    if len(points) < LEAST_RUNS:
        return None
    slopes = [
        (b - a) / (speed_b - speed_a)
        for (speed_a, a), (speed_b, b) in combinations(points, 2)
        if abs(speed_b - speed_a) >= LEAST_APART_M_S
    ]
    slope = max(median(slopes), 0.0) if slopes else 0.0
    return UsualHeart(slope, median(bpm - slope * speed for speed, bpm in points), len(points))


def _alike(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) <= LIKE_WARMTH_C
