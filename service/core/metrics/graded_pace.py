"""Pace on the flat: what the same effort would have run without hills, and the load that follows from it.

Three figures, because they differ by intent. The mean on the flat (energy), its fourth-power mean over half
minutes (`ngp`: uneven running costs more; TrainingPeaks' own formula is unpublished, so ours is only like it),
and a second model that takes less off downhill (`gap_even`), for saying "as fast as …".

All three make downhill running look easier, exactly where it is hard on muscles: never a measure of those.
Sources: minetti2002; strava_gap2017 for the second model; rtss for the load.
"""

import numpy as np

from service.core.metrics.baselines import Baselines
from service.core.metrics.heart_load import Measures
from service.core.metrics.minetti import pace_factor
from service.core.metrics.motion import Motion, mean_known, share_known
from service.core.metrics.values import Measure, Reason, missing
from service.core.metrics.windows import full_means
from service.core.units import Floats, pace_s_per_km

WINDOW_S, POWER = 30, 4
LEAST_COVERAGE = 0.80


def normalised(flat_m_s: Floats) -> float | None:
    """Give the fourth-power mean of trailing half-minute means; None under half a minute."""
    means = full_means(flat_m_s, width=WINDOW_S)
    means = means[~np.isnan(means)]
    return float(np.mean(means**POWER) ** (1.0 / POWER)) if len(means) else None


def stress(speed_m_s: float, *, threshold_m_s: float, hours: float) -> float:
    """Give the running stress score: 100 for an hour at threshold speed."""
    return 100.0 * hours * (speed_m_s / threshold_m_s) ** 2


def graded_paces(motion: Motion, baselines: Baselines, *, quarantined: bool) -> Measures:
    """Give gap, gap_even, ngp (s/km) and rtss."""
    coverage = share_known(motion.speed_m_s) * motion.recorded
    reason = _unusable(motion, coverage, quarantined=quarantined)
    if reason is not None:
        return {
            "gap": missing("s/km", "gap.mean", reason, coverage=coverage),
            "gap_even": missing("s/km", "gap.strava_fit", reason, coverage=coverage),
            "ngp": missing("s/km", "ngp_like.p4", reason, coverage=coverage),
            "rtss": missing("load", "rtss.ngp_like", reason, coverage=coverage),
        }
    even = motion.speed_m_s * pace_factor(motion.grade) if motion.graded else motion.speed_m_s
    ngp = normalised(motion.flat_m_s)
    return {
        "gap": _pace(mean_known(motion.flat_m_s), f"gap.mean.{motion.formula}", coverage),
        "gap_even": _pace(
            mean_known(even), "gap.strava_fit" if motion.graded else "gap.strava_fit.flat", coverage
        ),
        "ngp": _pace(ngp, f"ngp_like.p4.{motion.formula}", coverage),
        "rtss": missing("load", "rtss.ngp_like", "records_missing", coverage=coverage)
        if motion.cut_off
        else _rtss(ngp, baselines, hours=len(motion) / 3600.0, coverage=coverage),
    }


def _unusable(motion: Motion, coverage: float, *, quarantined: bool) -> Reason | None:
    if quarantined:
        return "quarantine"
    if motion.nothing is not None:
        return motion.nothing
    if coverage < LEAST_COVERAGE:
        return "records_missing" if motion.cut_off else "speed_coverage"
    return None


def _pace(speed_m_s: float | None, formula: str, coverage: float) -> Measure:
    if speed_m_s is None or speed_m_s <= 0.0:
        return missing("s/km", formula, "too_short", coverage=coverage)
    return Measure(pace_s_per_km(speed_m_s), "s/km", formula, coverage=coverage)


def _rtss(ngp_m_s: float | None, known: Baselines, *, hours: float, coverage: float) -> Measure:
    if known.threshold_speed is None or known.threshold_speed.value <= 0.0:
        return missing("load", "rtss.ngp_like", "no_threshold_pace", coverage=coverage)
    if ngp_m_s is None:
        return missing("load", "rtss.ngp_like", "too_short", coverage=coverage)
    threshold = known.threshold_speed
    return Measure(
        stress(ngp_m_s, threshold_m_s=threshold.value, hours=hours),
        "load",
        "rtss.ngp_like",
        coverage=coverage,
        estimated=threshold.estimated,
        inputs=(("threshold_m_s", threshold.value), ("intensity", ngp_m_s / threshold.value)),
    )
