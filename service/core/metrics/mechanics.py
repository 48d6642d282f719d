"""How the step changed late in a long run, once the change of speed is taken out.

Slower running has slower, shorter steps and longer ground contact all by itself. So the first half teaches
how this runner's step goes with speed (a straight line), and the last third is held against that line. A
change of mechanics is a change, not a fault: never call it bad form. Reproducibility in laboratories is
poor, the wrist is noisier still. Intervals are not judged: walking and sprinting lie on no straight line.
Sources: chanroper2012 and zandbergen2023 for the idea; gates are ours.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from service.core.metrics.cleaning import Cleaned
from service.core.metrics.heart_load import Measures
from service.core.metrics.motion import Motion, many_paces, mean_known, share_known
from service.core.metrics.staying import thirds_change
from service.core.metrics.values import Measure, Reason, measured, missing
from service.core.units import Floats

LEAST_MOVING_S, WARM_UP_S = 3600, 600
LEAST_COVERAGE = 0.80
LEAST_SPREAD_M_S = 0.02
"""Ours: with less variation of speed there is no line to learn, and the mean stands in."""


def line(speed_m_s: Floats, column: Floats) -> tuple[float, float]:
    """Give (slope, level at speed 0) of the least-squares line through what is known of both."""
    known = ~(np.isnan(speed_m_s) | np.isnan(column))
    x, y = speed_m_s[known], column[known]
    spread = float(x.std()) if len(x) else 0.0
    slope = float(np.mean((x - x.mean()) * (y - y.mean()))) / spread**2 if spread >= LEAST_SPREAD_M_S else 0.0
    return slope, float(y.mean() - slope * x.mean())


def late_residual(speed_m_s: Floats, column: Floats) -> tuple[float, float] | None:
    """Give (seen minus expected, expected) in the last third, expected by the line of the first half.

    None where a part holds nothing.
    """
    half, third = len(speed_m_s) // 2, len(speed_m_s) // 3
    known = ~(np.isnan(speed_m_s) | np.isnan(column))
    if not third or not known[:half].any() or not known[-third:].any():
        return None
    slope, level = line(speed_m_s[:half], column[:half])
    late = known[-third:]
    expected = level + slope * float(speed_m_s[-third:][late].mean())
    return float(column[-third:][late].mean()) - expected, expected


def mechanics(cleaned: Cleaned, motion: Motion) -> Measures:
    """Give late_cadence (spm) and, in %, late_contact, late_step, late_bounce, and late_balance (points)."""
    where = _ground(cleaned)
    columns = _columns(cleaned, motion)
    reason = _unusable(cleaned, motion)
    found: Measures = {}
    for name, unit in _UNITS.items():
        column, formula = columns.get(name), f"{name}.{where}"
        why: Reason | None = reason if reason or column is not None else "not_recorded"
        coverage = share_known(column) if column is not None else 0.0
        if why is None and coverage < LEAST_COVERAGE:
            why = "coverage"
        if why is not None or column is None:
            found[name] = missing(unit, formula, why or "not_recorded", coverage=coverage)
        else:
            found[name] = _late(name, motion.speed_m_s[WARM_UP_S:], column[WARM_UP_S:], formula=formula)
    return found


_UNITS = {
    "late_cadence": "spm",
    "late_contact": "%",
    "late_contact_raw": "%",
    "late_step": "%",
    "late_bounce": "%",
    "late_balance": "points",
}


def _ground(cleaned: Cleaned) -> str:
    """Name what was run on: treadmills and trails are never compared with roads."""
    if cleaned.indoors:
        return "indoors"
    return "trail" if cleaned.sub_sport == "trail" else "road"


def _unusable(cleaned: Cleaned, motion: Motion) -> Reason | None:
    if cleaned.quarantined is not None:
        return "quarantine"
    if motion.nothing is not None:
        return motion.nothing
    if motion.cut_off:
        return "records_missing"  # what is there last is not what was run last
    if len(motion) < LEAST_MOVING_S:
        return "too_short"
    return "not_steady" if many_paces(motion.speed_m_s) else None


def _columns(cleaned: Cleaned, motion: Motion) -> Mapping[str, Floats]:
    form = {name: column[cleaned.moving] for name, column in cleaned.form.items()}
    columns: dict[str, Floats] = {}
    if not np.isnan(motion.cadence_spm).all():
        columns["late_cadence"] = motion.cadence_spm
        columns["late_step"] = motion.speed_m_s * 60.0 / motion.cadence_spm
    if "stance_time_ms" in form:
        columns["late_contact"] = columns["late_contact_raw"] = form["stance_time_ms"]
    if "vertical_oscillation_mm" in form and "late_step" in columns:
        with np.errstate(divide="ignore"):
            columns["late_bounce"] = form["vertical_oscillation_mm"] / (1000.0 * columns["late_step"])
    if "stance_time_balance_percent" in form:
        # How far apart left and right are, whichever is longer.
        columns["late_balance"] = np.abs(2.0 * form["stance_time_balance_percent"] - 100.0)
    return columns


def _late(name: str, speed: Floats, column: Floats, *, formula: str) -> Measure:
    coverage = share_known(column)
    value, inputs = _change(name, speed, column)
    found = measured(value, _UNITS[name], formula, otherwise="coverage", coverage=coverage)
    return replace(found, inputs=inputs)


def _change(name: str, speed: Floats, column: Floats) -> tuple[float | None, tuple[tuple[str, float], ...]]:
    if name == "late_contact_raw":
        return thirds_change(column), ()
    if name == "late_balance":
        third = len(column) // 3
        first, last = mean_known(column[:third]), mean_known(column[-third:])
        return (None, ()) if first is None or last is None else (last - first, (("first_points", first),))
    found = late_residual(speed, column)
    if found is None or found[1] == 0.0:
        return None, ()
    residual, expected = found
    inputs = (("expected", expected),)
    return (residual, inputs) if name == "late_cadence" else (100.0 * residual / expected, inputs)
