"""Files and runs as the columns of their rows, and back."""

from dataclasses import fields

from service.app.records import KeptFile, Run
from service.core.activity import Device, Verdict
from service.core.load.establish import MeasuredBy
from service.core.load.past_run import PastRun, remembered
from service.core.metrics import RunMetrics
from service.store.codec import FINDINGS, MEASURED_BY, METRICS, WORDS
from service.store.repositories.base import Values
from service.store.rows import FileRow, RunRow

PAST = tuple(field.name for field in fields(PastRun))
"""Every one of them is a column of `runs`."""
_OF_THE_RUN = ("id", "apart")


def file_values(file: KeptFile) -> Values:
    """Give the row of a file."""
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


def file_of(row: FileRow) -> KeptFile:
    """Give the file of a row."""
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


def run_values(run: Run) -> Values:
    """Give the row of a run whose findings and numbers are what they should be."""
    return {
        "id": run.id,
        "sha256": run.sha256,
        "shadowed_by": run.shadowed_by,
        "apart": run.apart,
        "stale": False,
        "came_in": None,
        "unmeasured": False,
        "rejudged": run.rejudged,
        "findings": FINDINGS.dump(run.findings),
        **measured_values(run.metrics, run.measured_by),
    }


def measured_values(metrics: RunMetrics, by: MeasuredBy | None) -> Values:
    """Give the columns that follow from a run's numbers."""
    row = remembered("", metrics)
    return {
        **{name: getattr(row, name) for name in PAST if name not in _OF_THE_RUN},
        "quarantined": metrics.quarantined,
        "metrics": METRICS.dump(metrics),
        "measured_by": None if by is None else MEASURED_BY.dump(by),
    }


def run_of(row: RunRow) -> Run:
    """Give the run of a row."""
    return Run(
        id=row.id,
        sha256=row.sha256,
        metrics=METRICS.load(row.metrics),
        findings=FINDINGS.load(row.findings),
        shadowed_by=row.shadowed_by,
        apart=row.apart,
        measured_by=None if row.measured_by is None else MEASURED_BY.load(row.measured_by),
        rejudged=row.rejudged,
        came_in=row.came_in,
    )
