"""All tables at once: for an export that forgets none, and for forgetting all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, delete, select

from service.store.repositories.base import Repository
from service.store.rows import Base

BATCH = 200
"""Rows in memory at a time; a run's texts have some 20 kB."""


class SqlWhole(Repository):
    """The `Whole` port."""

    def tables(self) -> Iterator[tuple[str, Sequence[str], Iterator[Sequence[object]]]]:
        """Give each table: its name, its columns, its rows in the order of the primary key."""
        for table in Base.metadata.sorted_tables:
            rows = self._session.execute(
                select(table).order_by(*table.primary_key).execution_options(yield_per=BATCH)
            )
            yield table.name, [column.name for column in table.columns], (tuple(row) for row in rows)

    def erase(self) -> Mapping[str, int]:
        """Delete every row; give how many there were, by table."""
        gone = {}
        for table in reversed(Base.metadata.sorted_tables):
            result: CursorResult[Any] = self._session.execute(delete(table))  # type: ignore[assignment]  # any Result
            gone[table.name] = result.rowcount
        return gone
