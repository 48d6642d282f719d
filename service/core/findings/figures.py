"""The numbers behind a finding, each with its unit, how it is found, and by which of the conventions in use.

A finding keeps its numbers as plain values by name. What each name means is written here once, so that no number
reaches a page, a program or a listener without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from service.core.findings.values import Finding
from service.core.metrics.values import Measure, RunMetrics


@dataclass(frozen=True, slots=True)
class Figure:
    """One number behind a finding."""

    name: str
    value: float
    unit: str
    formula: str
    convention: str = ""
    """Which of several ways in use it was found by; empty where there is only one."""
    inputs: tuple[tuple[str, float], ...] = ()
    """The finding's other numbers that went in."""
    coverage: float | None = None
    """Share of the run, or of the days asked for, that it could see; None where that has no meaning."""
    estimated: bool = False
    low_confidence: bool = False
    """True where the measure it is, or rests on, saw too little of the run to be sure of."""


@dataclass(frozen=True, slots=True)
class _Kind:
    unit: str
    formula: str
    convention: str = ""
    inputs: tuple[str, ...] = ()
    of: str = ""
    """The measure of the run that it is, or rests on."""


_LAST_30 = "D-30 .. D-1, the day itself left out"
_LOADS = "1/N, 42 and 7 days, from 0; 100 is an hour at threshold"
_MONOTONY = "sample deviation (n-1), rest days are 0"
_FRANDSEN = ("hrr", "hrr_low", "hrr_high")
_LATE = "last third against first, by a line through cadence or contact against speed"

KINDS: dict[str, _Kind] = {
    "distance_m": _Kind("m", "session.total_distance", of="distance"),
    "moving_s": _Kind("s", "moving.median5", of="moving"),
    "longest_30d_m": _Kind("m", "longest_single_run", _LAST_30),
    "excess_pct": _Kind("%", "distance / longest - 1", _LAST_30, ("distance_m", "longest_30d_m")),
    "excess_low_pct": _Kind("%", "0.9 distance / longest - 1", "a treadmill is 10 % off", ("distance_m",)),
    "excess_high_pct": _Kind("%", "1.1 distance / longest - 1", "a treadmill is 10 % off", ("distance_m",)),
    **{
        name: _Kind("ratio", "hazard_rate_ratio.frandsen2025", "of the band, 95 % interval")
        for name in _FRANDSEN
    },
    "covered_days": _Kind("days", "days since the first known run", "at most 365"),
    "runs_30d": _Kind("runs", "count", _LAST_30),
    "share_7d_pct": _Kind(
        "%", "distance / 7 days", "trailing seven days, this run among them", ("distance_m",)
    ),
    "p90_60d_s": _Kind("s", "percentile 90 of moving time", "D-60 .. D-1, linear"),
    "decoupling_pct": _Kind(
        "%", "decoupling.friel", "halves of moving time, grade-adjusted", of="decoupling"
    ),
    "decoupling_flat_pct": _Kind(
        "%", "decoupling.friel", "halves of moving time, flat", of="decoupling_flat"
    ),
    "hr_coverage_pct": _Kind("%", "seconds with heart rate / moving time"),
    "points": _Kind("points", "long_run_effort", "ours; an order, not a measure"),
    "judged_pct": _Kind("%", "components judged / 8", "ours"),
    "monotony": _Kind("ratio", "mean 7 / deviation 7", _MONOTONY, of="load"),
    "strain": _Kind("load", "load 7 x monotony", _MONOTONY, ("load_7d", "monotony"), of="load"),
    "strain_p90": _Kind("load", "percentile 90 of weekly strain", "own weeks, at least 12 of 26"),
    "load_7d": _Kind("load", "sum of seven days", of="load"),
    "hard_streak_days": _Kind("days", "hard days in a row", "this run among them"),
    "weekly_base_m": _Kind("m", "mean of the known weeks", "four to eight seven-day windows before"),
    "ramp_points": _Kind("points/week", "ctl - ctl a week ago", _LOADS),
    "ramp": _Kind("points/week", "ctl - ctl a week ago", _LOADS, ("ctl",)),
    "ctl": _Kind("points/day", "weighted mean", _LOADS),
    "atl": _Kind("points/day", "weighted mean", _LOADS),
    "tsb": _Kind("points/day", "ctl - atl", f"{_LOADS}; on the morning of the day", ("ctl", "atl")),
    "estimated_pct": _Kind("%", "estimated load / load", "last 42 days"),
    "soreness_0_10": _Kind("0-10", "check_in.pain", "the last answer within 48 hours before the start"),
    "signals": _Kind("signals", "count"),
    **{
        f"{item}_m": _Kind("m", f"{item}.run", of=item)
        for item in ("ascent", "descent", "steep_ascent", "steep_descent")
    },
    **{
        f"{item}_max_30d_m": _Kind("m", f"highest {item} of one run", _LAST_30)
        for item in ("ascent", "descent", "steep_ascent", "steep_descent")
    },
    "fast_s": _Kind("s", "fast.threshold", "at 105 % of threshold speed, or 5.5 m/s", of="fast"),
    "fast_s_max_30d": _Kind("s", "highest fast of one run", _LAST_30),
    "fast_excess_pct": _Kind("%", "fast / highest - 1", _LAST_30, ("fast_s", "fast_s_max_30d")),
    "steps": _Kind("count", "steps.cadence", of="steps"),
    "steps_max_30d": _Kind("count", "highest steps of one run", _LAST_30),
    "steps_excess_pct": _Kind("%", "steps / highest - 1", _LAST_30, ("steps", "steps_max_30d")),
    "week_m": _Kind("m", "sum of seven days", "D-6 .. D"),
    "week_before_m": _Kind("m", "sum of seven days", "D-13 .. D-7"),
    "change_pct": _Kind("%", "week / week before - 1", "context only", ("week_m", "week_before_m")),
    "acwr_coupled_7_28": _Kind("ratio", "mean 7 / mean 28", "coupled rolling means; context only", of="load"),
    "acwr_weeks_1_3": _Kind("ratio", "week / mean of three before", "uncoupled; context only", ("week_m",)),
    "share_pct": _Kind("%", "longest / week", "trailing seven days", ("longest_m", "week_m")),
    "longest_m": _Kind("m", "longest_single_run", "D-6 .. D"),
    "limit_pct": _Kind("%", "coaching convention"),
    "rest_days_7": _Kind("days", "days without a run", "D-7 .. D-1, walking is not rest of ours to know"),
    "rest_days_14": _Kind("days", "days without a run", "D-14 .. D-1"),
    "days_since_last": _Kind("days", "days since the last run"),
    "days_after": _Kind("days", "days since the marathon's effort"),
    "race_m": _Kind("m", "session.total_distance", "of that run"),
    "soreness_mean": _Kind("0-10", "marathon_recovery2017", "mean of eleven runners, behind the thigh"),
    "soreness_expected_up_to": _Kind("0-10", "mean + 2 deviations", "deviation of the first day; ours"),
    "ratio": _Kind("ratio", "smyth2022", "late over early heart rate per speed", of="smyth_ratio"),
    "onset_m": _Kind("m", "smyth2022.onset", "ratio above 1.025", of="onset"),
    "pace_fade_pct": _Kind("%", "pace_fade", "last third / first third - 1, grade-adjusted", of="pace_fade"),
    "late_slowing_pct": _Kind("%", "smyth2021", "late against 5 to 20 km", of="late_slowing"),
    "late_cadence": _Kind("spm", "late.residual", _LATE, of="late_cadence"),
    "late_contact": _Kind("%", "late.residual", _LATE, of="late_contact"),
    "late_contact_raw": _Kind("%", "late.thirds", "last third / first third - 1", of="late_contact_raw"),
    "late_step": _Kind("%", "late.change", _LATE, of="late_step"),
    "late_bounce": _Kind("%", "late.change", "vertical oscillation / step length", of="late_bounce"),
    "late_balance": _Kind("points", "late.change", "left against right", of="late_balance"),
    "air_low": _Kind("C", "watch - 8", "a wrist reads 3 to 8 degrees high", of="air_low"),
    "air_high": _Kind("C", "watch - 3", "a wrist reads 3 to 8 degrees high", of="air_high"),
    **{
        f"{what}_{end}": _Kind(unit, f"{what}.lara2016", "range, not a measurement", of=f"{what}_{end}")
        for what, unit in (("sweat", "L"), ("sodium", "mg"), ("potassium", "mg"))
        for end in ("low", "high")
    },
}
_POINTS = _Kind("points", "long_run_effort.component", "0, 1 or 2; ours")


def figures(finding: Finding, run: RunMetrics) -> tuple[Figure, ...]:
    """Give every number of a finding about this run. Raises KeyError for a name nobody wrote down here: a bug."""
    return tuple(_figures(finding, run))


def _figures(finding: Finding, run: RunMetrics) -> Iterator[Figure]:
    for name, value in finding.numbers.items():
        kind = _POINTS if name not in KINDS and name.endswith("_points") else KINDS[name]
        own = run.every.get(kind.of)
        inputs = tuple((each, finding.numbers[each]) for each in kind.inputs if each in finding.numbers)
        yield Figure(
            name,
            value,
            kind.unit,
            _formula(kind, own, value),
            kind.convention,
            inputs if inputs or own is None else own.inputs,
            own.coverage if own is not None else None,
            own.estimated if own is not None else _rests_on_guesses(finding, name),
            own is not None and own.low_confidence,
        )


def _formula(kind: _Kind, own: Measure | None, value: float) -> str:
    """Give the measure's own formula where the number is that measure, and not made of it."""
    return own.formula if own is not None and own.value == value else kind.formula


def _rests_on_guesses(finding: Finding, name: str) -> bool:
    """Say so of means in which some loads are estimates, and of a longest run that the runner told."""
    if name in {"ctl", "atl", "tsb", "ramp"}:
        return finding.numbers.get("estimated_pct", 0.0) > 0.0
    return name in {"longest_30d_m", "excess_pct"} and "what you told us" in finding.sentence
