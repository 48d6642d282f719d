"""The clock: APScheduler runs what is in the table, and no re-check is forgotten."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from service.app.overview import overview
from service.app.rechecking import answer_recheck
from service.app.world import World
from service.core.errors import WorldError
from service.jobs.schedule import JOBS, Job
from service.jobs.worker import start_worker
from service.store.database import open_store
from tests.build.talk import assessed, finish
from tests.build.waiting import PATIENCE_S, eventually, program
from tests.build.world import MovableClock, newest, world


@contextmanager
def working(house: World, *jobs: Job) -> Iterator[None]:
    stop = start_worker(house, jobs=jobs)
    try:
        yield
    finally:
        stop()


class Counted:
    """A job that counts its runs and does what it is told in each."""

    def __init__(self, *, runs: int = 1, trouble: Exception | None = None) -> None:
        self.seen: list[World] = []
        self.reached = Event()
        self._wanted = runs
        self._trouble = trouble

    def __call__(self, house: World) -> None:
        self.seen.append(house)
        if len(self.seen) >= self._wanted:
            self.reached.set()
        if self._trouble is not None:
            raise self._trouble


def test_a_job_runs_at_once_and_with_the_world() -> None:
    house, job = world(), Counted()

    with working(house, Job("count", 3600, job)):
        assert job.reached.wait(PATIENCE_S)

    assert job.seen == [house]


@pytest.mark.slow
def test_a_job_runs_again_after_its_time() -> None:
    job = Counted(runs=2)

    with working(world(), Job("count", 1, job)):
        assert job.reached.wait(PATIENCE_S)


@pytest.mark.slow
@pytest.mark.parametrize("trouble", [WorldError("The disk is full.", code="disk_full"), TypeError("a bug")])
def test_a_job_that_fails_is_tried_again_and_stops_no_other(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    failing, other = Counted(runs=2, trouble=trouble), Counted(runs=2)
    caplog.set_level(logging.WARNING, logger="apscheduler")

    with working(world(), Job("failing", 1, failing), Job("other", 1, other)):
        assert failing.reached.wait(PATIENCE_S)
        assert other.reached.wait(PATIENCE_S)

    told = [record.getMessage() for record in caplog.records]
    assert any("failing" in line for line in told)


def test_a_worker_that_has_stopped_runs_nothing_more() -> None:
    job = Counted()
    before = set(threading.enumerate())

    with working(world(), Job("count", 1, job)):
        assert job.reached.wait(PATIENCE_S)
        at_work = set(threading.enumerate()) - before

    assert at_work
    assert not any(thread.is_alive() for thread in at_work)


def tick(house: World) -> None:
    """Let the whole table run once."""
    done = [Counted() for _ in JOBS]

    def both(job: Job, seen: Counted) -> Job:
        def run(house: World) -> None:
            job.run(house)
            seen(house)

        return Job(job.id, job.every_s, run)

    with working(house, *(both(job, seen) for job, seen in zip(JOBS, done, strict=True))):
        for seen in done:
            assert seen.reached.wait(PATIENCE_S)


def test_after_a_day_the_re_check_is_due_and_on_the_first_page() -> None:
    clock = MovableClock()
    house = world(clock)
    made = assessed(house)
    tick(house)
    assert overview(house).due == []

    clock.pass_by(hours=24)
    tick(house)

    (due,) = overview(house).due
    assert (due.recheck.after_h, due.about) == (24, made)


def test_a_restart_forgets_no_re_check(tmp_path: Path) -> None:
    clock = MovableClock()
    url = f"sqlite:///{tmp_path / 'afterrun.sqlite3'}"
    before = open_store(url)
    made = assessed(world(clock, store=before))
    before.close()
    clock.pass_by(hours=49)

    after = open_store(url)
    house = world(clock, store=after)
    tick(house)

    (due,) = overview(house).due
    assert (due.recheck.after_h, due.about.id) == (48, made.id)
    finish(house, answer_recheck(house, due.recheck.id).id)
    assert newest(house).id != made.id
    assert overview(house).due == []
    clock.pass_by(hours=24)
    tick(house)
    assert [found.about.id for found in overview(house).due] == [newest(house).id]
    after.close()


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_worker_ends_when_it_is_told_to(tmp_path: Path, number: signal.Signals, code: int) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'afterrun.sqlite3'}")
    house = world(MovableClock(datetime.now(UTC) - timedelta(hours=25)), store=store)
    assessed(house)  # yesterday by the machine's own clock

    environment = {**os.environ, "AFTERRUN_DATA_DIR": str(tmp_path), "AFTERRUN_LOG_LEVEL": "DEBUG"}

    with program(sys.executable, "-m", "service", "worker", env=environment) as process:
        at_work = eventually(lambda: overview(house).due != [])
        process.send_signal(number)
        _, told = process.communicate(timeout=PATIENCE_S)

    store.close()
    assert at_work
    assert (process.returncode, "Traceback" in told) == (code, False)
