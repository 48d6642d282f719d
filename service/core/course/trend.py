"""Pain over days: the weekly mean, and whether it is clearly better than at the start."""

from datetime import date, timedelta

from service.core.course.values import Progress

WEEK = timedelta(days=7)
RISE = 1.0
"""The mean of seven days must not rise by this much. Source: plans.yaml `pain_monitoring.weekly`."""
CLEARLY = 2.0
"""Points of ten that count as clearly better. Ours: about the least difference that patients notice."""
NEARLY_NONE = 1.0


def is_rising(progress: Progress, *, on: date) -> bool:
    """Say whether the mean pain of the last seven days is a point or more above the seven days before."""
    this_week = _mean(progress, after=on - WEEK, until=on)
    last_week = _mean(progress, after=on - 2 * WEEK, until=on - WEEK)
    return this_week is not None and last_week is not None and this_week - last_week >= RISE


def is_clearly_better(progress: Progress) -> bool:
    """Say whether the latest pain is nearly none, or two points below the start's. Unknown is not better."""
    if not progress.points:
        return False
    latest = progress.points[-1].pain
    start = progress.pain_at_start
    return latest <= NEARLY_NONE or (start is not None and latest <= start - CLEARLY)


def is_easing(progress: Progress) -> bool:
    """Say whether the latest pain is below the start's, or the runner says that it is getting better."""
    if not progress.points:
        return False
    latest, start = progress.points[-1], progress.pain_at_start
    return latest.trend == "better" or (start is not None and latest.pain < start and latest.trend != "worse")


def _mean(progress: Progress, *, after: date, until: date) -> float | None:
    pains = [point.pain for point in progress.points if after < point.day <= until]
    return sum(pains) / len(pains) if pains else None
