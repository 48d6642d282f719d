"""Small things by kind and name."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CursorResult, delete, select

from service.store.repositories.base import Repository
from service.store.rows import NoteRow


class SqlNotes(Repository):
    """The `Notes` port."""

    def get(self, kind: str, name: str) -> str | None:
        """Give the text; None where there is none."""
        row = self._one(select(NoteRow).where(NoteRow.kind == kind, NoteRow.name == name))
        return None if row is None else row.body

    def put(self, kind: str, name: str, body: str) -> None:
        """Keep the text in place of an earlier one."""
        self._put(NoteRow, {"kind": kind, "name": name, "body": body})

    def drop(self, kind: str, name: str) -> bool:
        """Forget it; say whether it was there."""
        wanted = delete(NoteRow).where(NoteRow.kind == kind, NoteRow.name == name)
        result: CursorResult[Any] = self._session.execute(wanted)  # type: ignore[assignment]  # typed as any Result
        return result.rowcount == 1

    def of(self, kind: str) -> Sequence[tuple[str, str]]:
        """Give (name, text) of all of a kind, by name."""
        rows = self._all(select(NoteRow).where(NoteRow.kind == kind).order_by(NoteRow.name))
        return [(row.name, row.body) for row in rows]
