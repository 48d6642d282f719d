"""Speed and distance, second by second, and which seconds the runner was moving.

The watch's own speed comes first; where it is missing, the distance it counted says how fast. Limits are
ours, set where no runner of this house will be: 27 km/h over five seconds, 4 m/s² from record to record.
"""

import numpy as np

from service.core.metrics.timeline import Counts, Flags, Timeline, gap_around
from service.core.metrics.windows import rolling_median
from service.core.units import Floats

FASTEST_M_S, FASTEST_REACH = 7.5, 2
HARDEST_M_S2 = 4.0
MOVING_M_S = 0.5
DERIVED_OVER_S = 5.0
"""Distance often ticks every second or third record; over 5 s the ticks even out."""
DERIVED_GAP_S = 30.0


def accelerations(t_s: Floats, speed_m_s: Floats) -> Flags:
    """Find the faster of two records between which speed changed by more than 4 m/s each second."""
    spike = np.zeros(len(speed_m_s), dtype=np.bool_)
    if len(speed_m_s) < 2:
        return spike
    change = np.diff(speed_m_s)
    hard = np.flatnonzero(np.abs(change) > HARDEST_M_S2 * np.diff(t_s))
    spike[np.where(change[hard] > 0.0, hard + 1, hard)] = True
    return spike


def clean_speed(timeline: Timeline, speed_m_s: Floats, *, distance_m: Floats) -> tuple[Floats, Flags, Counts]:
    """Give speed on the grid, (n,), NaN where nothing credible is known, and the seconds in motion.

    Inputs are (k,) record columns. A speed too fast to be believed is no speed, but it is no standing either.
    """
    jump = accelerations(timeline.timer_s, speed_m_s)
    own = timeline.hold(np.where(jump, np.nan, speed_m_s))
    known = ~np.isnan(own)
    derived, missing = (own, 0) if known.all() else _from_distance(timeline, distance_m, known=known)
    speed = np.where(known | jump[timeline.held], own, derived)
    too_fast = rolling_median(speed, reach=FASTEST_REACH) > FASTEST_M_S
    in_motion = moving(speed)
    speed[too_fast] = np.nan
    return speed, in_motion, {"speed_spike": int(jump.sum() + too_fast.sum()), "gps_gap": missing}


def covered(timeline: Timeline, distance_m: Floats, *, speed_m_s: Floats) -> Floats:
    """Give metres covered on the grid, (n,), never falling; the sum of speeds where no distance was kept."""
    known = np.flatnonzero(~np.isnan(distance_m))
    if len(known) == 0:
        step = np.where(np.isnan(speed_m_s), 0.0, speed_m_s)
        return np.asarray(np.cumsum(step) - step)
    rising = np.maximum.accumulate(distance_m[known])
    return np.asarray(np.interp(timeline.at_s, timeline.timer_s[known], rising))


def moving(speed_m_s: Floats) -> Flags:
    """Say for each second whether the runner moved: at least 0.5 m/s after a 5-s median."""
    return np.asarray(rolling_median(speed_m_s, reach=2) >= MOVING_M_S)


def _from_distance(timeline: Timeline, distance_m: Floats, *, known: Flags) -> tuple[Floats, int]:
    """Give speed from distance over 5 s round each second, and for how many needed seconds there is none."""
    valid = np.flatnonzero(~np.isnan(distance_m))
    if len(valid) < 2:
        return np.full(len(timeline.at_s), np.nan), int((~known).sum()) if known.any() else 0
    times, rising = timeline.timer_s[valid], np.maximum.accumulate(distance_m[valid])
    low = np.clip(
        timeline.at_s + 0.5 - DERIVED_OVER_S / 2, times[0], max(times[0], times[-1] - DERIVED_OVER_S)
    )
    high = np.minimum(low + DERIVED_OVER_S, times[-1])
    speed = (np.interp(high, times, rising) - np.interp(low, times, rising)) / (high - low)
    lost = gap_around(np.minimum(timeline.at_s, times[-1]), times) > DERIVED_GAP_S
    speed[lost] = np.nan
    return np.asarray(speed), int((lost & ~known).sum())
