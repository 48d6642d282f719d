"""Hills the legs have not met this month: metres up and down against the highest single run of 30 days.

Muscles learn from eccentric work within weeks and forget it again (the repeated-bout effect, bontemps2020).
The windows and bands are those of distance, carried over: ours. So are the floors, below which nobody feels it.
"""

from dataclasses import dataclass
from math import inf

from service.core.findings.values import Finding
from service.core.findings.words import metres, percent
from service.core.load.chronicle import window_known
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

ID = "vertical"
SOURCE = "bontemps2020"
FLOORS_M = {"descent": 150.0, "ascent": 150.0, "steep_descent": 80.0, "steep_ascent": 80.0}
NEW, DOUBLE = 0.30, 1.00

_WORDS = {
    "descent": "of descent",
    "ascent": "of climbing",
    "steep_descent": "of steep descent",
    "steep_ascent": "of steep climbing",
}
_WHERE = {
    "descent": "Downhill asks most of the front of the thigh and the calf",
    "ascent": "Uphill asks most of the buttock and the back of the thigh",
    "steep_descent": "Steep downhill asks most of the front of the thigh and the calf",
    "steep_ascent": "Steep uphill asks most of the buttock and the back of the thigh",
}


@dataclass(frozen=True, slots=True)
class Novelty:
    """The item that was newest, and by how much."""

    item: str
    """A key of FLOORS_M."""
    metres: float
    before_m: float
    excess: float
    """Share beyond the highest of the month; infinite where the month held none."""


def vertical_novelty(run: PastRun, history: LoadHistory) -> Novelty | None:
    """Give the newest of ascent, descent and their steep parts; None where nothing can be compared."""
    if not window_known(history.covered_days, history.runs_30d):
        return None
    month, best = history.mechanical, None
    for item, now, before in (
        ("descent", run.descent_m, month.descent_max_30d_m),
        ("ascent", run.ascent_m, month.ascent_max_30d_m),
        ("steep_descent", run.steep_descent_m, month.steep_descent_max_30d_m),
        ("steep_ascent", run.steep_ascent_m, month.steep_ascent_max_30d_m),
    ):
        if now is None or before is None or now <= FLOORS_M[item]:
            continue
        beyond = now / before - 1.0 if before > 0.0 else inf
        if best is None or beyond > best.excess:
            best = Novelty(item, now, before, beyond)
    return best


def vertical(run: PastRun, history: LoadHistory) -> Finding:
    """Say how new the hills of a run were."""
    if run.descent_m is None and run.ascent_m is None:
        return _unknown("no_altitude", "This run has no heights, so its hills are not compared.")
    if not window_known(history.covered_days, history.runs_30d):
        return _unknown(
            "cold_start", "Whether the hills were new cannot be said yet: too few days are known."
        )
    new = vertical_novelty(run, history)
    numbers = {
        name: value
        for name, value in (("ascent_m", run.ascent_m), ("descent_m", run.descent_m))
        if value is not None
    }
    if new is None:
        told = " and ".join(
            f"{metres(value)} {_WORDS[name]}"
            for name, value in (("ascent", run.ascent_m), ("descent", run.descent_m))
            if value is not None
        )
        return Finding(
            ID, "usual", numbers, f"{told}.", "Too few metres to compare with the month. Our floor.", SOURCE
        )
    numbers |= {f"{new.item}_m": new.metres, f"{new.item}_max_30d_m": new.before_m}
    if new.excess < inf:
        numbers["excess_pct"] = 100.0 * new.excess
    level = "new" if new.excess > NEW else "usual"
    return Finding(ID, level, numbers, _sentence(new), _meaning(new, level), SOURCE)


def _sentence(new: Novelty) -> str:
    had = f"{metres(new.metres)} {_WORDS[new.item]}"
    if new.excess == inf:
        return f"{had}; the 30 days before held none."
    if round(100.0 * new.excess) == 0:
        return f"{had}; the most in one run of the 30 days before was as much."
    way = "more" if new.excess >= 0.0 else "less"
    return f"{had}; the most in one run of the 30 days before was {metres(new.before_m)}: {percent(new.excess)} {way}."


def _meaning(new: Novelty, level: str) -> str:
    if level == "usual":
        return "Nothing your legs have not met this month."
    return (
        f"{_WHERE[new.item]}, and what is new to a muscle makes it sorest. That is well shown for downhill in "
        "laboratories; how many metres it takes, no study says, so the limit is ours."
    )


def _unknown(reason: str, sentence: str) -> Finding:
    return Finding(
        ID, "unknown", {}, sentence, "Nothing follows from a missing number.", SOURCE, reason=reason
    )
