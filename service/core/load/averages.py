"""Daily loads as the field averages them, each convention by its name, because the same days give four answers.

Days are in order and without holes; rest days are 0 and count. What is not known is not in these lists: who
calls decides what an unknown day does. Sources: foster1998 (monotony, strain), coaching_load (42 and 7 days),
impellizzeri2020 (why the ratios are context only), nielsen2014 (week ratio), frandsen2025 (its own ratio).
"""

from collections.abc import Callable, Iterator, Sequence
from math import exp, sqrt

FITNESS_DAYS, FATIGUE_DAYS = 42, 7

CONVENTIONS: dict[str, Callable[[float], float]] = {
    "1/N": lambda n: 1.0 / n,
    "exp": lambda n: 1.0 - exp(-1.0 / n),
    "span": lambda n: 2.0 / (n + 1.0),
    "half_life": lambda n: 1.0 - 0.5 ** (1.0 / n),
}
"""Weight of the newest day by time constant. Ours is the first; the others serve to compare with tools."""
OURS = "1/N"


def smoothed(
    loads: Sequence[float], days: float, *, seed: float = 0.0, convention: str = OURS
) -> list[float]:
    """Give the exponentially weighted mean after each day."""
    return list(_smoothing(loads, CONVENTIONS[convention](days), seed))


def _smoothing(loads: Sequence[float], weight: float, level: float) -> Iterator[float]:
    for load in loads:
        level += weight * (load - level)
        yield level


def monotony(week: Sequence[float], *, ddof: int = 1) -> float | None:
    """Give mean over standard deviation of seven days, rest days as 0; None where nothing varies.

    Tools answer a week without variation with infinity, 10 or 0; none of these is a number.
    """
    mean = sum(week) / len(week)
    deviation = sqrt(sum([(load - mean) * (load - mean) for load in week]) / (len(week) - ddof))
    # Below a thousandth of a per cent it is rounding, not variation.
    return mean / deviation if deviation > 1e-5 * abs(mean) and deviation > 0.0 else None


def strain(week: Sequence[float], *, ddof: int = 1) -> float | None:
    """Give the week's load times its monotony."""
    varied = monotony(week, ddof=ddof)
    return None if varied is None else sum(week) * varied


def acute_chronic(loads: Sequence[float], *, coupled: bool = True) -> float | None:
    """Give the mean of the last 7 over the mean of the last 28 days (or, uncoupled, of the 21 before them)."""
    if len(loads) < 28:
        return None
    base = loads[-28:] if coupled else loads[-28:-7]
    chronic = sum(base) / len(base)
    return sum(loads[-7:]) / 7.0 / chronic if chronic > 0.0 else None


def acute_chronic_smoothed(
    loads: Sequence[float], *, convention: str = "span", seed: float | None = None
) -> float | None:
    """Give the ratio of 7- and 28-day weighted means; seeded with the first day where no seed is given."""
    if len(loads) < 28:
        return None
    start = loads[0] if seed is None else seed
    acute = smoothed(loads, 7, seed=start, convention=convention)[-1]
    chronic = smoothed(loads, 28, seed=start, convention=convention)[-1]
    return acute / chronic if chronic > 0.0 else None


def week_ratio(this_week: float, last_week: float) -> float | None:
    """Give the change from one week to the next, e.g. 0.2; None after a week off."""
    return this_week / last_week - 1.0 if last_week > 0.0 else None


def uncoupled_weeks(this_week: float, three_before: Sequence[float]) -> float | None:
    """Give one week over the mean of the three before it."""
    mean = sum(three_before) / len(three_before)
    return this_week / mean if mean > 0.0 else None


def percentile(ascending: Sequence[float], share: float) -> float:
    """Give the value below which a share (0 to 1) lies, by straight lines between; needs at least one value."""
    at = share * (len(ascending) - 1)
    low = int(at)
    high = min(low + 1, len(ascending) - 1)
    return ascending[low] + (at - low) * (ascending[high] - ascending[low])


def streak(flags: Sequence[bool]) -> int:
    """Count how many in a row are true at the end."""
    for back, flag in enumerate(reversed(flags)):
        if not flag:
            return back
    return len(flags)


def longest_streak(flags: Sequence[bool]) -> int:
    """Count the longest run of true in a row."""
    best = current = 0
    for flag in flags:
        current = current + 1 if flag else 0
        best = max(best, current)
    return best
