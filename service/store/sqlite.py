"""SQLite as we want it: readers never wait, writers queue, references hold.

WAL: readers see the last commit while a writer writes. NORMAL with WAL survives a crash of the program
whole; a power cut may cost the last commits but never the database (https://www.sqlite.org/pragma.html).
"""

import sqlite3
import time
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event

from service.core.errors import WorldError
from service.store.faults import CLOSED

RETRY_S = 0.02
"""Between two tries to switch to WAL. Ours: a switch takes about a millisecond."""


def sqlite_engine(url: URL, *, busy_timeout_s: float) -> Engine:
    """Give an engine whose every connection is set up, and make the folder that the file lies in.

    The first write of a transaction takes the write lock (`BEGIN IMMEDIATE`), so it waits for the lock
    instead of finding, after having read, that somebody else has written.
    """
    if url.database is not None:
        _make_folder(Path(url.database).parent)
    engine = create_engine(url, connect_args={"timeout": busy_timeout_s, "isolation_level": "IMMEDIATE"})

    def set_up(connection: sqlite3.Connection, record: object) -> None:
        del record
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        _switch_to_wal(connection, tries=1 + round(busy_timeout_s / RETRY_S))

    event.listen(engine, "connect", set_up)
    return engine


def _switch_to_wal(connection: sqlite3.Connection, *, tries: int) -> None:
    # Only the very first connection to a database really switches. When two programs do that at once, one
    # is turned away: this is the one lock that SQLite's own busy timeout does not wait for.
    for left in reversed(range(tries)):
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if left == 0 or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(RETRY_S)
        else:
            return


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WorldError(
            "The data folder cannot be made. Check its place and permissions.", code=CLOSED[0]
        ) from error
