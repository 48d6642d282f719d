"""What became of files, as the API tells it."""

from typing import Self

from pydantic import BaseModel

from service.app.arriving import Told
from service.app.judging import Settled
from service.core.activity import Verdict


class ImportedOut(BaseModel):
    """What became of one file; the same names as a line of `afterrun import --json`."""

    path: str
    sha256: str | None
    """Null where there was no file to import: it was locked or damaged in its archive, or too large."""
    verdict: str
    activity_id: str | None
    reason: str | None
    warnings: list[str]
    """What is odd about a file that was read all the same, such as a wrong checksum."""
    run_ids: list[str]
    known: bool
    merged: bool
    """True when a run in it had come by another road before: it counts once."""
    share: float
    """How much of what was sent under one name is done, 0 to 1."""

    @classmethod
    def of(cls, told: Told) -> Self:
        """Describe one file, or why there is none."""
        imported = told.imported
        file = imported.file if imported is not None else None
        return cls(
            path=told.place,
            sha256=file.sha256 if file else None,
            verdict=file.verdict.value if file else Verdict.UNREADABLE.value,
            activity_id=file.activity_id if file else None,
            reason=file.reason if file else told.trouble,
            warnings=list(file.warnings) if file else [],
            run_ids=[run.id for run in imported.runs] if imported else [],
            known=imported.known if imported else False,
            merged=imported.merged if imported else False,
            share=round(told.share, 4),
        )


class PassedOverOut(BaseModel):
    """How many files of an archive hold no run."""

    path: str
    passed_over: int


class LaterRunsOut(BaseModel):
    """What older files changed in runs that were here before them."""

    judged_again: int
    changed: int
    """In how many of those another level is found now."""
    waiting: int
    """How many wait to be measured again from their originals, by a heart rate or an effort that came in."""
    sentence: str

    @classmethod
    def of(cls, settled: Settled) -> Self:
        """Describe what was settled."""
        return cls(
            judged_again=settled.again,
            changed=settled.changed,
            waiting=settled.unmeasured,
            sentence=settled.words or "",
        )


class OneFileOut(ImportedOut):
    """What became of the one file that was sent."""

    later_runs: LaterRunsOut | None
    """Null where the file changed no later run."""


class FilesOut(BaseModel):
    """What became of several files, in the order they were sent."""

    files: list[ImportedOut]
    later_runs: LaterRunsOut | None
    """Null where they changed no later run."""


class SeparatedOut(BaseModel):
    """The runs that count for themselves again."""

    run_ids: list[str]
