"""Hold runs against the days before them, and again whenever those days or the runner's own word change."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from service.app.ports import Unit
from service.app.records import Run
from service.core.athlete import Athlete
from service.core.findings.detect import detect
from service.core.load.accumulate import PastRun, accumulate
from service.core.load.values import LoadHistory

HISTORY_DAYS = 365
"""How far back a run's history is read, and so how far forward a run can change what is found in later ones."""

SEED_DAYS = 30
"""The longest run "of the last month" is the runner's word about this many days, before it and after. Ours."""


def history_of(past: Iterable[PastRun], *, day: date, athlete: Athlete) -> LoadHistory:
    """Give what a run of `day` is held against."""
    first = day - timedelta(days=HISTORY_DAYS)
    return accumulate(
        [run for run in past if first <= run.day < day],
        day=day,
        seed_longest_m=athlete.longest_run_30d_m if _seed_means(day, athlete) else None,
    )


def _seed_means(day: date, athlete: Athlete) -> bool:
    told = athlete.confirmed
    return told is not None and abs((day - told).days) <= SEED_DAYS


def judge(unit: Unit, *, first: date, last: date) -> Sequence[Run]:
    """Judge the stored runs of these days anew; give those in which something else is found now."""
    runs = [run for run in unit.runs.since(first) if run.metrics.day <= last]
    past = unit.runs.past(before=last, days=(last - first).days + HISTORY_DAYS)
    athlete = unit.profiles.get()
    changed = []
    for run in runs:
        history = history_of(past, day=run.metrics.day, athlete=athlete)
        findings = detect(run.metrics, history)
        if findings != run.findings:
            changed.append(Run(run.id, run.sha256, run.metrics, findings))
    for run in changed:
        unit.runs.add(run)
    return changed
