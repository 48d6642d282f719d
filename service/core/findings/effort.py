"""How hard was a long run, by eight things that can be seen or told; each gives none, one or two points.

0 or 1 usual, 2 or 3 demanding, 4 to 6 hard, from 7 very hard. Points are an order, not a measure, and no share
of anything. What cannot be judged gives no point and says so; with under half of the eight nobody can judge.
All limits are ours, on the studies that each part names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.core.findings.values import Finding
from service.core.findings.words import counted, listed, percent
from service.core.load.averages import percentile
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory
from service.core.metrics.values import Measure, RunMetrics

ID = "long_run_effort"
LEAST_SHARE = 0.5
BANDS = ((7, "very_hard"), (4, "hard"), (2, "demanding"), (0, "usual"))
LEAST_LOADS, LOAD_DAYS = 5, 60
LATE_LIMITS = {
    "late_cadence": -3.0,
    "late_contact": 4.0,
    "late_contact_raw": 6.0,
    "late_step": -4.0,
    "late_bounce": 5.0,
    "late_balance": 1.5,
}
"""Changes late in a run worth a flag: below a negative limit, above a positive one. Ours."""
NEW_BALANCE_POINTS = 1.5
"""Left and right this far apart from the start are the runner's own way, and no late change. Ours."""


@dataclass(frozen=True, slots=True)
class Component:
    """One of the eight."""

    name: str
    points: int | None
    """None: could not be judged."""
    words: str = ""


def long_run_effort(run: RunMetrics, row: PastRun, history: LoadHistory, *, excess: float | None) -> Finding:
    """Judge a long run. `row`: the same run as history keeps it; `excess`: beyond the month's longest."""
    parts = components(run, row, history, excess=excess)
    judged = [part for part in parts if part.points is not None]
    points = sum(part.points or 0 for part in judged)
    share = len(judged) / len(parts)
    numbers = {"points": float(points), "judged_pct": 100.0 * share} | {
        f"{part.name}_points": float(part.points) for part in judged if part.points is not None
    }
    seen = f"{len(judged)} of {len(parts)} things"
    if share < LEAST_SHARE:
        return Finding(
            ID,
            "unknown",
            numbers,
            f"How hard this long run was we cannot judge: only {seen} are known.",
            "It takes at least half of them. A heart-rate strap and how hard it felt would add two.",
            reason="too_little_known",
        )
    level = next(name for least, name in BANDS if points >= least)
    fired = [part.words for part in judged if part.points]
    why = f": {listed(fired)}" if fired else ""
    return Finding(
        ID,
        level,
        numbers,
        f"As long runs go, this was a {level.replace('_', ' ')} one{why}.",
        f"{counted(points, 'point').capitalize()} from the {seen} we could judge. The order is our own, not a measure.",
    )


def components(
    run: RunMetrics, row: PastRun, history: LoadHistory, *, excess: float | None
) -> tuple[Component, ...]:
    """Judge the eight one by one."""
    return (
        _length(excess),
        _load(row, history),
        _intensity(run),
        _decoupling(run),
        _late(run),
        _vertical(row, history),
        _heat(run),
        _reported(run),
    )


def late_flags(run: RunMetrics) -> tuple[str, ...] | None:
    """Name the late changes beyond their limits; None where none was measured.

    Ground contact counts once: as it was only where, at the same speed, it stayed within its limit.
    """
    seen = {name: run.named(name) for name in LATE_LIMITS}
    if all(each.value is None for each in seen.values()):
        return None
    beyond = [name for name, each in seen.items() if _beyond(name, each)]
    return tuple(name for name in beyond if name != "late_contact_raw" or "late_contact" not in beyond)


def _beyond(name: str, seen: Measure) -> bool:
    limit = LATE_LIMITS[name]
    if seen.value is None or (seen.value > limit if limit < 0.0 else seen.value < limit):
        return False
    return name != "late_balance" or dict(seen.inputs).get("first_points", 0.0) < NEW_BALANCE_POINTS


def _steps(value: float, one: float, two: float) -> int:
    return 2 if value > two else 1 if value > one else 0


def _length(excess: float | None) -> Component:
    if excess is None:
        return Component("length", None)
    points = _steps(excess, 0.10 + 1e-9, 0.30 + 1e-9)
    return Component("length", points, f"{percent(excess)} further than the month's longest")


def _load(row: PastRun, history: LoadHistory) -> Component:
    own = sorted(history.cardio.loads_60d)
    if row.load is None or len(own) < LEAST_LOADS or history.covered_days < LOAD_DAYS:
        return Component("load", None)
    points = 2 if row.load > own[-1] else 1 if row.load >= percentile(own, 0.90) else 0
    words = "the highest load of 60 days" if points == 2 else "a load in your top tenth of 60 days"
    return Component("load", points, words)


def _intensity(run: RunMetrics) -> Component:
    near = run.named("near_threshold")
    if near.value is None or near.estimated:  # minutes above a guessed threshold prove nothing
        return Component("intensity", None)
    minutes = near.value / 60.0
    return Component("intensity", _steps(minutes, 20.0, 40.0), f"{minutes:.0f} min near threshold or above")


def _decoupling(run: RunMetrics) -> Component:
    drift, ratio = run.decoupling.value, run.named("smyth_ratio").value
    if drift is None and ratio is None:
        return Component("decoupling", None)
    if (drift is not None and drift > 10.0) or (ratio is not None and ratio >= 1.2):
        points = 2
    else:
        points = 1 if drift is not None and drift >= 5.0 else 0
    told = f"{drift:.1f} %" if drift is not None and drift >= 5.0 else f"ratio {ratio or 1.0:.2f}"
    return Component("decoupling", points, f"heart rate drifting from pace ({told})")


def _late(run: RunMetrics) -> Component:
    flags = late_flags(run)
    if flags is None:
        return Component("late_steps", None)
    points = 2 if len(flags) >= 3 else 1 if flags else 0
    return Component("late_steps", points, "a changed step late on")


def _vertical(row: PastRun, history: LoadHistory) -> Component:
    month = history.mechanical
    pairs: Sequence[tuple[float | None, float | None]] = (
        (row.descent_m, month.descent_max_30d_m),
        (row.ascent_m, month.ascent_max_30d_m),
    )
    known = [(now, before) for now, before in pairs if now is not None and before is not None]
    if not known:
        return Component("vertical", None)
    points = max(0 if now <= 150.0 else _steps(now, 1.1 * before, 2.0 * before) for now, before in known)
    return Component("vertical", points, "more hills than this month has held")


def _heat(run: RunMetrics) -> Component:
    """Judge only where both ends of what the air may have been agree."""
    low, high = run.named("air_low").value, run.named("air_high").value
    if low is None or high is None:
        return Component("heat", None)
    least, most = (_steps(air, 22.0 - 1e-9, 28.0 - 1e-9) for air in (low, high))
    return Component("heat", least if least == most else None, f"{low:z.0f} to {high:z.0f} °C")


def _reported(run: RunMetrics) -> Component:
    rpe = run.workout_rpe.value
    if rpe is None:
        return Component("reported", None)
    return Component("reported", _steps(rpe, 7.0 - 1e-9, 9.0 - 1e-9), f"felt as {rpe:.0f} of 10")
