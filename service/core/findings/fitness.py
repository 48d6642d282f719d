"""Long-term load, short-term load and their difference, on the morning before the run.

42- and 7-day weighted means (weight 1/42 and 1/7 of each new day, from 0) of loads where 100 is an hour at
threshold. Tools with other weights show up to a third more for the same runs. Under 42 days nothing is shown,
because a fresh start looks like a leap; until 84 it settles. Bands: coaching_load.
"""

from service.core.findings.values import Finding
from service.core.findings.words import counted
from service.core.load.values import LoadHistory

ID = "fitness"
FAST, VERY_FAST, HEAVY_TSB = 5.0, 8.0, -30.0
COLD_DAYS = 42


def fitness(history: LoadHistory) -> Finding:
    """Tell the two means, how fast the first rises, and how fresh that leaves the runner."""
    cardio = history.cardio
    if cardio.ctl is None or cardio.atl is None or cardio.tsb is None:
        return _cold(history)
    level = _level(cardio.ramp, cardio.tsb, settled=cardio.state == "settled")
    numbers = {"ctl": cardio.ctl, "atl": cardio.atl, "tsb": cardio.tsb}
    if cardio.ramp is not None:
        numbers["ramp"] = cardio.ramp
    if cardio.estimated_share is not None:
        numbers["estimated_pct"] = 100.0 * cardio.estimated_share
    rise = (
        ""
        if cardio.ramp is None
        else f", {abs(cardio.ramp):.1f} {'up' if cardio.ramp >= 0 else 'down'} in a week"
    )
    return Finding(
        ID,
        level,
        numbers,
        f"Before this run your long-term load was {cardio.ctl:.0f} points a day{rise}, your last week's "
        f"{cardio.atl:.0f}: {_balance(cardio.tsb)}.",
        _meaning(level, cardio.state, cardio.estimated_share),
        source="coaching_load",
    )


def _balance(tsb: float) -> str:
    if round(tsb) == 0:
        return "evenly balanced"
    return f"{abs(tsb):.0f} points on the {'rested' if tsb > 0.0 else 'tired'} side"


def _level(ramp: float | None, tsb: float, *, settled: bool) -> str:
    if not settled:  # a fresh start rises by itself
        return "usual"
    if ramp is not None and ramp > VERY_FAST:
        return "very_fast"
    if tsb < HEAVY_TSB:
        return "heavy"
    return "fast" if ramp is not None and ramp >= FAST else "usual"


_MEANINGS = {
    "very_fast": "A rise of more than 8 points a week is more than coaches plan for.",
    "fast": "A rise of 5 to 8 points a week is what coaches call fast.",
    "heavy": "More than 30 points on the tired side is what coaches call a heavy week.",
    "usual": "Within what coaches plan for.",
}


def _meaning(level: str, state: str, estimated: float | None) -> str:
    settling = " It still settles: it takes twelve weeks of runs." if state == "settling" else ""
    guessed = ""
    if estimated is not None and estimated >= 0.005:
        share = "All" if estimated >= 0.995 else f"About {100.0 * estimated:.0f} %"
        guessed = f" {share} of it rests on estimates."
    return f"{_MEANINGS[level]} Conventions, with no study behind the limits.{settling}{guessed}"


def _cold(history: LoadHistory) -> Finding:
    missing = max(COLD_DAYS - history.covered_days, 0)
    if missing:
        sentence = f"Long-term load is shown once 42 days of runs are known; {counted(missing, 'day')} to go."
    else:
        sentence = "Long-term load is not shown: for too many of the last 42 days the load is not known."
    return Finding(
        ID,
        "unknown",
        {"covered_days": float(history.covered_days)},
        sentence,
        "Before that, even constant running would look like a leap.",
        source="coaching_load",
        reason="cold_start" if missing else "no_load",
    )
