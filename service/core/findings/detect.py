"""The fourth arrow of the road: a run and its history become what the numbers show.

Each finding has a module of its own. Those that every run can have are always in the list, also when unknown:
then they say why. The list is in order of importance, and at most one of its load findings opens the check-in:
the overload level; the rest is context for it. A finding judges a run, never a body.
"""

from collections.abc import Iterator
from dataclasses import replace

from service.core.findings.after_race import marathon_window
from service.core.findings.drift import drift
from service.core.findings.effort import long_run_effort
from service.core.findings.fitness import fitness
from service.core.findings.late import late_steps, staying
from service.core.findings.leg_work import leg_work
from service.core.findings.long_run import long_run
from service.core.findings.novelty import vertical
from service.core.findings.overload import overload
from service.core.findings.spike import spike
from service.core.findings.streak import hard_days
from service.core.findings.values import Circumstances, Finding, Findings
from service.core.findings.warmth import heat
from service.core.findings.week import after_break, days_off, ratios, sameness, share
from service.core.findings.weigh import weigh
from service.core.load.hardness import is_long_race
from service.core.load.past_run import remembered
from service.core.load.values import LoadHistory
from service.core.metrics.cleaning import INDOORS
from service.core.metrics.values import RunMetrics

QUIET = frozenset({"usual", "unknown", "none", "reference", "coupled"})
"""Levels that say that nothing stands out."""
NOBODY_SAID = Circumstances()


def detect(run: RunMetrics, history: LoadHistory, *, around: Circumstances = NOBODY_SAID) -> Findings:
    """Give all findings about one run; `history.day` must be the run's own day.

    `around`: what the runner told about the day, where they did.
    """
    if history.day != run.day:
        raise AssertionError(f"history of {history.day} cannot judge a run of {run.day}")
    first = (spike(run, history), long_run(run, history), drift(run))
    if run.quarantined is not None:
        return Findings(first)
    found = [*first, *_further(run, history, around)]
    if any(each.id == "overload" and each.notable for each in found):
        # One load notice a run: its sentence names the step already.
        found = [replace(each, notable=False) if each.id == "session_spike" else each for each in found]
    return Findings(tuple(sorted(found, key=_importance)))


def _further(run: RunMetrics, history: LoadHistory, around: Circumstances) -> Iterator[Finding]:
    row = remembered("", run)
    weighed = weigh(row, history, around=around, indoors=run.sub_sport in INDOORS)
    yield overload(weighed, history, around=around, race=is_long_race(row))
    if long_run(run, history).level == "long":
        yield long_run_effort(run, row, history, excess=weighed.excess)
    yield vertical(row, history)
    yield sameness(row, history)
    yield fitness(history)
    yield ratios(row, history)
    yield share(row, history)
    yield days_off(history)
    yield hard_days(weighed, around=around)
    sometimes = (
        leg_work(row, history),
        after_break(history),
        marathon_window(row, history),
        staying(run),
        late_steps(run),
        heat(run),
    )
    yield from (each for each in sometimes if each is not None)


_ORDER = (
    "overload",
    "session_spike",
    "long_run",
    "long_run_effort",
    "marathon_window",
    "hard_days",
    "vertical",
    "leg_work",
    "return_from_break",
    "staying_power",
    "decoupling",
    "late_steps",
    "rest_days",
    "monotony",
    "fitness",
    "heat",
    "long_run_share",
    "week_ratio",
)


def _importance(finding: Finding) -> tuple[bool, bool, bool, int]:
    """Order: what opens the check-in, what stands out, what is known, and then by this house's order."""
    loud = finding.level not in QUIET
    cold = finding.level == "unknown" and finding.id != "session_spike"  # it says what to do about it
    return not finding.notable, not loud, cold, _ORDER.index(finding.id)
