"""Was this a long run, for this runner?

Long: at least 75 minutes moving, and at least one of: 30 % of the trailing seven days' kilometres (this run
among them), as long as the longest tenth of the last 60 days, 90 minutes. All of it ours: a yardstick for
what to ask about, not for harm.
"""

from dataclasses import dataclass

import numpy as np

from service.core.findings.values import Finding
from service.core.findings.words import duration, kilometres
from service.core.load.values import LoadHistory
from service.core.metrics.values import RunMetrics

ID = "long_run"
LEAST_MOVING_S = 75 * 60
ALWAYS_LONG_S = 90 * 60
WEEK_SHARE = 0.30
PERCENTILE, PERCENTILE_DAYS, PERCENTILE_RUNS = 90.0, 60, 5
EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """What this run is held against; None where the history does not reach."""

    week_share: float | None
    p90_60d_s: float | None


def long_run(run: RunMetrics, history: LoadHistory) -> Finding:
    """Say whether a run was long for this runner, and by which yardstick."""
    moving_s = run.moving.value
    if run.quarantined is not None or moving_s is None:
        return _unjudged("quarantine" if run.quarantined is not None else run.moving.reason or "no_speed")
    sticks = Yardsticks(_week_share(run.distance.value, history), _p90(history))
    numbers = {"moving_s": moving_s}
    if run.distance.value is not None:
        numbers["distance_m"] = run.distance.value
    if sticks.week_share is not None:
        numbers["share_7d_pct"] = 100.0 * sticks.week_share
    if sticks.p90_60d_s is not None:
        numbers["p90_60d_s"] = sticks.p90_60d_s
    level = _level(moving_s, sticks)
    return Finding(
        id=ID,
        level=level,
        numbers=numbers,
        sentence=_sentence(run, moving_s, level=level, sticks=sticks),
        meaning=_MEANING[level],
        notable=level == "long",
        reason="cold_start" if level == "unknown" else None,
    )


_MEANING = {
    "long": "Legs often feel it one to three days later. The yardstick is our own, not a limit.",
    "usual": "Long, for us, is 75 minutes or more that also stand out in your own weeks. Our yardstick.",
    "unknown": "Between 75 and 90 minutes your own last weeks decide, and we do not know them yet.",
}


def _level(moving_s: float, sticks: Yardsticks) -> str:
    if moving_s < LEAST_MOVING_S:
        return "usual"
    answers = (
        moving_s >= ALWAYS_LONG_S,
        None if sticks.week_share is None else sticks.week_share >= WEEK_SHARE - EDGE,
        None if sticks.p90_60d_s is None else moving_s >= sticks.p90_60d_s,
    )
    if any(answers):
        return "long"
    return "unknown" if None in answers else "usual"


def _week_share(distance_m: float | None, history: LoadHistory) -> float | None:
    if distance_m is None or distance_m <= 0.0 or history.previous_6d_m is None:
        return None
    return distance_m / (distance_m + history.previous_6d_m)


def _p90(history: LoadHistory) -> float | None:
    """Give the 90th percentile of moving time; ours: not from fewer than 60 days and 5 runs."""
    if history.covered_days < PERCENTILE_DAYS or len(history.longest_60d_s) < PERCENTILE_RUNS:
        return None
    return float(np.percentile(history.longest_60d_s, PERCENTILE))


def _sentence(run: RunMetrics, moving_s: float, *, level: str, sticks: Yardsticks) -> str:
    far = f" and {kilometres(run.distance.value)}" if run.distance.value is not None else ""
    did = f"{duration(moving_s)} on the move{far}"
    if level != "long":
        return f"{did}."
    share = (
        f", {round(100.0 * sticks.week_share)} % of your last seven days"
        if sticks.week_share is not None
        else ""
    )
    return f"A long run: {did}{share}."


def _unjudged(reason: str) -> Finding:
    return Finding(
        ID,
        "unknown",
        {},
        "How long you were on the move is not known for this run.",
        "The file is cut off, holds no speed, or does not look like one run.",
        reason=reason,
    )
