"""What happens by the clock: one table. Durable work is a row in the store; a job only looks for ripe rows.

APScheduler cannot share a job store between processes, so schedules live here in code and exactly one process
runs them: the worker, or `afterrun run`, which is everything in one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from service.app.courses import put_away_forgotten
from service.app.judging import measure_waiting, settle
from service.app.rechecking import mark_due
from service.app.reminding import remind
from service.app.syncing import sync_due
from service.app.world import World


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the table."""

    id: str
    every_s: int
    run: Callable[[World], object]
    """Idempotent: running it twice, or late, does no harm."""


JOBS: tuple[Job, ...] = (
    Job("rechecks_due", 60, mark_due),
    Job("reminders", 60, remind),
    Job("plans_put_away", 3600, put_away_forgotten),
    Job("findings_settled", 60, settle),  # what an import that was killed left unjudged
    Job("connections_synced", 15, sync_due),  # most looks find nothing due; a button is heeded soon
    Job("runs_measured", 60, measure_waiting),  # after an upgrade, or by numbers that the runner changed
)


def hurried(jobs: Sequence[Job]) -> Sequence[Job]:
    """Give the same jobs every second: where a clock is moved by hand, its minutes are over at once."""
    return [replace(job, every_s=1) for job in jobs]
