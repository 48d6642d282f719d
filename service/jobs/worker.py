"""The one worker: APScheduler with the table of jobs."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from service.app.world import World
from service.core.errors import WorldError
from service.jobs.schedule import JOBS, Job

log = logging.getLogger(__name__)


def start_worker(world: World, *, jobs: Sequence[Job] = JOBS) -> Callable[[], None]:
    """Start the jobs in the background, each once at once; give the function that stops them."""
    scheduler = BackgroundScheduler(timezone=UTC)
    for job in jobs:
        scheduler.add_job(
            _run,
            "interval",
            args=(world, job),
            seconds=job.every_s,
            id=job.id,
            name=job.id,
            coalesce=True,
            max_instances=1,
            replace_existing=True,
            next_run_time=datetime.now(UTC),
        )
    scheduler.start()
    return lambda: scheduler.shutdown(wait=True)


def _run(world: World, job: Job) -> None:
    try:
        job.run(world.as_now())
    except WorldError as trouble:
        log.warning("job will be tried again id=%s code=%s", job.id, trouble.code)
