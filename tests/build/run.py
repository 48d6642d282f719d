"""Builds the metrics of a run, its history and earlier runs, for everything that judges them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.core.load.accumulate import PastRun, accumulate
from service.core.load.values import LoadHistory
from service.core.metrics.values import Measure, RunMetrics

DAY = date(2026, 5, 31)


def measure(
    value: float | None, unit: str = "", *, reason: str | None = None, coverage: float | None = None
) -> Measure:
    return Measure(value, unit, "built", reason or ("not_built" if value is None else None), coverage)


def run_metrics(
    *,
    km: float | None = 10.0,
    moving_min: float | None = 60.0,
    decoupling_pct: float | None = None,
    decoupling_reason: str = "too_short",
    descent_m: float | None = None,
    ascent_m: float | None = None,
    temperature_c: float | None = None,
    sub_sport: str | None = "generic",
    quarantined: str | None = None,
    day: date = DAY,
    rpe: float | None = None,
    extra: Mapping[str, Measure] | None = None,
) -> RunMetrics:
    start = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)
    moving_s = None if moving_min is None else 60.0 * moving_min
    timer_s = moving_s if moving_s is not None else 3600.0
    absent = measure(None)
    decoupling_why = decoupling_reason if decoupling_pct is None else None
    return RunMetrics(
        start=start,
        day=day,
        end=start + timedelta(seconds=timer_s),
        sport="running",
        sub_sport=sub_sport,
        distance=measure(None if km is None else 1000.0 * km, "m"),
        timer=measure(timer_s, "s"),
        moving=measure(moving_s, "s", reason=None if moving_s is not None else "no_speed"),
        elapsed=measure(timer_s, "s"),
        pace=absent,
        hr_mean=absent,
        hr_max=absent,
        cadence=absent,
        ascent=measure(ascent_m, "m"),
        descent=measure(descent_m, "m"),
        decoupling=measure(decoupling_pct, "%", reason=decoupling_why, coverage=0.72),
        temperature=measure(temperature_c, "C"),
        workout_rpe=measure(rpe, "0-10"),
        quarantined=quarantined,
        extra=tuple((extra or {}).items()),
    )


def past_run(
    days_back: int,
    km: float | None,
    *,
    moving_min: float | None = None,
    name: str | None = None,
    hour: int = 6,
    **more: Any,
) -> PastRun:
    """Give an earlier run; without minutes it was run at 6 min/km. `more`: PastRun's further fields."""
    day = DAY - timedelta(days=days_back)
    minutes = moving_min if moving_min is not None or km is None else 6.0 * km
    return PastRun(
        id=name if name is not None else f"run-{days_back}-{km}",
        start=datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC),
        day=day,
        distance_m=None if km is None else 1000.0 * km,
        moving_s=None if minutes is None else 60.0 * minutes,
        **more,
    )


def history(*past: tuple[int, float], seed_km: float | None = None) -> LoadHistory:
    """Give the history of runs written as (days back, km)."""
    runs = [past_run(days, km) for days, km in past]
    return accumulate(runs, day=DAY, seed_longest_m=None if seed_km is None else 1000.0 * seed_km)


def rich_history(*past: PastRun) -> LoadHistory:
    """Give the history of such runs; without any, of four months of every other day with all numbers known."""
    usual = [
        past_run(back, 8.0, load=50.0, ascent_m=80.0, descent_m=80.0, steps=8000.0)
        for back in range(120, 0, -2)
    ]
    return accumulate(past or usual, day=DAY)


def settled_history(longest_km: float = 16.0) -> LoadHistory:
    """Give a history that covers its window, whose longest run was so long."""
    return history((40, 8.0), (20, longest_km), (10, longest_km / 2), (3, longest_km / 2))
