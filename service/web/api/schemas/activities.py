"""Files and runs as JSON."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import isnan
from typing import Self

from pydantic import BaseModel, Field

from service.app.overview import ActivityView, FollowUp
from service.app.picturing import Picture
from service.app.records import Run
from service.core.catalogue import Catalogue
from service.web.api.schemas.findings import FindingOut, MeasureOut

MEASURES = (
    "distance", "timer", "moving", "elapsed", "pace", "hr_mean", "hr_max", "cadence", "ascent", "descent",
    "decoupling", "temperature", "workout_rpe",
)  # fmt: skip


class CleanedOut(BaseModel):
    """What cleaning left out or mended."""

    reason: str
    count: int


class BaselineOut(BaseModel):
    """One of the runner's own numbers, as it stood on the day of the run."""

    value: float
    source: str
    """lab, stated, race, observed, device, formula or default."""
    since: date | None
    estimated: bool


class RunOut(BaseModel):
    """One run with its numbers and findings."""

    id: str
    activity_id: str
    start: datetime
    day: date
    sport: str
    sub_sport: str | None
    metrics: dict[str, MeasureOut]
    """The main ones in a list of runs, all of them for one activity."""
    measured_by: dict[str, BaselineOut]
    cleaned: list[CleanedOut]
    findings: list[FindingOut]
    rejudged: str | None
    """What a run that came in later changed here."""

    @classmethod
    def of(cls, run: Run, *, catalogue: Catalogue, units: str, whole: bool = False) -> Self:
        """Describe a run; `whole`: with all its numbers."""
        metrics = run.metrics
        wanted = metrics.every if whole else {name: getattr(metrics, name) for name in MEASURES}
        return cls(
            id=run.id,
            activity_id=run.activity_id,
            start=metrics.start,
            day=metrics.day,
            sport=metrics.sport,
            sub_sport=metrics.sub_sport,
            metrics={name: MeasureOut.of(measure) for name, measure in wanted.items()},
            measured_by=_baselines(run),
            cleaned=[CleanedOut(reason=reason, count=count) for reason, count in metrics.dropped],
            findings=[
                FindingOut.of(finding, metrics, catalogue=catalogue, units=units)
                for finding in run.findings.all
            ],
            rejudged=run.rejudged,
        )


class RunsOut(BaseModel):
    """Runs, newest first."""

    runs: list[RunOut]


def _baselines(run: Run) -> dict[str, BaselineOut]:
    if run.measured_by is None:
        return {}
    known = run.measured_by.baselines
    named = {name: getattr(known, name) for name in ("hr_max", "hr_rest", "lthr", "threshold_speed", "mass")}
    return {
        name: BaselineOut(value=each.value, source=each.source, since=each.since, estimated=each.estimated)
        for name, each in named.items()
        if each is not None
    }


class MergedOut(BaseModel):
    """Another record of a run of this file; the two count once."""

    run_id: str
    activity_id: str
    name: str


class FollowUpOut(BaseModel):
    """What has come of a run so far."""

    run_id: str
    open_check_in_id: str | None
    assessment_id: str | None
    """The newest."""


class LapOut(BaseModel):
    """One lap as the watch closed it."""

    timer_s: float | None
    distance_m: float | None
    heart_bpm: float | None


class SplitOut(BaseModel):
    """One kilometre, or the rest at the end."""

    from_m: float
    to_m: float
    moving_s: float
    speed_m_s: float | None
    heart_bpm: float | None
    cadence_spm: float | None
    rise_m: float | None
    """Height at its end minus height at its start."""


Column = list[float | None]


class CurvesOut(BaseModel):
    """A run over its road: piece i reaches from i to i + 1 times `piece_m`; null where the watch tells nothing."""

    run_id: str
    piece_m: float
    speed_m_s: Column
    heart_bpm: Column
    cadence_spm: Column
    altitude_m: Column
    splits: list[SplitOut]
    laps: list[LapOut]

    @classmethod
    def of(cls, picture: Picture) -> Self:
        """Describe it; where it was run is in the original alone."""
        tracks = picture.tracks
        names = ("speed_m_s", "heart_bpm", "cadence_spm", "altitude_m")
        columns = {
            name: [None if isnan(value) else round(value, 3) for value in getattr(tracks, name).tolist()]
            for name in names
        }
        return cls.model_validate(
            {
                "run_id": picture.run_id,
                "piece_m": tracks.piece_m,
                "splits": picture.splits,
                "laps": picture.laps,
                **columns,
            },
            from_attributes=True,
        )


class AllCurvesOut(BaseModel):
    """The curves of every run of a file; none without its original."""

    curves: list[CurvesOut]


class ActivityOut(BaseModel):
    """A file and its runs."""

    id: str
    sha256: str
    name: str
    size: int
    received_at: datetime
    verdict: str
    reason: str | None
    file_type: str | None
    manufacturer: str | None
    product: str | None
    warnings: list[str]
    runs: list[RunOut]
    merged_with: list[MergedOut]
    follow_ups: list[FollowUpOut]

    @classmethod
    def of(
        cls,
        view: ActivityView,
        *,
        catalogue: Catalogue,
        units: str,
        merged: Sequence[tuple[Run, str]],
        follow_ups: Mapping[str, FollowUp],
    ) -> Self:
        """Describe a file."""
        file = view.file
        return cls(
            id=file.activity_id,
            sha256=file.sha256,
            name=file.name,
            size=file.size,
            received_at=file.received_at,
            verdict=file.verdict.value,
            reason=file.reason,
            file_type=file.file_type,
            manufacturer=file.device.manufacturer,
            product=file.device.product,
            warnings=list(file.warnings),
            runs=[RunOut.of(run, catalogue=catalogue, units=units, whole=True) for run in view.runs],
            merged_with=[
                MergedOut(run_id=run.id, activity_id=run.activity_id, name=name) for run, name in merged
            ],
            follow_ups=[
                FollowUpOut(
                    run_id=run_id,
                    open_check_in_id=one.open.id if one.open else None,
                    assessment_id=one.assessment.id if one.assessment else None,
                )
                for run_id, one in follow_ups.items()
            ],
        )


class Paging(BaseModel):
    """Which part of a list."""

    limit: int = Field(default=50, ge=1, le=500)
    offset: int = Field(default=0, ge=0)
