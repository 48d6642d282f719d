"""What the rules may know about the run: the facts `run.*`, and only those that are honestly known.

An absent fact is unknown and no rule fires on it. Left out on purpose, until somebody can know them:

- `run.temp_c`: a wrist reads 3 to 8 degrees high and nobody knows how much today. The bands of the rules lie
  6 degrees apart, so taking off the middle could still call a cool run hot. It waits for weather.
- `run.hard_share`, `run.sprints`, where the runner's threshold rests on a formula: a share above a guess is none.
- `run.race`: the runner knows; no file does.
"""

from datetime import datetime

from service.core.findings.values import Findings
from service.core.load.values import LoadHistory
from service.core.metrics.values import Measure, RunMetrics

Fact = float | bool | str

CLOCK_SLACK_H = 1.0
"""Ours: a watch an hour ahead is a clock set wrong, and the run has just ended; more than that is unknown."""
SPRINTS = 3
"""Source: the rules' own definition of the fact."""
LEAST_M_FOR_A_RATE = 1_000.0
"""Ours: metres of descent per kilometre say nothing about a run round the block."""


def run_facts(run: RunMetrics, history: LoadHistory, findings: Findings, *, now: datetime) -> dict[str, Fact]:
    """Give the facts of one run by full name; a run in quarantine has only its time and its history."""
    facts: dict[str, Fact] = {"run.history_days": float(history.covered_days)}
    hours_since = (now - run.end).total_seconds() / 3600.0
    if hours_since >= -CLOCK_SLACK_H:
        facts["run.hours_since"] = max(hours_since, 0.0)
    if run.quarantined is not None:
        return facts
    found = {
        "run.distance_km": _scaled(run.distance, 1 / 1000.0),
        "run.duration_min": _scaled(run.timer, 1 / 60.0),
        "run.spike_pct": _spike(findings),
        "run.descent_m_per_km": _per_km(run.descent, run.distance),
        "run.ascent_m_per_km": _per_km(run.ascent, run.distance),
        "run.hr_drift_pct": run.decoupling.value,
        "run.hard_share": _hard_share(run),
    }
    facts |= {name: value for name, value in found.items() if value is not None}
    sprints = run.named("sprints")
    if sprints.value is not None and not sprints.estimated:
        facts["run.sprints"] = sprints.value >= SPRINTS
    return facts


def _scaled(measure: Measure, factor: float) -> float | None:
    return None if measure.value is None else measure.value * factor


def _hard_share(run: RunMetrics) -> float | None:
    """Give the share of the timer at a measured threshold or above."""
    hard, timer = run.named("above_threshold"), run.timer.value
    if hard.value is None or hard.estimated or not timer:
        return None
    return min(hard.value / timer, 1.0)


def _spike(findings: Findings) -> float | None:
    """Give the excess where its band is known, rounded so that the rules' edges fall where the bands' do."""
    found = findings.get("session_spike")
    if found is None or found.level == "unknown":
        return None
    return round(found.numbers["excess_pct"], 6)


def _per_km(height: Measure, distance: Measure) -> float | None:
    if height.value is None or distance.value is None or distance.value < LEAST_M_FOR_A_RATE:
        return None
    return 1000.0 * height.value / distance.value
