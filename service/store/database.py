"""One database, opened once a process and used by all its threads: a session per unit, never shared.

Reads outside a write see the latest commit (what PostgreSQL calls read committed, its default); the first
write takes SQLite's one write lock at once and waits for it up to the busy timeout, so two writers queue
up instead of failing. What must not be overtaken between reading and writing carries a version.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, false, update
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from service.store.faults import world_errors
from service.store.repositories import (
    SqlCheckIns,
    SqlConversations,
    SqlCourses,
    SqlGuidedSessions,
    SqlNotes,
    SqlProfiles,
    SqlRechecks,
    SqlReminders,
    SqlRuns,
    SqlWhole,
)
from service.store.rows.runs import RunRow
from service.store.sqlite import sqlite_engine
from service.store.upgrade import bring_to_head

BUSY_TIMEOUT_S = 10.0
"""How long a writer waits for another. Ours: longer than any write, shorter than a runner's patience."""

_NOTHING = update(RunRow).where(false()).values(stale=RunRow.stale)
"""A write that changes no row, and so takes the write lock before anything is read."""


class SqlUnit:
    """One transaction and the repositories that share it."""

    def __init__(self, session: Session) -> None:
        self.runs = SqlRuns(session)
        self.profiles = SqlProfiles(session)
        self.check_ins = SqlCheckIns(session)
        self.rechecks = SqlRechecks(session)
        self.courses = SqlCourses(session)
        self.reminders = SqlReminders(session)
        self.guided = SqlGuidedSessions(session)
        self.notes = SqlNotes(session)
        self.whole = SqlWhole(session)
        self.conversations = SqlConversations(session)


class SqlStore:
    """The store on a database that is at head. Made by `open_store`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def unit(self, *, alone: bool = False) -> Iterator[SqlUnit]:
        """Open a transaction: committed at the end of the block, rolled back when it raises.

        Keep it short: while a unit has written, every other writer waits. Raises WorldError when the
        database is locked for too long, full or damaged.
        """
        with world_errors(), self._sessions.begin() as session:
            if alone:
                session.execute(_NOTHING)
            yield SqlUnit(session)

    def compact(self) -> None:
        """Write the database anew, so that nothing of what was erased is left in its files. Raises WorldError."""
        with world_errors(), self._engine.connect() as connection:
            outside = connection.execution_options(isolation_level="AUTOCOMMIT")
            outside.exec_driver_sql("VACUUM")
            if outside.dialect.name == "sqlite":
                outside.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        """Close the connections that no unit is using."""
        self._engine.dispose()


def open_store(url: str, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> SqlStore:
    """Open the database, creating or upgrading its tables first. Raises WorldError when that cannot be.

    `url` is SQLAlchemy's, such as `sqlite:////home/mo/afterrun/afterrun.db`.
    """
    engine = _engine(url, busy_timeout_s=busy_timeout_s)
    try:
        with world_errors():
            bring_to_head(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)


def _engine(url: str, *, busy_timeout_s: float) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return sqlite_engine(parsed, busy_timeout_s=busy_timeout_s)
    return create_engine(parsed, pool_pre_ping=True)
