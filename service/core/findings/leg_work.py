"""Fast minutes and steps the legs have not met this month: the rest of what the ground asks, beside its hills.

Fast running loads the back of the thigh late in the swing; steps are how often a leg was loaded at all. Each is
held against the highest single run of 30 days, in the bands of distance carried over: ours, as are the floors.
Steps grow with distance, so nothing here moves the load level: the step in distance is weighed already.
"""

from collections.abc import Iterator
from math import inf

from service.core.findings.spike import band
from service.core.findings.values import Finding
from service.core.findings.words import duration, listed, percent
from service.core.load.chronicle import window_known
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

ID = "leg_work"
SOURCE = "bontemps2020"
LEAST_FAST_S, LEAST_STEPS = 300.0, 5_000.0

_WHY = {
    "fast": "Fast running asks most of the back of the thigh.",
    "steps": "More steps load every part of the leg more often.",
}


def leg_work(run: PastRun, history: LoadHistory) -> Finding | None:
    """Say which of fast running and steps were new; None where neither was, or nothing can be compared."""
    if not window_known(history.covered_days, history.runs_30d):
        return None
    new = [each for each in _beyond(run, history) if band(each[3]).level != "reference"]
    if not new:
        return None
    numbers: dict[str, float] = {}
    for item, now, before, excess in new:
        unit = "fast_s" if item == "fast" else "steps"
        numbers |= {unit: now, f"{unit}_max_30d": before}
        if excess < inf:
            numbers[f"{item}_excess_pct"] = 100.0 * excess
    return Finding(
        ID,
        band(max(excess for *_, excess in new)).level,
        numbers,
        f"{listed([_told(*each) for each in new])}.",
        f"{' '.join(_WHY[item] for item, *_ in new)} What is new to a muscle makes it sorest; how much it takes, "
        "no study says, so the limits are ours.",
        SOURCE,
    )


def _beyond(run: PastRun, history: LoadHistory) -> Iterator[tuple[str, float, float, float]]:
    month = history.mechanical
    for item, now, before, floor in (
        ("fast", run.fast_s, month.fast_max_30d_s, LEAST_FAST_S),
        ("steps", run.steps, month.steps_max_30d, LEAST_STEPS),
    ):
        if now is not None and before is not None and now >= floor:
            yield item, now, before, now / before - 1.0 if before > 0.0 else inf


def _told(item: str, now: float, before: float, excess: float) -> str:
    had = _amount(item, now)
    if excess == inf:
        return f"{had}, where the 30 days before held none"
    return f"{had}, {percent(excess)} more than in any run of the 30 days before ({_amount(item, before)})"


def _amount(item: str, value: float) -> str:
    return f"{duration(value)} of fast running" if item == "fast" else f"{round(value, -2):,.0f} steps"
