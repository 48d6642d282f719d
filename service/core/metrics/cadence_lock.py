"""An optical sensor that counts steps: heart rate that is the cadence, and too high for this runner.

For three minutes and more: within 3 of the steps a minute in 80 % of the seconds, moving with them (correlation
above 0.8), and 10 bpm above what this runner's heart usually does at that speed. All three, because a fit heart
may well beat 170 times at 170 steps. Limits are ours; without the usual heart rate nothing is judged.
"""

import numpy as np

from service.core.metrics.baselines import UsualHeart
from service.core.metrics.timeline import Flags
from service.core.metrics.windows import full_means
from service.core.units import Floats

WINDOW_S = 180
NEAR_SPM, NEAR_SHARE = 3.0, 0.80
CORRELATION = 0.8
ABOVE_USUAL_BPM = 10.0


def locked(heart_bpm: Floats, *, cadence_spm: Floats, speed_m_s: Floats, usual: UsualHeart) -> Flags:
    """Find the seconds in which the sensor counted steps. Columns are (n,) of the 1 Hz grid."""
    out = np.zeros(len(heart_bpm), dtype=np.bool_)
    if len(heart_bpm) < WINDOW_S:
        return out
    both = np.where(np.isnan(cadence_spm), np.nan, heart_bpm)
    steps = np.where(np.isnan(heart_bpm), np.nan, cadence_spm)
    off = np.abs(both - steps)
    near = full_means(np.where(np.isnan(off), np.nan, off <= NEAR_SPM), width=WINDOW_S)
    suspects = near >= NEAR_SHARE
    if not suspects.any():
        return out
    together = _correlation(both, steps) > CORRELATION
    expected = usual.level_bpm + usual.slope * full_means(speed_m_s, width=WINDOW_S)
    high = full_means(both, width=WINDOW_S) - expected >= ABOVE_USUAL_BPM
    for start in np.flatnonzero(suspects & together & high):  # a handful of windows, not samples
        out[start : start + WINDOW_S] = True
    return out & ~np.isnan(heart_bpm)


def _correlation(a: Floats, b: Floats) -> Floats:
    """Give the correlation in every window; NaN where one of the two does not vary."""
    a, b = a - np.nanmean(a), b - np.nanmean(b)

    def means(column: Floats) -> Floats:
        return full_means(column, width=WINDOW_S)

    covariance = means(a * b) - means(a) * means(b)
    spread = (means(a * a) - means(a) ** 2) * (means(b * b) - means(b) ** 2)
    out = np.full(len(spread), np.nan)
    np.divide(covariance, np.sqrt(np.maximum(spread, 0.0)), out=out, where=spread > 1e-9)
    return out
