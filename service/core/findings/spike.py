"""The one load signal with a large running cohort behind it: this run against the longest of 30 days before.

    r = distance / longest single run in D-30..D-1 - 1

Up to 10 % is the reference, then small, moderate (above 30 %) and large (above 100 %). The risk in that
cohort did not rise evenly with the bands and is relative, so the words promise nothing about one runner.
Source: frandsen2025. The floor of 5 km and the ±10 % for treadmills are ours.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from service.core.findings.values import Finding
from service.core.findings.words import kilometres
from service.core.load.accumulate import LEAST_RUNS, WINDOW_DAYS, window_known
from service.core.load.values import LoadHistory
from service.core.metrics.cleaning import INDOORS
from service.core.metrics.values import RunMetrics

ID = "session_spike"
SOURCE = "frandsen2025"
EDGE = 1e-9
"""Upper bounds belong to the band below; 17.6 against 16.0 km is 10 % and must not fall over by rounding."""
FLOOR_M = 5_000.0
TREADMILL_ERROR = 0.10


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the cohort: its upper bound (share beyond the longest) and its hazard rate ratio."""

    level: str
    up_to: float
    range_words: str
    hrr: tuple[float, float, float] | None
    """Estimate and 95 % interval; None for the reference."""


BANDS = (
    Band("reference", 0.10, "up to 10 %", None),
    Band("small", 0.30, "more than 10 and up to 30 %", (1.64, 1.31, 2.05)),
    Band("moderate", 1.00, "more than 30 and up to 100 %", (1.52, 1.16, 2.00)),
    Band("large", float("inf"), "more than 100 %", (2.28, 1.50, 3.48)),
)


def band(excess: float) -> Band:
    """Give the band of a share beyond the longest run, e.g. 0.17."""
    return next(each for each in BANDS if excess <= each.up_to + EDGE)


def spike(run: RunMetrics, history: LoadHistory) -> Finding:
    """Hold the distance of one run against the longest of the 30 days before."""
    distance_m = run.distance.value
    if run.quarantined is not None or distance_m is None:
        return _unjudged("quarantine" if run.quarantined is not None else "no_distance")
    longest_m = history.longest_30d_m
    known = history.seeded or window_known(history.covered_days, history.runs_30d)
    if longest_m is None or longest_m <= 0.0 or not known:
        return _cold_start(distance_m, history)
    excess = distance_m / longest_m - 1.0
    if run.sub_sport in INDOORS:
        low, high = _by_treadmill(distance_m, longest_m)
        if band(low) is not band(high):
            return _uncertain(distance_m, longest_m, low=low, high=high)
    return _judged(distance_m, longest_m, excess=excess, seeded=history.seeded)


def _judged(distance_m: float, longest_m: float, *, excess: float, seeded: bool) -> Finding:
    found = band(excess)
    own_word = ", going by what you told us" if seeded else ""
    numbers = {"distance_m": distance_m, "longest_30d_m": longest_m, "excess_pct": 100.0 * excess}
    if found.hrr is not None:
        numbers |= dict(zip(("hrr", "hrr_low", "hrr_high"), found.hrr, strict=True))
    return Finding(
        id=ID,
        level=found.level,
        numbers=numbers,
        sentence=f"Longest run in the 30 days before{own_word}: {kilometres(longest_m)}. "
        f"This one: {kilometres(distance_m)}, {_compared(excess)}.",
        meaning=_meaning(found, distance_m, excess=excess),
        source=SOURCE,
        notable=found.hrr is not None and distance_m >= FLOOR_M,
    )


def _compared(excess: float) -> str:
    percent = round(100.0 * excess)
    if percent == 0:
        return "about the same"
    return f"{abs(percent)} % {'more' if percent > 0 else 'less'}"


def _meaning(found: Band, distance_m: float, *, excess: float) -> str:
    if found.hrr is None:
        if excess <= EDGE:
            return "No jump: this month has held a run at least as long."
        return (
            "A step of up to 10 %: the group the others were compared with in the study of 5,205 runners. "
            "That is not a proof that such a step is safe."
        )
    ratio, low, high = found.hrr
    words = (
        f"In one study of 5,205 runners, overuse injuries came {ratio:.2f} times as often after runs "
        f"{found.range_words} beyond the month's longest as after runs within 10 % "
        f"(95 % interval {low:.2f} to {high:.2f}). That compares groups in one cohort, and did not rise "
        "evenly with the jump; it says nothing about your own chance."
    )
    return words if distance_m >= FLOOR_M else f"Under 5 km we only show it, our choice. {words}"


def _by_treadmill(distance_m: float, longest_m: float) -> tuple[float, float]:
    return (
        distance_m * (1.0 - TREADMILL_ERROR) / longest_m - 1.0,
        distance_m * (1.0 + TREADMILL_ERROR) / longest_m - 1.0,
    )


def _uncertain(distance_m: float, longest_m: float, *, low: float, high: float) -> Finding:
    return Finding(
        id=ID,
        level="unknown",
        numbers={
            "distance_m": distance_m,
            "longest_30d_m": longest_m,
            "excess_low_pct": 100.0 * low,
            "excess_high_pct": 100.0 * high,
        },
        sentence=f"Longest run in the 30 days before: {kilometres(longest_m)}. "
        f"This one: about {kilometres(distance_m)} indoors, from {_compared(low)} to {_compared(high)}.",
        meaning="Indoors a watch guesses the distance and can be 10 % off: how big a step it was stays open.",
        source=SOURCE,
        # Even the shortest it can have been was a step beyond 10 %: worth asking about.
        notable=band(low).hrr is not None and distance_m * (1.0 - TREADMILL_ERROR) >= FLOOR_M,
        reason="treadmill",
    )


def _cold_start(distance_m: float, history: LoadHistory) -> Finding:
    missing_days = max(WINDOW_DAYS - history.covered_days, 0)
    if missing_days:
        meaning = (
            f"To judge it we need {WINDOW_DAYS} days of your runs with at least {LEAST_RUNS} in them; "
            f"from {_words(history.day + timedelta(days=missing_days))} we can. "
        )
        missing = f"we know {history.covered_days} of the 30 days before it"
    else:
        meaning = f"We can judge a run once {LEAST_RUNS} others lie in the {WINDOW_DAYS} days before it. "
        missing = f"the 30 days before it hold {history.runs_30d} of your runs"
    return Finding(
        id=ID,
        level="unknown",
        numbers={
            "distance_m": distance_m,
            "covered_days": float(history.covered_days),
            "runs_30d": float(history.runs_30d),
        },
        sentence=f"This run: {kilometres(distance_m)}. Whether that is a leap we cannot say yet: {missing}.",
        meaning=meaning + "Sooner, if you type in the longest run of your last month.",
        source=SOURCE,
        reason="cold_start",
    )


def _unjudged(reason: str) -> Finding:
    sentence = {
        "no_distance": "The file holds no distance, so this run cannot be held against earlier ones.",
        "quarantine": "This does not look like one run, so it is not held against earlier ones.",
    }[reason]
    meaning = {
        "no_distance": "Nothing is wrong with the run; a watch without position or foot sensor cannot tell.",
        "quarantine": "Perhaps the watch was left on, or came along for the drive home.",
    }[reason]
    return Finding(ID, "unknown", {}, sentence, meaning, source=SOURCE, reason=reason)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
