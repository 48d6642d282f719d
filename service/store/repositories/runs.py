"""Files and the runs in them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from service.app.records import KeptFile, Length, Run
from service.core.activity import Device, Verdict
from service.core.findings import Findings
from service.core.load.accumulate import PastRun
from service.store.codec import FINDINGS, METRICS, WORDS
from service.store.repositories.base import Repository, Values
from service.store.rows import FileRow, RunRow

BY_START = (RunRow.start, RunRow.id)
RUNS = RunRow.__table__.c
COUNTS = RunRow.shadowed_by.is_(None)


class SqlRuns(Repository):
    """The `Runs` port."""

    def file(self, sha256: str) -> KeptFile | None:
        """Give the file with this digest."""
        row = self._one(select(FileRow).where(FileRow.sha256 == sha256))
        return None if row is None else _file(row)

    def file_by_activity(self, activity_id: str) -> KeptFile | None:
        """Give the file with this public name."""
        row = self._one(select(FileRow).where(_of_activity(FileRow.sha256, activity_id)))
        return None if row is None else _file(row)

    def add_file(self, file: KeptFile) -> None:
        """Add or replace; the runs in it stay."""
        self._put(FileRow, _file_values(file))

    def files(self, *, limit: int = 50, offset: int = 0) -> Sequence[KeptFile]:
        """Give a page of files, newest received first."""
        newest = select(FileRow).order_by(FileRow.received_at.desc(), FileRow.sha256.desc())
        return [_file(row) for row in self._all(newest.limit(limit).offset(offset))]

    def add(self, run: Run) -> None:
        """Add or replace; its check-ins stay."""
        self._put(RunRow, _run_values(run))

    def get(self, run_id: str) -> Run | None:
        """Give the run of this id."""
        row = self._one(select(RunRow).where(RunRow.id == run_id))
        return None if row is None else _run(row)

    def of_activity(self, activity_id: str) -> Sequence[Run]:
        """Give the runs of one file, earliest first."""
        return self._oldest_first(_of_activity(RunRow.sha256, activity_id))

    def latest(self, *, limit: int = 20, offset: int = 0) -> Sequence[Run]:
        """Give a page of the runs that count, newest start first."""
        newest = select(RunRow).where(COUNTS).order_by(RunRow.start.desc(), RunRow.id.desc())
        return [_run(row) for row in self._all(newest.limit(limit).offset(offset))]

    def count(self) -> int:
        """Count the runs; one that was recorded twice is one."""
        return self._session.scalars(select(func.count()).select_from(RunRow).where(COUNTS)).one()

    def past(self, *, before: date, days: int | None = None) -> Sequence[PastRun]:
        """Give the history that a run on `before` is held against; quarantined runs are no history."""
        wanted = _before(RUNS.start, before=before, days=days)
        return [
            PastRun(id=run_id, start=start, day=day, distance_m=distance_m, moving_s=moving_s)
            for run_id, start, day, distance_m, moving_s in self._session.execute(wanted)
        ]

    def lengths(self, *, before: date, days: int | None = None) -> Sequence[Length]:
        """Give the same runs, lightly."""
        # The start as the database has it: making thousands of moments aware costs more than reading them.
        start = type_coerce(RUNS.start, DateTime(timezone=True))
        return [Length._make(row) for row in self._session.execute(_before(start, before=before, days=days))]

    def since(self, day: date) -> Sequence[Run]:
        """Give the runs of `day` and later that count, oldest first."""
        return self._oldest_first(RunRow.day >= day, COUNTS)

    def around(self, start: datetime, *, within: timedelta) -> Sequence[Run]:
        """Give the runs that count and start about then, oldest first."""
        return self._oldest_first(RunRow.start.between(start - within, start + within), COUNTS)

    def shadow(self, run_id: str, *, by: str | None) -> None:
        """Let `by` count in this run's place; None: let it count again."""
        self._update(RunRow, RunRow.id == run_id, {"shadowed_by": by})

    def shadowed(self, by: str) -> Sequence[Run]:
        """Give the records in whose place this run counts, oldest first."""
        return self._oldest_first(RunRow.shadowed_by == by)

    def mark_stale(self, *, first: date, last: date) -> None:
        """Note that these days' findings no longer fit; a row that says so already is not written again."""
        days = RunRow.day.between(first, last) & RunRow.stale.is_(False)
        self._update(RunRow, days, {"stale": True})

    def stale(self, *, limit: int) -> Sequence[Run]:
        """Give the runs whose findings wait to be judged again, oldest first."""
        waiting = select(RunRow).where(RunRow.stale.is_(True)).order_by(*BY_START)
        return [_run(row) for row in self._all(waiting.limit(limit))]

    def judge(self, run_id: str, findings: Findings) -> None:
        """Replace the findings; the run is no longer stale."""
        self._update(RunRow, RunRow.id == run_id, {"findings": FINDINGS.dump(findings), "stale": False})

    def _oldest_first(self, *conditions: ColumnElement[bool]) -> Sequence[Run]:
        return [_run(row) for row in self._all(select(RunRow).where(*conditions).order_by(*BY_START))]


def _before(start: ColumnElement[datetime], *, before: date, days: int | None) -> Select[Any]:
    """Select from the table itself, in every clause: one mapped column and all rows take the mapping's road."""
    columns = select(RUNS.id, start, RUNS.day, RUNS.distance_m, RUNS.moving_s)
    wanted = columns.where(RUNS.day < before, RUNS.quarantined.is_(None), RUNS.shadowed_by.is_(None))
    if days is not None:
        wanted = wanted.where(RUNS.day >= before - timedelta(days=days))
    return wanted.order_by(RUNS.start, RUNS.id)


def _of_activity(sha256: InstrumentedAttribute[str], activity_id: str) -> ColumnElement[bool]:
    # A range, so that the index serves: "g" stands behind every hex digit. The rest keeps out shorter names.
    return sha256.between(activity_id, activity_id + "g") & (func.substr(sha256, 1, 16) == activity_id)


def _file_values(file: KeptFile) -> Values:
    return {
        "sha256": file.sha256,
        "name": file.name,
        "size": file.size,
        "origin": file.origin,
        "received_at": file.received_at,
        "verdict": file.verdict.value,
        "reason": file.reason,
        "file_type": file.file_type,
        "manufacturer": file.device.manufacturer,
        "product": file.device.product,
        "warnings": WORDS.dump(file.warnings),
    }


def _file(row: FileRow) -> KeptFile:
    return KeptFile(
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        origin=row.origin,
        received_at=row.received_at,
        verdict=Verdict(row.verdict),
        reason=row.reason,
        file_type=row.file_type,
        device=Device(row.manufacturer, row.product),
        warnings=WORDS.load(row.warnings),
    )


def _run_values(run: Run) -> Values:
    metrics = run.metrics
    return {
        "id": run.id,
        "sha256": run.sha256,
        "start": metrics.start,
        "day": metrics.day,
        "distance_m": metrics.distance.value,
        "moving_s": metrics.moving.value,
        "quarantined": metrics.quarantined,
        "shadowed_by": run.shadowed_by,
        "stale": False,
        "metrics": METRICS.dump(metrics),
        "findings": FINDINGS.dump(run.findings),
    }


def _run(row: RunRow) -> Run:
    return Run(
        id=row.id,
        sha256=row.sha256,
        metrics=METRICS.load(row.metrics),
        findings=FINDINGS.load(row.findings),
        shadowed_by=row.shadowed_by,
    )
