"""The one safe next step and how soon. Two ladders, no arithmetic: whoever asks for more caution wins.

Source: rules.yaml `triage_levels`, `urgency_to_triage`, `triage`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.core.assessment import Fired
from service.core.catalogue import Escalation, FactValue, RedFlag
from service.core.rules.firing import fired

TRIAGE = ("self_care", "rest_first", "see_clinician", "urgent")
"""Mildest first."""
URGENCY = ("emergency_now", "same_day", "within_48h", "within_7d", "routine_2w")
"""Most urgent first."""
STOPS_AT_ONCE = ("emergency_now", "same_day")
"""Urgencies that end a check-in in the middle of a step: the action is spoken at once (soreness.md §2)."""


@dataclass(frozen=True, slots=True)
class Care:
    """A level of care and, where somebody has to be seen, how soon."""

    triage: str
    urgency: str | None = None


def raised_flags(
    flags: Sequence[RedFlag], *readings: Mapping[str, FactValue]
) -> tuple[tuple[RedFlag, Fired], ...]:
    """Give the red flags that are up in any of the readings, most urgent first, ties as listed."""
    traces = {flag.id: trace for facts in readings for flag, trace in fired(flags, facts)}
    up = [
        (flag, Fired(flag.id, flag.says, traces[flag.id], flag.urgency))
        for flag in flags
        if flag.id in traces
    ]
    return tuple(sorted(up, key=lambda pair: URGENCY.index(pair[0].urgency)))


def escalate(
    facts: Mapping[str, FactValue], escalations: Sequence[Escalation], *, label: str
) -> tuple[tuple[Escalation, Fired], ...]:
    """Give the escalations that fire, as listed. They alone may read `result.top`, which is the label."""
    seen = {**facts, "result.top": label}
    return tuple(
        (found, Fired(found.id, found.says, trace, found.urgency))
        for found, trace in fired(escalations, seen)
    )


def most_cautious(steps: Iterable[Care]) -> Care:
    """Give the highest level of care and the most urgent urgency that any of the steps asks for."""
    asked = list(steps)
    urgencies = [step.urgency for step in asked if step.urgency is not None]
    urgency = min(urgencies, key=URGENCY.index, default=None)
    levels = [step.triage for step in asked]
    if urgency is not None:
        levels.append(triage_of(urgency))
    return Care(max(levels, key=TRIAGE.index), urgency)


def triage_of(urgency: str) -> str:
    """Give the level of care that an urgency stands for. Source: rules.yaml `urgency_to_triage`."""
    return "urgent" if urgency in STOPS_AT_ONCE else "see_clinician"
