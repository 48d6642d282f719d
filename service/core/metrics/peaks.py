"""The highest heart rate that was truly held, and the best twenty minutes: candidates for the baselines.

A single high value is a glitch until it is held: the highest 5-s median counts only where the half minute
round it stays within 5 bpm. Gates are ours after training-load.md §3.
"""

import numpy as np

from service.core.metrics.cleaning import Cleaned
from service.core.metrics.heart_load import Measures, unusable
from service.core.metrics.values import measured, missing
from service.core.metrics.windows import full_means, rolling_mean, rolling_median
from service.core.units import Floats

MEDIAN_REACH, HELD_S, HELD_WITHIN_BPM = 2, 30, 5.0
TWENTY_MINUTES_S = 1200


def held_peak(heart_bpm: Floats) -> float | None:
    """Give the highest 5-s median with a half-minute mean within 5 bpm of it; None where nothing was held."""
    median = rolling_median(heart_bpm, reach=MEDIAN_REACH)
    around = rolling_mean(heart_bpm, width=HELD_S)
    held = median[around >= median - HELD_WITHIN_BPM]
    return float(held.max()) if len(held) else None


def peaks(cleaned: Cleaned) -> Measures:
    """Give hr_peak and hr_20min, bpm."""
    why_not = unusable(cleaned)
    coverage = cleaned.coverage(cleaned.heart_bpm)
    if why_not is not None:
        return {name: missing("bpm", name, why_not, coverage=coverage) for name in ("hr_peak", "hr_20min")}
    peak = held_peak(cleaned.heart_bpm)
    means = full_means(cleaned.heart_bpm, width=TWENTY_MINUTES_S)
    best = float(np.nanmax(means)) if len(means) and not np.isnan(means).all() else None
    return {
        "hr_peak": measured(peak, "bpm", "hr.median5_held30", otherwise="not_held", coverage=coverage),
        "hr_20min": measured(best, "bpm", "hr.best20min", otherwise="too_short", coverage=coverage),
    }
