"""The one place where the database's trouble becomes a sentence.

A locked, full, missing or damaged database is the world's fault and may be tried again. A broken
constraint or a wrong statement is ours: it stays as it is, a bug.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from service.core.errors import WorldError

BUSY = ("store_busy", "The database is busy with another write. Please try again in a moment.")
FULL = ("disk_full", "The disk is full, so nothing could be saved. Make some room and try again.")
CLOSED = (
    "store_closed",
    "The database cannot be opened or written. Check the data folder and its permissions.",
)
BROKEN = (
    "store_broken",
    "The database file is damaged. Restore it from a backup; the original files are kept beside it.",
)
FAILED = ("store_failed", "The database did not answer. Please try again in a moment.")

WORDS = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
}


@contextmanager
def world_errors() -> Iterator[None]:
    """Turn what the database could not help into WorldError; let everything else through."""
    try:
        yield
    except PoolTimeout as error:
        raise _world(BUSY) from error
    except DBAPIError as error:
        if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
            raise
        raise _world(_words(error.orig)) from error


def _words(cause: BaseException | None) -> tuple[str, str]:
    # The low byte is the primary code; the rest is detail (https://www.sqlite.org/rescode.html).
    code = getattr(cause, "sqlite_errorcode", None)
    return FAILED if code is None else WORDS.get(code & 0xFF, FAILED)


def _world(fault: tuple[str, str]) -> WorldError:
    code, words = fault
    return WorldError(words, code=code)
