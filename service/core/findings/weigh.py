"""How much more than usual was this run, all signals together: one level, and the signals that made it.

    unknown  the month before is not known, and nothing else speaks
    none     no step, no other signal
    notice   a step of more than 10 % in distance, or new hills, or two other signals
    raised   such a step with another signal, a second step within seven days, or a hard run within two weeks
             of a marathon
    high     more than twice the month's longest run, a step run on sore legs, or a marathon on a thin base

Ratios of weeks to weeks move no level: the studies do not carry it (impellizzeri2020, frandsen2025). The
combination is ours; what stands behind each signal is told with its own finding. No words here, only numbers.
"""

from typing import NamedTuple

from service.core.findings.novelty import Novelty, vertical_novelty
from service.core.findings.spike import FLOOR_M, TREADMILL_ERROR, band
from service.core.findings.values import Circumstances
from service.core.load.averages import monotony
from service.core.load.chronicle import window_known
from service.core.load.hardness import RACE_M, is_hard, is_long_race
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

MONOTONY_HIGH, RAMP_HIGH, TSB_HEAVY = 2.0, 8.0, -30.0
STREAK_FLAG, STREAK_FLAG_FROM_50, FIFTY = 3, 2, 50
LEAST_RUNS_A_WEEK = 3
NOVELTY_NOTICE = 0.30
RACE_RECOVERY_DAYS = 14
THIN_BASE_M, BASE_WEEKS = 30_000.0, 4
"""Source: rasmussen2013; four known weeks are enough for a mean (ours)."""
SORE_FROM = 5.0

SECONDARY = ("monotony", "no_rest", "ramp", "hard_streak")


class Weighed(NamedTuple):
    """The level and what made it. A plain tuple, as the ledgers are."""

    level: str
    signals: tuple[str, ...]
    """spike, novelty, second_spike, sore, after_race, thin_base and those of SECONDARY; in order of weight."""
    excess: float | None
    """Share beyond the month's longest run; None where that is not known."""
    novelty: Novelty | None
    monotony: float | None
    hard_streak: int
    """Hard days in a row, this one among them."""
    base_m: float | None
    """Mean distance of the known weeks before, at least four."""


def weigh(run: PastRun, history: LoadHistory, *, around: Circumstances, indoors: bool = False) -> Weighed:
    """Weigh a run against the days before it. A run in quarantine must not be weighed."""
    beyond = excess(run, history, indoors=indoors)
    step = None if beyond is None else band(beyond)
    spiked = step is not None and step.hrr is not None and (run.distance_m or 0.0) >= FLOOR_M
    new = vertical_novelty(run, history)
    hard = is_hard(
        run, history.previous_6d_m, race=is_long_race(run), loads=lambda: sorted(history.cardio.loads_60d)
    )
    streak = history.cardio.hard_streak + 1 if hard else 0
    same = week_monotony(run, history)
    base = weekly_base(history)
    lasting = (
        ("monotony", same is not None and same >= MONOTONY_HIGH),
        ("no_rest", history.mechanical.rest_days_9 == 0),
        ("ramp", history.cardio.state == "settled" and (history.cardio.ramp or 0.0) > RAMP_HIGH),
        ("hard_streak", streak >= _streak_flag(around.age)),
    )
    single = (
        ("thin_base", base is not None and base < THIN_BASE_M and (run.distance_m or 0.0) >= RACE_M),
        ("sore", spiked and (around.soreness_0_10 or 0.0) >= SORE_FROM),
        ("spike", spiked),
        ("second_spike", spiked and history.mechanical.spikes_7d > 0),
        ("after_race", hard and history.race is not None and history.race.days_ago <= RACE_RECOVERY_DAYS),
        ("novelty", new is not None and new.excess > NOVELTY_NOTICE),
    )
    fired = tuple([name for name, on in single + lasting if on])
    large = spiked and step is not None and step.level == "large"
    return Weighed(
        _level(fired, large=large, known=beyond is not None), fired, beyond, new, same, streak, base
    )


def excess(run: PastRun, history: LoadHistory, *, indoors: bool) -> float | None:
    """Give the share beyond the month's longest; None where unknown, or where a treadmill leaves it open."""
    longest = history.longest_30d_m
    known = history.seeded or window_known(history.covered_days, history.runs_30d)
    if run.distance_m is None or longest is None or longest <= 0.0 or not known:
        return None
    beyond = run.distance_m / longest - 1.0
    if indoors:
        least, most = ((1.0 + beyond) * (1.0 + off) - 1.0 for off in (-TREADMILL_ERROR, TREADMILL_ERROR))
        return beyond if band(least) is band(most) else None
    return beyond


def week_monotony(run: PastRun, history: LoadHistory) -> float | None:
    """Give the monotony of the seven days that end with this run; None under three runs or unknown days."""
    week = [load for load in history.cardio.daily[-6:] if load is not None]
    if len(week) < 6 or run.load is None:
        return None
    week.append(run.load)
    return monotony(week) if week.count(0.0) <= 7 - LEAST_RUNS_A_WEEK else None


def weekly_base(history: LoadHistory) -> float | None:
    """Give the mean distance of the known weeks before, at most eight; None under four."""
    weeks = history.week_m
    return sum(weeks) / len(weeks) if len(weeks) >= BASE_WEEKS else None


def _streak_flag(age: int | None) -> int:
    return STREAK_FLAG_FROM_50 if age is not None and age >= FIFTY else STREAK_FLAG


def _level(fired: tuple[str, ...], *, large: bool, known: bool) -> str:
    if not fired:
        return "none" if known else "unknown"
    lasting = sum(name in SECONDARY for name in fired)
    if large or "sore" in fired or "thin_base" in fired:
        return "high"
    if "second_spike" in fired or "after_race" in fired or ("spike" in fired and lasting):
        return "raised"
    if "spike" in fired or "novelty" in fired or lasting >= 2:
        return "notice"
    return "none" if known else "unknown"
