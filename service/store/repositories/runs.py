"""Files and the runs in them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from service.app.records import KeptFile, Length, Run
from service.core.findings import Findings
from service.core.load.establish import MeasuredBy
from service.core.load.past_run import PastRun
from service.core.metrics import RunMetrics
from service.store.codec import FINDINGS, MEASURED_BY
from service.store.repositories.base import Repository
from service.store.repositories.run_values import (
    PAST,
    file_of,
    file_values,
    measured_values,
    run_of,
    run_values,
)
from service.store.rows import FileRow, RunRow

BY_START = (RunRow.start, RunRow.id)
RUNS = RunRow.__table__.c
COUNTS = RunRow.shadowed_by.is_(None)


class SqlRuns(Repository):
    """The `Runs` port."""

    def file(self, sha256: str) -> KeptFile | None:
        """Give the file with this digest."""
        row = self._one(select(FileRow).where(FileRow.sha256 == sha256))
        return None if row is None else file_of(row)

    def file_by_activity(self, activity_id: str) -> KeptFile | None:
        """Give the file with this public name."""
        row = self._one(select(FileRow).where(_of_activity(FileRow.sha256, activity_id)))
        return None if row is None else file_of(row)

    def add_file(self, file: KeptFile) -> None:
        """Add or replace; the runs in it stay."""
        self._put(FileRow, file_values(file))

    def files(self, *, limit: int = 50, offset: int = 0) -> Sequence[KeptFile]:
        """Give a page of files, newest received first."""
        newest = select(FileRow).order_by(FileRow.received_at.desc(), FileRow.sha256.desc())
        return [file_of(row) for row in self._all(newest.limit(limit).offset(offset))]

    def add(self, run: Run) -> None:
        """Add or replace; its check-ins stay."""
        self._put(RunRow, run_values(run))

    def get(self, run_id: str) -> Run | None:
        """Give the run of this id."""
        row = self._one(select(RunRow).where(RunRow.id == run_id))
        return None if row is None else run_of(row)

    def of_activity(self, activity_id: str) -> Sequence[Run]:
        """Give the runs of one file, earliest first."""
        return self._oldest_first(_of_activity(RunRow.sha256, activity_id))

    def latest(self, *, limit: int = 20, offset: int = 0) -> Sequence[Run]:
        """Give a page of the runs that count, newest start first."""
        newest = select(RunRow).where(COUNTS).order_by(RunRow.start.desc(), RunRow.id.desc())
        return [run_of(row) for row in self._all(newest.limit(limit).offset(offset))]

    def count(self) -> int:
        """Count the runs; one that was recorded twice is one."""
        return self._session.scalars(select(func.count()).select_from(RunRow).where(COUNTS)).one()

    def past(self, *, before: date, days: int | None = None) -> Sequence[PastRun]:
        """Give the history that a run on `before` is held against; quarantined runs are no history."""
        wanted = _before(*(RUNS[name] for name in PAST), before=before, days=days)
        return [PastRun(*row) for row in self._session.execute(wanted)]

    def lengths(self, *, before: date, days: int | None = None) -> Sequence[Length]:
        """Give the same runs, lightly."""
        wanted = _before(*(RUNS[name] for name in Length._fields), before=before, days=days)
        return [Length._make(row) for row in self._session.execute(wanted)]

    def since(self, day: date) -> Sequence[Run]:
        """Give the runs of `day` and later that count, oldest first."""
        return self._oldest_first(RunRow.day >= day, COUNTS)

    def around(self, start: datetime, *, within: timedelta) -> Sequence[Run]:
        """Give the runs that count and start about then, oldest first."""
        return self._oldest_first(RunRow.start.between(start - within, start + within), COUNTS)

    def shadow(self, run_id: str, *, by: str | None) -> None:
        """Let `by` count in this run's place; None: let it count again."""
        self._update(RunRow, RunRow.id == run_id, {"shadowed_by": by})

    def part(self, run_id: str) -> None:
        """Let this record count for itself, however like another it looks."""
        self._update(RunRow, RunRow.id == run_id, {"shadowed_by": None, "apart": True})

    def shadowed(self, by: str) -> Sequence[Run]:
        """Give the records in whose place this run counts, oldest first."""
        return self._oldest_first(RunRow.shadowed_by == by)

    def mark_stale(self, *, first: date, last: date, came_in: date | None = None) -> None:
        """Note that these days' findings no longer fit; a row that says so already is not written again."""
        days = RunRow.day.between(first, last) & RunRow.stale.is_(False)
        self._update(RunRow, days, {"stale": True, "came_in": came_in})

    def stale(self, *, limit: int) -> Sequence[Run]:
        """Give the runs whose findings wait to be judged again, oldest first."""
        waiting = select(RunRow).where(RunRow.stale.is_(True)).order_by(*BY_START)
        return [run_of(row) for row in self._all(waiting.limit(limit))]

    def judge(self, run_id: str, findings: Findings, *, rejudged: str | None = None) -> None:
        """Replace the findings; the run is no longer stale."""
        said = {} if rejudged is None else {"rejudged": rejudged}
        found = {"findings": FINDINGS.dump(findings), "stale": False, "came_in": None}
        self._update(RunRow, RunRow.id == run_id, found | said)

    def mark_unmeasured(self, run_id: str, *, by: MeasuredBy | None = None) -> None:
        """Note that a run's numbers wait to be measured again."""
        given = {} if by is None else {"measured_by": MEASURED_BY.dump(by)}
        self._update(RunRow, RunRow.id == run_id, {"unmeasured": True, **given})

    def unmeasured(self, *, limit: int) -> Sequence[Run]:
        """Give the runs that wait to be measured again, oldest first."""
        waiting = select(RunRow).where(RunRow.unmeasured.is_(True)).order_by(*BY_START)
        return [run_of(row) for row in self._all(waiting.limit(limit))]

    def count_unmeasured(self) -> int:
        """Count the runs that wait to be measured again."""
        waiting = select(func.count()).select_from(RunRow).where(RunRow.unmeasured.is_(True))
        return self._session.scalars(waiting).one()

    def measure(self, run_id: str, metrics: RunMetrics, *, by: MeasuredBy | None) -> None:
        """Replace the numbers; the run is no longer unmeasured."""
        values = {**measured_values(metrics, by), "unmeasured": False}
        self._update(RunRow, RunRow.id == run_id, values)

    def measured_by(self) -> Sequence[tuple[str, date, MeasuredBy]]:
        """Give what each run was measured against, where that is kept, oldest day first."""
        kept = select(RUNS.id, RUNS.day, RUNS.measured_by).where(RUNS.measured_by.is_not(None))
        rows = self._session.execute(kept.order_by(RUNS.day, RUNS.id))
        return [(run_id, day, MEASURED_BY.load(text)) for run_id, day, text in rows]

    def _oldest_first(self, *conditions: ColumnElement[bool]) -> Sequence[Run]:
        return [run_of(row) for row in self._all(select(RunRow).where(*conditions).order_by(*BY_START))]


def _before(*columns: ColumnElement[Any], before: date, days: int | None) -> Select[Any]:
    """Select from the table itself, in every clause: one mapped column and all rows take the mapping's road."""
    wanted = select(*columns).where(RUNS.day < before, RUNS.quarantined.is_(None), RUNS.shadowed_by.is_(None))
    if days is not None:
        wanted = wanted.where(RUNS.day >= before - timedelta(days=days))
    return wanted.order_by(RUNS.day, RUNS.start, RUNS.id)  # as the index has them


def _of_activity(sha256: InstrumentedAttribute[str], activity_id: str) -> ColumnElement[bool]:
    # A range, so that the index serves: "g" stands behind every hex digit. The rest keeps out shorter names.
    return sha256.between(activity_id, activity_id + "g") & (func.substr(sha256, 1, 16) == activity_id)
