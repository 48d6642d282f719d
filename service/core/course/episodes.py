"""A check-in that nobody asked for: is it about the pain whose plan is going on, or about a new one?"""

from datetime import date

from service.core.assessment import Assessment
from service.core.course.values import Progress

A_DAY = 1
"""Days are counted by whole ones, so "since Monday" may come out one short. Ours."""


def is_same_episode(progress: Progress, *, before: Assessment, now: Assessment, on: date) -> bool:
    """Say whether the plan goes on with this check-in as with a re-check, rather than giving way to a new one.

    Nothing that hurts any more is about the same pain. So is the same pattern on the same side that did not
    begin after the plan did. What was an emergency is followed up by its own re-check: a later check-in without
    one gets a plan of its own, never the emergency's steps under a calmer heading. Ours.
    """
    if now.red_flags or now.triage == "urgent":
        return False
    if now.top == "no_injury":
        return before.top != "no_injury" and not before.red_flags
    return _same_pattern(progress, before, now) and _same_side(before, now) and _as_old(progress, now, on=on)


def _same_pattern(progress: Progress, before: Assessment, now: Assessment) -> bool:
    if now.first_phase.partition(".")[0] == progress.protocol:
        return True
    both = (before, now)
    if any(made.top == "unclear" or made.triage == "urgent" or not made.differential for made in both):
        return False
    return before.differential[0].ailment == now.differential[0].ailment


def _same_side(before: Assessment, now: Assessment) -> bool:
    sides = {before.facts.get("q.side"), now.facts.get("q.side")} - {None}
    return len(sides) < len({"left", "right"}) or "both" in sides


def _as_old(progress: Progress, now: Assessment, *, on: date) -> bool:
    days = now.facts.get("q.onset_days")
    return not isinstance(days, int | float) or days >= (on - progress.began).days - A_DAY
