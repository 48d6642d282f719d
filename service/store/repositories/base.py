"""What every repository does with its session: read rows afresh, and write by statement.

Writes are statements, not changed rows: nothing is written behind our back, a versioned write is one
UPDATE that says which version it means, and "add or replace" is one INSERT that updates on a conflict, so no
second writer slips in between.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, CursorResult, Select, Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.core.errors import Conflict, NotFound
from service.store.rows import Base

R = TypeVar("R", bound=Base)

Values = Mapping[str, object]
"""Columns by name."""


@lru_cache(maxsize=64)
def _putting(table: Table, dialect: str, names: tuple[str, ...]) -> sqlite.Insert | postgresql.Insert:
    """Give the statement that adds or replaces these columns; writing it out anew takes longer than running it."""
    made = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    keys = [column.name for column in table.primary_key]
    fresh = {name: made.excluded[name] for name in names if name not in keys}
    return made.on_conflict_do_update(index_elements=keys, set_=fresh)


class Repository:
    """Shares the unit's session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _all(self, statement: Select[R]) -> Sequence[R]:
        return self._session.scalars(statement.execution_options(populate_existing=True)).all()

    def _one(self, statement: Select[R]) -> R | None:
        return self._session.scalars(statement.limit(1).execution_options(populate_existing=True)).first()

    def _insert(self, row: type[Base], values: Values) -> None:
        self._session.execute(insert(_table(row)), values)

    def _insert_new(self, row: type[Base], values: Values) -> bool:
        """Add the row unless its primary key is there already; say whether it was added."""
        table = _table(row)
        made = postgresql.insert(table) if self._dialect == "postgresql" else sqlite.insert(table)
        result: CursorResult[Any] = self._session.execute(  # type: ignore[assignment]  # typed as any Result
            made.on_conflict_do_nothing(), values
        )
        return result.rowcount > 0

    def _put(self, row: type[Base], values: Values) -> None:
        """Add the row, or replace the one that has its primary key."""
        self._session.execute(_putting(_table(row), self._dialect, tuple(values)), values)

    @property
    def _dialect(self) -> str:
        return self._session.get_bind().dialect.name

    def _update(self, row: type[Base], key: ColumnElement[bool], values: Values) -> int:
        """Give the number of rows written."""
        result: CursorResult[Any] = self._session.execute(  # type: ignore[assignment]  # typed as any Result
            update(_table(row)).where(key).values(**values)
        )
        return result.rowcount

    def _update_version(
        self, row: type[Base], key: ColumnElement[bool], values: Values, *, read: int
    ) -> None:
        """Write over version `read`. Raises Conflict when another one is stored, NotFound when none is."""
        version = row.__table__.c.version
        if self._update(row, key & (version == read), {**values, "version": read + 1}) == 1:
            return
        if self._session.execute(select(version).where(key)).first() is None:
            raise NotFound("There is nothing to change under this name.")
        raise Conflict(
            "This was changed in another place meanwhile. Look at it again, then repeat your change."
        )


def _table(row: type[Base]) -> Table:
    """Give the table itself: writing by it takes half the time of writing by the class, to the same effect."""
    return cast("Table", row.__table__)
