"""What only a real database can do: locks, cascades, full and damaged disks, many threads."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.core.errors import Conflict, WorldError
from service.store import SqlStore, open_store
from service.store.faults import world_errors
from service.store.rows.base import UtcDateTime
from tests.build import records as build
from tests.build.waiting import PATIENCE_S

WRITERS = 4
WRITES_EACH = 15


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "afterrun.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def rows(path: Path, table: str) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  # our own table names
    connection.close()
    return int(count)


def delete(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(statement)
    connection.commit()
    connection.close()


def add_a_whole_story(store: SqlStore) -> None:
    run = build.run(1)
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file(run.sha256))
        unit.runs.add(run)
        unit.check_ins.add(build.kept_check_in("c1", run_id=run.id))
        unit.check_ins.add_assessment(build.kept_assessment("a1", check_in_id="c1", run_id=run.id))
        unit.rechecks.add(build.recheck("r24", assessment_id="a1"))
        unit.check_ins.add(build.kept_check_in("c2", recheck_id="r24"))
        unit.guided.add(build.guided_session("g1", assessment_id="a1"))
        unit.guided.add_log(build.log_entry(session_id="g1"))


def test_the_database_is_set_up_for_two_processes(store: SqlStore, path: Path) -> None:
    with store._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }

    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000, "synchronous": 1}


def test_what_was_said_about_a_run_goes_with_its_file(store: SqlStore, path: Path) -> None:
    add_a_whole_story(store)

    delete(path, "DELETE FROM files")

    tables = ("runs", "assessments", "rechecks", "guided_sessions", "session_log")
    assert {table: rows(path, table) for table in tables} == dict.fromkeys(tables, 0)


def test_a_check_in_outlives_the_recheck_that_it_answered(store: SqlStore, path: Path) -> None:
    add_a_whole_story(store)

    delete(path, "DELETE FROM rechecks")

    with store.unit() as unit:
        assert unit.check_ins.get("c2") == build.kept_check_in("c2")


def test_there_is_one_runner_in_this_house(store: SqlStore, path: Path) -> None:
    del store

    with pytest.raises(sqlite3.IntegrityError):
        delete(path, "INSERT INTO profile (id, body) VALUES (2, '{}')")


def test_a_naive_moment_is_a_bug(store: SqlStore) -> None:
    naive = datetime(2026, 10, 4, 12)  # noqa: DTZ001  # the point of it

    with pytest.raises(StatementError, match="naive datetime"), store.unit() as unit:
        unit.runs.add_file(build.kept_file(received_at=naive))


def test_a_broken_reference_is_a_bug_and_not_the_world(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.unit() as unit:
        unit.guided.add_log(build.log_entry(session_id="nobody"))


def test_many_threads_write_and_nothing_is_lost(store: SqlStore) -> None:
    with store.unit() as unit:
        unit.guided.add(build.guided_session("g1"))
    together = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        together.wait(PATIENCE_S)
        for n in range(WRITES_EACH):
            with store.unit() as unit:
                unit.runs.count()
                unit.runs.add_file(build.kept_file(build.sha(writer * 1_000 + n)))
                unit.runs.add_file(build.kept_file())
                unit.guided.add_log(build.log_entry(str(writer)))

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(write, range(WRITERS)))

    with store.unit() as unit:
        assert len(unit.runs.files(limit=1_000)) == WRITERS * WRITES_EACH + 1
        assert len(unit.guided.logs("g1")) == WRITERS * WRITES_EACH


def test_of_two_turns_at_once_one_is_a_conflict(store: SqlStore) -> None:
    with store.unit() as unit:
        unit.guided.add(build.guided_session())
    both_have_read = threading.Barrier(2)

    def turn(worked_s: float) -> str:
        try:
            with store.unit() as unit:
                session = unit.guided.get("g1")
                assert session is not None
                both_have_read.wait(PATIENCE_S)
                unit.guided.update(replace(session, state=replace(session.state, worked_s=worked_s)))
        except Conflict as conflict:
            return conflict.code
        return "written"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(turn, [8.0, 9.0]))

    assert outcomes == ["conflict", "written"]


def test_a_reader_does_not_wait_for_a_writer(store: SqlStore, path: Path) -> None:
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file())
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")

    with store.unit() as unit:
        seen = unit.runs.file(build.SHA)

    other.close()
    assert seen == build.kept_file()


def test_a_writer_waits_for_the_other_and_then_writes(store: SqlStore, path: Path) -> None:
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, other.rollback)
    release.start()

    with store.unit() as unit:
        unit.runs.add_file(build.kept_file())

    release.join()
    other.close()
    assert rows(path, "files") == 1


def test_a_lock_that_stays_is_the_worlds_fault(store: SqlStore, path: Path) -> None:
    impatient = open_store(f"sqlite:///{path}", busy_timeout_s=0.05)
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(WorldError, match="busy") as caught, impatient.unit() as unit:
        unit.runs.add_file(build.kept_file())

    other.close()
    impatient.close()
    assert caught.value.code == "store_busy"


def test_too_many_units_at_once_are_the_worlds_fault() -> None:
    with pytest.raises(WorldError) as caught, world_errors():
        raise PoolTimeout("QueuePool limit of size 5 overflow 10 reached")

    assert caught.value.code == "store_busy"


def test_a_moment_may_be_missing() -> None:
    moment = UtcDateTime()

    assert moment.process_bind_param(None, sqlite.dialect()) is None
    assert moment.process_result_value(None, sqlite.dialect()) is None


def test_a_database_that_keeps_offsets_gives_utc_too() -> None:
    from_postgresql = build.NOON.astimezone(timezone(timedelta(hours=2)))

    moment = UtcDateTime().process_result_value(from_postgresql, postgresql.dialect())  # type: ignore[no-untyped-call]  # untyped there

    assert moment == build.NOON
    assert moment.tzinfo is UTC


def test_a_full_disk_is_said_and_what_was_there_stays(store: SqlStore) -> None:
    with store.unit() as unit:
        unit.runs.add_file(build.kept_file())
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    huge = replace(build.kept_file(build.sha(2)), reason="x" * 100_000)

    with pytest.raises(WorldError, match="disk is full") as caught, store.unit() as unit:
        unit.runs.add_file(huge)

    with store.unit() as unit:
        assert unit.runs.files() == [build.kept_file()]
    assert caught.value.code == "disk_full"


def test_a_damaged_record_is_said_and_the_others_stay_readable(store: SqlStore, path: Path) -> None:
    add_a_whole_story(store)
    delete(path, "UPDATE runs SET metrics = substr(metrics, 1, 40)")

    with pytest.raises(WorldError, match="RunMetrics"), store.unit() as unit:
        unit.runs.latest()

    with store.unit() as unit:
        assert len(unit.runs.past(before=build.NOON.date() + timedelta(days=1))) == 1


def test_the_history_is_found_by_its_index(store: SqlStore) -> None:
    statement = "EXPLAIN QUERY PLAN SELECT id FROM runs WHERE day < '2026-10-04' AND day >= '2026-09-04'"
    with store._engine.connect() as connection:
        plan = " ".join(str(row) for row in connection.exec_driver_sql(statement))

    assert "COVERING INDEX ix_runs_history" in plan
