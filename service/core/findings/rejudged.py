"""What an older run that came in late changed about a later one: said, never silent."""

from datetime import date

from service.core.findings.values import Finding, Findings
from service.core.findings.words import listed

_NAMES = {
    "overload": "the load level",
    "session_spike": "the step in distance",
    "long_run": "whether it was a long run",
    "long_run_effort": "how hard a long run it was",
    "vertical": "how new the hills were",
    "hard_days": "hard days in a row",
}


def changed(before: Findings, after: Findings) -> tuple[tuple[Finding, Finding], ...]:
    """Give (old, new) of every finding that has another level now; new ones without an old one are left out."""
    pairs = ((old, after.get(old.id)) for old in before.all)
    return tuple((old, new) for old, new in pairs if new is not None and new.level != old.level)


def rejudged(before: Findings, after: Findings, *, came_in: date | None) -> str | None:
    """Say in one sentence what a run of `came_in` changed; None where no named level moved.

    Without a day it was the run itself that was measured again.
    """
    moved = [
        f"{_NAMES[new.id]} went from {_spelt(old.level)} to {_spelt(new.level)}"
        for old, new in changed(before, after)
        if new.id in _NAMES
    ]
    if not moved:
        return None
    if came_in is None:
        return f"This run was measured and judged again: {listed(moved)}."
    return f"A run of {came_in.day} {came_in:%B %Y} came in later, so this one was judged again: {listed(moved)}."


def _spelt(level: str) -> str:
    return level.replace("_", " ")
