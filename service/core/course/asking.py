"""When to ask again, and when a plan that nobody answers for is put away.

The phase decides, in hours from the check-in that began the plan (day 0 of its days). Where the runner stays
longer in a phase than it has re-checks for, the general schedule goes on; behind that one, every two weeks.
Source: plans.yaml `recheck_schedule`; the two weeks, and after how long a plan is put away, are ours.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

GENERAL: Mapping[str, tuple[int, ...]] = {
    "self_care": (24, 48, 72, 168),
    "rest_first": (24, 48, 72, 168, 336),
    "see_clinician": (24, 72, 168, 336),
    "urgent": (1, 24),
}
"""Hours by triage, where the phase names none (any more)."""
SIX_WEEKS_H, FOUR_WEEKS_H = 1008, 672
"""No clear gain by then: a clinician. The shorter one from fifty on."""
EVERY_H = 336
FORGOTTEN_AFTER = timedelta(days=7)


def hours_ahead(
    phase_h: tuple[int, ...], *, triage: str, elapsed_h: float, fifty_plus: bool = False
) -> tuple[int, ...]:
    """Give the hours (from the plan's beginning) at which to ask again, all after `elapsed_h`."""
    ahead = _after(elapsed_h, phase_h) or _after(elapsed_h, GENERAL[triage])
    many_weeks = FOUR_WEEKS_H if fifty_plus else SIX_WEEKS_H
    if not ahead:
        ahead = (int(elapsed_h) + EVERY_H,)
        if elapsed_h < many_weeks < ahead[0]:
            ahead = (many_weeks,)
    return ahead


def _after(elapsed_h: float, hours: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(hour for hour in sorted(set(hours)) if hour > elapsed_h)


def forgotten_at(last_due_at: datetime | None, heard_at: datetime) -> datetime:
    """Give the moment at which a plan is put away, if nothing is heard: a week after it last asked."""
    return max(heard_at, last_due_at or heard_at) + FORGOTTEN_AFTER
