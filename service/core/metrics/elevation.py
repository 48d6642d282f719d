"""Height: smoothed, as a grade, and as metres climbed and descended.

A barometer trembles by a metre and a GPS by ten, so no difference of two samples is ever summed as it is.
Smoothing, the 20 m of ground under a grade and the 3 m step are ours.
"""

import numpy as np

from service.core.metrics.timeline import Counts, Timeline
from service.core.metrics.windows import rolling_mean, rolling_median
from service.core.units import Floats

JOIN_S = 30.0
GRADE_OVER_M = 20.0
STEEPEST = 0.45
STEP_M = 3.0
JUMP_M_S, STRAY_M, STRAY_REACH_S = 5.0, 20.0, 30
"""Nobody climbs 5 m in a second: then heights over 20 m off the minute's median are the sensor's own."""
_LOOK = 512
"""Cells searched at once for the next 3 m step."""


def smooth(timeline: Timeline, altitude_m: Floats) -> tuple[Floats, Counts]:
    """Give height on the grid, (n,): strays out, 5-s median, 10-s mean. Input is a (k,) record column."""
    joined = timeline.join(altitude_m, limit_s=JOIN_S)
    strays = np.zeros(len(joined), dtype=np.bool_)
    if (np.abs(np.diff(joined)) > JUMP_M_S).any():
        strays = np.abs(joined - rolling_median(joined, reach=STRAY_REACH_S)) > STRAY_M
        joined[strays] = np.nan
    out = rolling_mean(rolling_median(joined, reach=2), width=10)
    out[np.isnan(joined)] = np.nan
    return out, {"alt_noise": int(strays.sum())}


def grade(altitude_m: Floats, *, distance_m: Floats) -> Floats:
    """Give rise over run, (n,), over 20 m of ground round each second, within ±45 %; NaN where height is."""
    out = np.full(len(altitude_m), np.nan)
    known = np.flatnonzero(~np.isnan(altitude_m))
    if len(known) == 0 or distance_m[known[-1]] - distance_m[known[0]] < GRADE_OVER_M:
        return out
    ground, height = distance_m[known], altitude_m[known]
    low = np.clip(ground - GRADE_OVER_M / 2, ground[0], ground[-1] - GRADE_OVER_M)
    rise = np.interp(low + GRADE_OVER_M, ground, height) - np.interp(low, ground, height)
    out[known] = np.clip(rise / GRADE_OVER_M, -STEEPEST, STEEPEST)
    return out


def climb(altitude_m: Floats) -> tuple[float, float]:
    """Give (ascent, descent) in metres: height counts once it is 3 m away from where it last counted."""
    height = altitude_m[~np.isnan(altitude_m)]
    ascent = descent = 0.0
    at, counted = 0, float(height[0]) if len(height) else 0.0
    while at < len(height):  # one search a step, not one a sample
        window = height[at : at + _LOOK]
        steps = np.flatnonzero(np.abs(window - counted) >= STEP_M)
        if len(steps) == 0:
            at += len(window)
            continue
        rise = float(window[steps[0]]) - counted
        ascent, descent = ascent + max(rise, 0.0), descent + max(-rise, 0.0)
        at, counted = at + int(steps[0]), counted + rise
    return ascent, descent
