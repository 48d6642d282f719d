"""Times to ask again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select

from service.app.records import Recheck
from service.core.errors import NotFound
from service.store.repositories.base import Repository
from service.store.rows import RecheckRow


class SqlRechecks(Repository):
    """The `Rechecks` port."""

    def add(self, recheck: Recheck) -> None:
        """Add a new one."""
        self._insert(
            RecheckRow,
            {
                "id": recheck.id,
                "assessment_id": recheck.assessment_id,
                "due_at": recheck.due_at,
                "after_h": recheck.after_h,
                "status": recheck.status,
            },
        )

    def get(self, recheck_id: str) -> Recheck | None:
        """Give the re-check of this id."""
        row = self._one(select(RecheckRow).where(RecheckRow.id == recheck_id))
        return None if row is None else _recheck(row)

    def set_status(self, recheck_id: str, status: str) -> None:
        """Change the status. Raises NotFound."""
        if self._update(RecheckRow, RecheckRow.id == recheck_id, {"status": status}) == 0:
            raise NotFound("There is no re-check under this name.")

    def waiting(self, *, due_before: datetime) -> Sequence[Recheck]:
        """Give those whose time has come at `due_before`, this moment included."""
        return self._earliest_first(
            select(RecheckRow).where(RecheckRow.status == "waiting", RecheckRow.due_at <= due_before)
        )

    def due(self) -> Sequence[Recheck]:
        """Give those that wait for an answer."""
        return self._earliest_first(select(RecheckRow).where(RecheckRow.status == "due"))

    def of_assessment(self, assessment_id: str) -> Sequence[Recheck]:
        """Give those that this assessment asked for, earliest first."""
        return self._earliest_first(select(RecheckRow).where(RecheckRow.assessment_id == assessment_id))

    def drop_open(self) -> None:
        """Drop all that are neither answered nor dropped."""
        self._update(RecheckRow, RecheckRow.status.in_(("waiting", "due")), {"status": "dropped"})

    def drop_waiting(self) -> None:
        """Drop all whose time has not come."""
        self._update(RecheckRow, RecheckRow.status == "waiting", {"status": "dropped"})

    def _earliest_first(self, wanted: Select[RecheckRow]) -> Sequence[Recheck]:
        return [_recheck(row) for row in self._all(wanted.order_by(RecheckRow.due_at, RecheckRow.id))]


def _recheck(row: RecheckRow) -> Recheck:
    return Recheck(
        id=row.id,
        assessment_id=row.assessment_id,
        due_at=row.due_at,
        after_h=row.after_h,
        status=row.status,
    )
