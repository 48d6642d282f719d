"""The second arrow of the road: one recorded session becomes the numbers of one run.

The watch's own totals come first, because the runner has seen them: timer, distance, ascent, descent. What
the watch does not total comes from the cleaned columns. Each number says which of the two it is.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from service.core.activity import Session
from service.core.errors import InputError
from service.core.metrics.baselines import UNKNOWN, Baselines
from service.core.metrics.cleaning import Cleaned, clean
from service.core.metrics.decoupling import decouple
from service.core.metrics.elevation import climb
from service.core.metrics.further import further
from service.core.metrics.values import Measure, Reason, RunMetrics, measured, missing, without
from service.core.units import Floats, pace_s_per_km

LEAST_COVERAGE = 0.80
"""Below it no heart rate (and, ours, no mean) is shown; from here to 90 % it is, and `coverage` tells."""
_STEEP = frozenset({"steep_ascent", "steep_descent"})
LEAST_RECORDED = 0.95
"""Ours: moving time lacks what was not recorded, and pace is off by as much."""


def summarise(
    session: Session,
    *,
    utc_offset_s: int | None,
    cleaned: Cleaned | None = None,
    baselines: Baselines = UNKNOWN,
) -> RunMetrics:
    """Give the metrics of one session; pass `cleaned` if it was made already.

    `baselines` as they stood on the day of the run; what they lack is missing in the metrics, with a reason.
    Without an offset the day is the UTC day and `extra["utc_offset"]` says why.
    Raises InputError (`no_start`) where the file does not say when the run was.
    """
    if session.start is None:
        raise InputError("The file does not say when this run started.", code="no_start")
    cleaned = cleaned if cleaned is not None else clean(session, usual=baselines.usual)
    distance, moving = _distance(session, cleaned), _moving(session, cleaned)
    timer = _own(session.timer_s, "timer", session, float(len(cleaned.moving)) or None, unit="s")
    elapsed = _own(session.elapsed_s, "elapsed", session, _last_moment(cleaned), unit="s")
    hr_mean, hr_max = _heart(cleaned)
    ascent, descent = _climb(session, cleaned)
    decoupling, decoupling_flat, hr_drift = decouple(cleaned)
    temperature, rpe = _temperature(cleaned), _rpe(session)
    first = {"timer": timer, "distance": distance, "temperature": temperature, "workout_rpe": rpe}
    found = RunMetrics(
        start=session.start.astimezone(UTC),
        day=local_day(session.start, utc_offset_s),
        end=_end(session.start, elapsed, timer),
        sport=session.sport or "unknown",
        sub_sport=session.sub_sport,
        distance=distance,
        timer=timer,
        moving=moving,
        elapsed=elapsed,
        pace=_pace(distance, moving),
        hr_mean=hr_mean,
        hr_max=hr_max,
        cadence=_cadence(cleaned),
        ascent=ascent,
        descent=descent,
        decoupling=decoupling,
        temperature=temperature,
        workout_rpe=rpe,
        dropped=cleaned.dropped,
        quarantined=cleaned.quarantined,
        extra=(
            ("decoupling_flat", decoupling_flat),
            ("hr_drift", hr_drift),
            ("utc_offset", _offset(utc_offset_s)),
            *further(session, cleaned, baselines=baselines, first=first).items(),
        ),
    )
    return _roughened(found) if session.barometer is False and not cleaned.indoors else found


def _roughened(found: RunMetrics) -> RunMetrics:
    """Mark all metres up and down as coming from GPS alone. Source: training-load.md §1.6 (half the confidence)."""
    steep = tuple(
        (name, replace(measure, rough=True) if name in _STEEP else measure) for name, measure in found.extra
    )
    return replace(
        found,
        ascent=replace(found.ascent, rough=True),
        descent=replace(found.descent, rough=True),
        extra=steep,
    )


def local_day(start: datetime, utc_offset_s: int | None) -> date:
    """Give the runner's date at the start, by the file's own offset: later changes of zone never move it."""
    return (start.astimezone(UTC) + timedelta(seconds=utc_offset_s or 0)).date()


def _end(start: datetime, elapsed: Measure, timer: Measure) -> datetime:
    lengths = [length.value for length in (elapsed, timer) if length.value is not None]
    return start.astimezone(UTC) + timedelta(seconds=max(lengths, default=0.0))


def _temperature(cleaned: Cleaned) -> Measure:
    column = cleaned.temperature_c
    return _mean(column, cleaned, formula="temperature.mean_moving", reason="no_temperature", unit="C")


def _rpe(session: Session) -> Measure:
    return measured(session.workout_rpe, "0-10", "session.workout_rpe", otherwise="not_given")


def _offset(utc_offset_s: int | None) -> Measure:
    return measured(utc_offset_s, "s", "activity.local_timestamp", otherwise="no_utc_offset")


def _own(own: float | None, name: str, session: Session, other: float | None, *, unit: str) -> Measure:
    """Give the session's own total, else what the records say, else nothing and why."""
    if own is not None:
        return Measure(own, unit, f"{session.totals_from}.total_{name}")
    if other is not None:
        return Measure(other, unit, f"records.{name}")
    return missing(unit, f"records.{name}", "no_records")


def _distance(session: Session, cleaned: Cleaned) -> Measure:
    counted = cleaned.has_speed and len(cleaned.distance_m) > 0
    other = float(cleaned.distance_m[-1]) if counted else None
    measure = _own(session.distance_m, "distance", session, other, unit="m")
    return measure if measure.value is not None else missing("m", measure.formula, "no_distance")


def _moving(session: Session, cleaned: Cleaned) -> Measure:
    if not cleaned.has_speed:
        return missing("s", "moving.median5", "no_speed")
    if cleaned.recorded < LEAST_RECORDED:
        return missing("s", "moving.median5", "records_missing", coverage=cleaned.recorded)
    # The last cell may reach beyond the moment the timer stopped.
    seconds = min(float(cleaned.moving.sum()), session.timer_s if session.timer_s is not None else np.inf)
    return Measure(seconds, "s", "moving.median5", coverage=cleaned.recorded)


def _pace(distance: Measure, moving: Measure) -> Measure:
    if distance.value is None:
        return without(distance, "s/km", "pace.moving")
    if moving.value is None:
        return without(moving, "s/km", "pace.moving")
    if distance.value <= 0.0 or moving.value <= 0.0:
        return missing("s/km", "pace.moving", "not_moving")
    return Measure(pace_s_per_km(distance.value / moving.value), "s/km", "pace.moving")


def _heart(cleaned: Cleaned) -> tuple[Measure, Measure]:
    """Give mean over the timer's time (as watches do: a standing heart still works) and the highest."""
    coverage = cleaned.coverage(cleaned.heart_bpm)
    seen = cleaned.heart_bpm[~np.isnan(cleaned.heart_bpm)]
    if len(seen) == 0 or coverage < LEAST_COVERAGE:
        reason: Reason = "hr_coverage" if len(seen) else "no_heart_rate"
        mean, top = (
            missing("bpm", formula, reason, coverage=coverage)
            for formula in ("hr.mean_timer", "hr.max_cleaned")
        )
        return mean, top
    return (
        Measure(float(seen.mean()), "bpm", "hr.mean_timer", coverage=coverage),
        Measure(float(seen.max()), "bpm", "hr.max_cleaned", coverage=coverage),
    )


def _cadence(cleaned: Cleaned) -> Measure:
    """Give the mean while moving. Zero steps in motion is a sensor that lost the foot, not a slow foot."""
    steps = np.where(cleaned.cadence_spm > 0.0, cleaned.cadence_spm, np.nan)
    return _mean(steps, cleaned, formula="cadence.mean_moving", reason="no_cadence", unit="spm")


def _climb(session: Session, cleaned: Cleaned) -> tuple[Measure, Measure]:
    up, down = climb(cleaned.altitude_m)
    return (
        _height(session.ascent_m, "ascent", up, cleaned),
        _height(session.descent_m, "descent", down, cleaned),
    )


def _height(own: float | None, name: str, summed: float, cleaned: Cleaned) -> Measure:
    if own is not None:
        return Measure(own, "m", f"session.total_{name}")
    if cleaned.indoors:
        # A treadmill never goes downhill; how steep it was set, nobody recorded.
        return (
            Measure(0.0, "m", "indoors.flat")
            if name == "descent"
            else missing("m", "indoors.flat", "indoors")
        )
    formula = f"{name}.hysteresis3"
    known = ~np.isnan(cleaned.altitude_m)
    coverage = float(known.mean()) * cleaned.recorded if len(known) else 0.0
    if coverage < LEAST_COVERAGE:
        return missing("m", formula, "altitude_coverage" if coverage else "no_altitude", coverage=coverage)
    return Measure(summed, "m", formula, coverage=coverage)


def _mean(column: Floats, cleaned: Cleaned, *, formula: str, reason: Reason, unit: str) -> Measure:
    """Give the mean in motion, or why there is none: `reason` where nothing was ever measured."""
    known = cleaned.in_motion & ~np.isnan(column)
    coverage = cleaned.coverage(column)
    if not known.any():
        return missing(unit, formula, reason, coverage=coverage)
    if coverage < LEAST_COVERAGE:
        return missing(unit, formula, "coverage", coverage=coverage)
    return Measure(float(column[known].mean()), unit, formula, coverage=coverage)


def _last_moment(cleaned: Cleaned) -> float | None:
    return float(cleaned.elapsed_s[-1]) + 1.0 if len(cleaned.elapsed_s) else None
