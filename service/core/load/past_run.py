"""One earlier run, as far as history needs it: one row of columns, so that years of runs are read quickly.

Every field after `moving_s` came later and may be None for a run stored before; None is never counted as 0.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.core.metrics.ground import FAST_BY_THRESHOLD
from service.core.metrics.values import Measure, RunMetrics

SAME_START = timedelta(minutes=2)
SAME_DURATION = 0.05
"""The same run from two sources: both start and duration this close. Ours."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """One earlier run, as far as history needs it."""

    id: str
    start: datetime
    day: date
    distance_m: float | None
    moving_s: float | None
    load: float | None = None
    """100 is an hour at threshold (`RunMetrics.named("load")`)."""
    load_estimated: bool = False
    above_threshold_s: float | None = None
    rpe: float | None = None
    """0-10"""
    ascent_m: float | None = None
    descent_m: float | None = None
    steep_ascent_m: float | None = None
    steep_descent_m: float | None = None
    fast_s: float | None = None
    steps: float | None = None
    hr_peak_bpm: float | None = None
    hr_20min_bpm: float | None = None
    hr_mean_bpm: float | None = None
    gap_s_per_km: float | None = None
    temperature_c: float | None = None
    steady: bool = False
    """Steady enough for a decoupling to be shown."""
    apart: bool = False
    """The runner said that this is a run of its own, however like another record it looks."""


def same_run(run: PastRun, other: PastRun) -> bool:
    """Say whether these are two records of one run; a record without moving time is like no other."""
    if run.id == other.id:
        return True
    if run.apart or other.apart:
        return False
    if run.moving_s is None or other.moving_s is None or abs(run.start - other.start) > SAME_START:
        return False
    return abs(run.moving_s - other.moving_s) <= SAME_DURATION * max(run.moving_s, other.moving_s)


def remembered(run_id: str, run: RunMetrics, *, apart: bool = False) -> PastRun:
    """Give the row that history keeps of a run; a run in quarantine must not be kept at all."""
    load = run.named("load")
    return PastRun(
        id=run_id,
        start=run.start,
        day=run.day,
        distance_m=run.distance.value,
        moving_s=run.moving.value,
        load=load.value,
        load_estimated=load.estimated,
        above_threshold_s=_measured(run.named("above_threshold")),
        rpe=run.workout_rpe.value,
        ascent_m=run.ascent.value,
        descent_m=run.descent.value,
        steep_ascent_m=run.named("steep_ascent").value,
        steep_descent_m=run.named("steep_descent").value,
        fast_s=_fast_for_oneself(run.named("fast")),
        steps=run.named("steps").value,
        hr_peak_bpm=run.named("hr_peak").value,
        hr_20min_bpm=run.named("hr_20min").value,
        hr_mean_bpm=run.hr_mean.value,
        gap_s_per_km=run.named("gap").value,
        temperature_c=run.temperature.value,
        steady=run.decoupling.value is not None,
        apart=apart,
    )


def _fast_for_oneself(fast: Measure) -> float | None:
    """Leave out what was counted without a threshold: held against later runs it would make them look new."""
    return fast.value if fast.formula == FAST_BY_THRESHOLD else None


def _measured(measure: Measure) -> float | None:
    """Leave out what rests on a formula: twenty minutes above a guessed threshold prove nothing."""
    return None if measure.estimated else measure.value
