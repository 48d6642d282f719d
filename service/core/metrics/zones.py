"""Time in five heart-rate zones, each with the bounds it was counted with.

By shares of a threshold that was measured; else by shares of the reserve; never by a highest heart rate from
a formula without saying so. Bounds: friel_zones for the threshold, 50 to 90 % for the reserve.
"""

import numpy as np

from service.core.metrics.baselines import Baselines
from service.core.metrics.cleaning import Cleaned
from service.core.metrics.heart_load import Measures, unusable
from service.core.metrics.values import Measure, missing

OF_LTHR = (0.85, 0.90, 0.95, 1.00)
"""Where zones 2 to 5 begin. Source: friel_zones."""
OF_RESERVE = (0.60, 0.70, 0.80, 0.90)
RESERVE_FROM = 0.50
"""Below half of the reserve no zone counts (`zone_0`)."""
NAMES = ("zone_0", "zone_1", "zone_2", "zone_3", "zone_4", "zone_5")


def bounds(known: Baselines) -> tuple[tuple[float, ...], str, bool] | None:
    """Give (lower bounds of zones 1 to 5 in bpm, basis, estimated); None where nothing is known."""
    if known.lthr is not None and not known.lthr.estimated:
        return (0.0, *(share * known.lthr.value for share in OF_LTHR)), "lthr", False
    top, rest = known.hr_max, known.hr_rest
    if top is None or rest is None or top.value <= rest.value:
        return None
    span = top.value - rest.value
    lower = tuple(rest.value + share * span for share in (RESERVE_FROM, *OF_RESERVE))
    return lower, "reserve", top.estimated or rest.estimated


def zones(cleaned: Cleaned, known: Baselines) -> Measures:
    """Give zone_0 to zone_5, seconds of the timer; seconds without heart rate are in none."""
    coverage = cleaned.coverage(cleaned.heart_bpm)
    found = bounds(known)
    reason = unusable(cleaned) or ("no_hr_max" if found is None else None)
    if reason is not None or found is None:
        return {name: missing("s", "zones", reason or "no_hr_max", coverage=coverage) for name in NAMES}
    lower, basis, guessed = found
    beats = cleaned.heart_bpm[~np.isnan(cleaned.heart_bpm)]
    counts = np.bincount(np.searchsorted(lower, beats, side="right"), minlength=6)
    edges = (0.0, *lower, float("inf"))
    return {
        name: Measure(
            float(counts[index]),
            "s",
            f"zones.{basis}",
            coverage=coverage,
            estimated=guessed,
            inputs=_edges(edges[index], edges[index + 1]),
        )
        for index, name in enumerate(NAMES)
    }


def _edges(low: float, high: float) -> tuple[tuple[str, float], ...]:
    return (("from_bpm", low),) if high == float("inf") else (("from_bpm", low), ("below_bpm", high))
