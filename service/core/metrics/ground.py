"""What the ground asked of the legs: steep metres up and down, fast minutes, steps. The mechanical ledger.

Steep down loads the front of the thigh and the calf (bontemps2020, maeo2017), steep up the hip's extensors;
fast running the hamstrings late in the swing. Limits of steepness and speed are ours.
"""

import numpy as np

from service.core.metrics.baselines import Baselines
from service.core.metrics.cleaning import Cleaned
from service.core.metrics.heart_load import Measures
from service.core.metrics.motion import LEAST_GRADE_COVERAGE, Motion, share_known
from service.core.metrics.values import Measure, Reason, missing
from service.core.metrics.windows import full_means

STEEP_DOWN, STEEP_UP = -0.08, 0.05
STRIDES_M_S, FAST_OF_THRESHOLD = 5.5, 1.05
SPRINT_S, SPRINT_OF_THRESHOLD = 5, 1.3
LEAST_COVERAGE = 0.80
FAST_BY_THRESHOLD = "fast.threshold"


def ground(cleaned: Cleaned, motion: Motion, baselines: Baselines) -> Measures:
    """Give steep_descent and steep_ascent (m), fast (s), sprints (count) and steps (count)."""
    reason = _unusable(cleaned, motion)
    if reason is not None:
        return {name: missing(unit, name, reason) for name, unit in _UNITS.items()}
    return (
        _steep(cleaned, motion)
        | {"fast": _fast(motion, baselines), "sprints": _sprints(motion, baselines)}
        | {"steps": _steps(cleaned, motion)}
    )


def _unusable(cleaned: Cleaned, motion: Motion) -> Reason | None:
    if cleaned.quarantined is not None:
        return "quarantine"
    if motion.nothing is not None:
        return motion.nothing
    return "records_missing" if motion.cut_off else None


_UNITS = {"steep_descent": "m", "steep_ascent": "m", "fast": "s", "sprints": "count", "steps": "count"}


def _steep(cleaned: Cleaned, motion: Motion) -> Measures:
    coverage = share_known(motion.grade)
    if cleaned.indoors:
        # A treadmill never goes downhill; how steep it was set, nobody recorded.
        return {
            "steep_descent": Measure(0.0, "m", "indoors.flat"),
            "steep_ascent": missing("m", "indoors.flat", "indoors"),
        }
    if coverage < LEAST_GRADE_COVERAGE:
        reason: Reason = "altitude_coverage" if coverage else "no_altitude"
        names = ("steep_descent", "steep_ascent")
        return {name: missing("m", "steep.grade20m", reason, coverage=coverage) for name in names}
    rise = np.nan_to_num(motion.grade) * motion.step_m
    down = float(np.abs(rise[motion.grade <= STEEP_DOWN]).sum())
    up = float(rise[motion.grade >= STEEP_UP].sum())
    return {
        "steep_descent": Measure(
            down, "m", "steep.grade20m", coverage=coverage, inputs=(("from_grade_pct", 100 * STEEP_DOWN),)
        ),
        "steep_ascent": Measure(
            up, "m", "steep.grade20m", coverage=coverage, inputs=(("from_grade_pct", 100 * STEEP_UP),)
        ),
    }


def _fast(motion: Motion, known: Baselines) -> Measure:
    coverage = share_known(motion.speed_m_s)
    if coverage < LEAST_COVERAGE:
        return missing("s", "fast", "speed_coverage", coverage=coverage)
    fast = motion.speed_m_s >= STRIDES_M_S
    threshold = known.threshold_speed
    if threshold is None:
        # Only what is fast for anybody; what was fast for this runner is not known.
        return Measure(float(fast.sum()), "s", "fast.strides_only", coverage=coverage, estimated=True)
    fast |= motion.flat_m_s >= FAST_OF_THRESHOLD * threshold.value
    return Measure(
        float(fast.sum()),
        "s",
        FAST_BY_THRESHOLD,
        coverage=coverage,
        estimated=threshold.estimated,
        inputs=(("threshold_m_s", threshold.value),),
    )


def _sprints(motion: Motion, known: Baselines) -> Measure:
    """Count stretches of 5 s and more above 1.3 times threshold speed. Source: soreness rules, `run.sprints`."""
    threshold = known.threshold_speed
    if threshold is None:
        return missing("count", "sprints.5s", "no_threshold_pace")
    held = full_means(motion.speed_m_s, width=SPRINT_S) >= SPRINT_OF_THRESHOLD * threshold.value
    starts = held & ~np.concatenate(([False], held[:-1]))
    return Measure(
        float(starts.sum()),
        "count",
        "sprints.5s",
        estimated=threshold.estimated,
        inputs=(("threshold_m_s", threshold.value),),
    )


def _steps(cleaned: Cleaned, motion: Motion) -> Measure:
    coverage = share_known(motion.cadence_spm) * cleaned.recorded
    if coverage == 0.0:
        return missing("count", "steps.cadence", "no_cadence", coverage=coverage)
    if coverage < LEAST_COVERAGE:
        return missing("count", "steps.cadence", "coverage", coverage=coverage)
    # Seconds whose cadence is missing are taken to be like the rest.
    value = float(np.nanmean(motion.cadence_spm)) * len(motion) / 60.0
    return Measure(value, "count", "steps.cadence", coverage=coverage)
