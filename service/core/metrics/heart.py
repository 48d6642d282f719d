"""Heart rate made fit to count: what cannot be a heart is taken out, short gaps are bridged, long ones stay.

All of it works on records in wall time, because a heart does not stop for the timer: after a pause it is
somewhere else, and neither a median nor a bridge may reach across.

Limits: range and spike as GoldenCheetah's FixHRSpikes and Athlytics' quality check use them; sticky, bridge
and carry are ours. Cadence lock (an optical sensor counting steps) is not judged here but in cadence_lock.py:
it needs the runner's usual heart rate at a speed, which one run does not know.
"""

import numpy as np

from service.core.metrics.timeline import Counts, Flags, Timeline, gap_around
from service.core.metrics.windows import median_of_rows, neighbourhoods, rolling_range
from service.core.units import Floats

LOWEST_BPM, HIGHEST_BPM = 30.0, 220.0
SPIKE_BPM, SPIKE_REACH_S, SPIKE_NEIGHBOURS = 20.0, 5.0, 3
STUCK_S, STUCK_SPEED_CV = 60.0, 0.10
BRIDGE_S = 10.0
CARRY_S = 30.0
"""How long a value is carried forward where an exporter writes heart rate only when it changes."""


def clean_heart(timeline: Timeline, heart_bpm: Floats, *, speed_m_s: Floats) -> tuple[Floats, Counts]:
    """Give heart rate on the grid, (n,), and what was dropped or mended. Inputs are (k,) record columns."""
    heart, counts = reject(timeline.wall_s, heart_bpm, speed_m_s=speed_m_s)
    if written_on_change(heart_bpm):
        return _carried(timeline, heart), counts
    bridged = bridge(timeline.wall_s, heart)
    counts["gap"] = int(np.isnan(heart).sum() - np.isnan(bridged).sum())
    return timeline.hold(bridged), counts


def reject(t_s: Floats, heart_bpm: Floats, *, speed_m_s: Floats) -> tuple[Floats, Counts]:
    """Give the column with NaN for all that is not a heartbeat, and how many fell to which rule."""
    heart, counts = heart_bpm.copy(), dict[str, int]()
    sentinel = (heart == 0.0) | (heart == 255.0)
    heart[sentinel] = np.nan
    out_of_range = (heart < LOWEST_BPM) | (heart > HIGHEST_BPM)
    heart[out_of_range] = np.nan
    spike = _spikes(t_s, heart)
    heart[spike] = np.nan
    stuck = _stuck(t_s, heart, speed_m_s)
    heart[stuck] = np.nan
    for code, found in (
        ("sentinel", sentinel),
        ("hr_range", out_of_range),
        ("hr_spike", spike),
        ("hr_stuck", stuck),
    ):
        counts[code] = int(found.sum())
    return heart, counts


def bridge(t_s: Floats, heart_bpm: Floats) -> Floats:
    """Give the column with straight lines over gaps of at most 10 missing seconds."""
    known = np.flatnonzero(~np.isnan(heart_bpm))
    if len(known) == 0:
        return heart_bpm
    line = np.interp(t_s, t_s[known], heart_bpm[known])
    short = gap_around(t_s, t_s[known]) <= BRIDGE_S + 1.0
    return np.asarray(np.where(np.isnan(heart_bpm) & short, line, heart_bpm))


def written_on_change(heart_bpm: Floats) -> bool:
    """Say whether the exporter left out every value equal to the one before (some apps do).

    A heart measured each second repeats itself in a third of the seconds or more, so a long column with
    holes and next to no repeats was thinned. The shares are ours.
    """
    values = heart_bpm[~np.isnan(heart_bpm)]
    if len(values) < 30 or len(values) > 0.8 * len(heart_bpm):
        return False
    return float(np.mean(np.diff(values) == 0.0)) < 0.02


def _carried(timeline: Timeline, heart: Floats) -> Floats:
    known = ~np.isnan(heart)
    if not known.any():
        return np.full(len(timeline.at_s), np.nan)
    last = np.maximum.accumulate(np.where(known, np.arange(len(heart)), -1))[timeline.held]
    age = timeline.at_s - timeline.timer_s[np.maximum(last, 0)]
    return np.where((last >= 0) & (age < CARRY_S), heart[np.maximum(last, 0)], np.nan)


def _spikes(t_s: Floats, heart: Floats) -> Flags:
    """Find values more than 20 bpm off the median of at least 3 valid neighbours within 5 s."""
    spike = np.zeros(len(heart), dtype=np.bool_)
    if len(heart) == 0:
        return spike
    reach = int(SPIKE_REACH_S)
    # A median lies between the lowest and the highest, so most of a run need not be looked at.
    suspects = np.flatnonzero(~np.isnan(heart) & (rolling_range(heart, reach=reach) > SPIKE_BPM))
    if len(suspects) == 0:
        return spike
    values = neighbourhoods(heart, reach=reach)[suspects]
    apart = np.abs(neighbourhoods(t_s, reach=reach)[suspects] - t_s[suspects, np.newaxis])
    values[~(apart <= SPIKE_REACH_S)] = np.nan
    values[:, reach] = np.nan  # not its own neighbour
    enough = np.count_nonzero(~np.isnan(values), axis=1) >= SPIKE_NEIGHBOURS
    off = np.abs(heart[suspects] - median_of_rows(values)) > SPIKE_BPM
    spike[suspects[enough & off]] = True
    return spike


def _stuck(t_s: Floats, heart: Floats, speed: Floats) -> Flags:
    """Find stretches of a minute and more with one and the same value while the speed clearly changed."""
    stuck = np.zeros(len(heart), dtype=np.bool_)
    known = np.flatnonzero(~np.isnan(heart))
    if len(known) == 0:
        return stuck
    fresh = (np.diff(heart[known]) != 0.0) | (np.diff(t_s[known]) > BRIDGE_S)
    first = np.concatenate(([0], np.flatnonzero(fresh) + 1))
    last = np.concatenate((first[1:], [len(known)])) - 1
    long_enough = t_s[known[last]] - t_s[known[first]] >= STUCK_S
    for a, b in zip(
        first[long_enough], last[long_enough], strict=True
    ):  # a handful of stretches, not samples
        stretch = known[a : b + 1]
        stuck[stretch] = _varies(speed[stretch])
    return stuck


def _varies(speed: Floats) -> bool:
    pace = speed[~np.isnan(speed)]
    return len(pace) > 1 and bool(pace.std() > STUCK_SPEED_CV * pace.mean())
