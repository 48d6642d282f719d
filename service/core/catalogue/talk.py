"""How the check-in speaks around its questions, in the terminal and aloud."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_PLAIN = """
    open nothing_understood ask_me left_out again profile yes_no commands first stopped nothing_else call_unknown
    no_clinician self_care rest_first see_clinician urgent urgent_today emergency_now same_day within_48h
    within_7d routine_2w common help_idle help_leading not_caught no_session no_plan anything_hurts pain_now
    pain_number plain_yes_no check_in_offer check_in_waits recheck_waits no_runs session_felt morning_settled
    thanks goodbye going_on
"""
TALK_LINES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_PLAIN.split(), ()),
    "understood": ("what",),
    "read_back": ("number",),
    "choice": ("choices",),
    "number": ("low", "high"),
    "call": ("number",),
    "fits": ("label",),
    "fits_also": ("label", "also"),
    "shows": ("label",),
    "before": ("run",),
    "running": ("run",),
    "pick": ("choices",),
    "next": ("leave",),
    "recheck": ("when",),
    "last_pain": ("number",),
}
"""Every line, and the blanks that it fills in."""


@dataclass(frozen=True, slots=True)
class TalkWords:
    """The lines, and what a runner says to be asked or to close a list."""

    says: Mapping[str, str] = field(default_factory=dict)
    ask_me: frozenset[str] = frozenset()
    none_of_these: frozenset[str] = frozenset()
