"""Cramps that come back with one run after the other are for a clinician, whatever each looked like alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeAlias

WITHIN = timedelta(weeks=6)
TOO_MANY = 3
"""Source: plans.yaml `cramp_reset.p1.note`: three cramping runs in six weeks."""

Cramp: TypeAlias = tuple[str, datetime]
"""The run (or the check-in without one) that a cramp belongs to, and when it was told."""


def cramps_keep_coming(told: Iterable[Cramp], *, now: datetime) -> bool:
    """Say whether three runs within six weeks ended in a cramp; asking again about one adds nothing."""
    recent = {about for about, at in told if now - at <= WITHIN}
    return len(recent) >= TOO_MANY
