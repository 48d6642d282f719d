"""The fourth arrow of the road: a run and its history become what the numbers show.

Each finding has a module of its own and is always in the list, also when it is unknown: then it says why. A
finding judges a run, never a body.
"""

from service.core.findings.drift import drift
from service.core.findings.long_run import long_run
from service.core.findings.spike import spike
from service.core.findings.values import Findings
from service.core.load.values import LoadHistory
from service.core.metrics.values import RunMetrics


def detect(run: RunMetrics, history: LoadHistory) -> Findings:
    """Give all findings about one run; `history.day` must be the run's own day."""
    if history.day != run.day:
        raise AssertionError(f"history of {history.day} cannot judge a run of {run.day}")
    return Findings((spike(run, history), long_run(run, history), drift(run)))
