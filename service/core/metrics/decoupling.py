"""Aerobic decoupling (Pa:HR): does the second half cost more heartbeats for the same speed?

    EF = mean grade-adjusted speed / mean heart rate          100 · (EF1 - EF2) / EF1, positive is worse

Halves are halves of the *moving* time, after the first ten and the last two minutes are left off; on elapsed
time a stop for water would pass for a drift. The number means something only for a long, steady run with
heart rate throughout, so every gate that is not met takes it away and says so.

Source: friel_decoupling for the idea and the bands; the gates follow Athlytics' defaults (steady: speed
varies by less than 8 % within 5 minutes, for at least 40 minutes).
"""

import numpy as np

from service.core.metrics.cleaning import Cleaned
from service.core.metrics.minetti import flat_speed
from service.core.metrics.motion import mean_known
from service.core.metrics.values import Measure, Reason, measured, missing
from service.core.metrics.windows import trailing_cv
from service.core.units import Floats

LEAST_MOVING_S = 45 * 60
LEAST_HEART_COVERAGE = 0.90
STEADY_WINDOW_S, STEADY_CV, LEAST_STEADY_S = 300, 0.08, 40 * 60
WARM_UP_S, RUN_OUT_S = 600, 120
LEAST_GRADE_COVERAGE = 0.90
"""Ours: with height for less than this the flat speed is used throughout, not a mixture."""

SAME_PACE = 0.02
"""Halves whose speeds differ by less are run at one pace: then the heart rate's own rise can be told."""

GRADED = "decoupling.friel.minetti"
FLAT = "decoupling.friel.flat"
DRIFT = "drift.constant_pace"


def pa_hr(speed_m_s: Floats, heart_bpm: Floats) -> float | None:
    """Give the drop in speed per heartbeat from first to second half, %, for (n,) columns of moving seconds.

    Seconds where either is unknown are left out of both means; None where a half has none left.
    """
    middle = len(speed_m_s) // 2
    first = _efficiency(speed_m_s[:middle], heart_bpm[:middle])
    second = _efficiency(speed_m_s[middle:], heart_bpm[middle:])
    return None if first is None or second is None else 100.0 * (first - second) / first


def heart_drift(speed_m_s: Floats, heart_bpm: Floats) -> float | None:
    """Give the rise of the heart rate from first to second half, %; None where the pace was not the same."""
    middle = len(speed_m_s) // 2
    slow, quick = mean_known(speed_m_s[:middle]), mean_known(speed_m_s[middle:])
    first, second = mean_known(heart_bpm[:middle]), mean_known(heart_bpm[middle:])
    if slow is None or quick is None or first is None or second is None:
        return None
    if slow <= 0.0 or first <= 0.0 or abs(quick - slow) / slow >= SAME_PACE:
        return None
    return 100.0 * (second - first) / first


def decouple(cleaned: Cleaned) -> tuple[Measure, Measure, Measure]:
    """Give decoupling as it should be read, on plain speed (GPS height can mislead the first), and heart drift."""
    coverage = cleaned.coverage(cleaned.heart_bpm)
    unmet = unmet_gates(cleaned)
    if unmet:
        graded, flat, drift = (
            missing("%", formula, unmet[0], coverage=coverage) for formula in (GRADED, FLAT, DRIFT)
        )
        return graded, flat, drift
    moving = np.flatnonzero(cleaned.moving)[WARM_UP_S:-RUN_OUT_S]
    speed, heart, grade = cleaned.speed_m_s[moving], cleaned.heart_bpm[moving], cleaned.grade[moving]
    flat = _measure(FLAT, pa_hr(speed, heart), coverage)
    hilly = not cleaned.indoors and float(np.mean(~np.isnan(grade))) >= LEAST_GRADE_COVERAGE
    level = flat_speed(speed, grade) if hilly else speed
    rise = measured(heart_drift(level, heart), "%", DRIFT, otherwise="pace_changed", coverage=coverage)
    return (_measure(GRADED, pa_hr(level, heart), coverage) if hilly else flat), flat, rise


def unmet_gates(cleaned: Cleaned) -> tuple[Reason, ...]:
    """Name every gate that is not met, the plainest reason first; empty where the number may be shown."""
    gates: tuple[tuple[Reason, bool], ...] = (
        ("quarantine", cleaned.quarantined is not None),
        ("no_speed", not cleaned.has_speed),
        ("records_missing", cleaned.recorded < LEAST_HEART_COVERAGE),
        ("too_short", int(cleaned.moving.sum()) < LEAST_MOVING_S),
        ("hr_coverage", cleaned.coverage(cleaned.heart_bpm) < LEAST_HEART_COVERAGE),
        ("not_steady", steady_s(cleaned.speed_m_s[cleaned.moving]) < LEAST_STEADY_S),
    )
    return tuple(code for code, unmet in gates if unmet)


def steady_s(moving_speed_m_s: Floats) -> int:
    """Count the seconds at which the last five moving minutes varied by less than 8 %."""
    return int(np.count_nonzero(trailing_cv(moving_speed_m_s, width=STEADY_WINDOW_S) < STEADY_CV))


def _efficiency(speed: Floats, heart: Floats) -> float | None:
    both = ~(np.isnan(speed) | np.isnan(heart))
    if not both.any() or not speed[both].any():
        return None
    return float(speed[both].mean() / heart[both].mean())


def _measure(formula: str, value: float | None, coverage: float) -> Measure:
    return measured(value, "%", formula, otherwise="no_speed", coverage=coverage)
