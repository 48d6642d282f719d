"""Look into a file without keeping it: the object that `afterrun inspect --json` prints.

The names in it are a published contract: other programs read them. Absent values are null, never 0.
"""

from collections.abc import Callable
from math import isfinite

from adapters.files import RawFile
from service.core.activity import Activity, Device, Session, Verdict
from service.core.athlete import Athlete
from service.core.errors import InputError
from service.core.load.establish import establish
from service.core.load.from_watch import told_by_watch
from service.core.metrics.summarise import local_day, summarise
from service.core.metrics.values import RunMetrics
from service.core.units import Floats


def inspect(raw: RawFile, decode: Callable[[RawFile], Activity]) -> dict[str, object]:
    """Give what is in the file. One that cannot be read is an answer too: verdict `unreadable`, and why."""
    try:
        activity = decode(raw)
    except InputError as error:
        activity = Activity(
            verdict=Verdict.UNREADABLE, reason=error.words, file_type=None, device=Device(), sessions=()
        )
    return {
        "verdict": activity.verdict.value,
        "reason": activity.reason,
        "file_type": activity.file_type,
        "manufacturer": activity.device.manufacturer,
        "product": activity.device.product,
        "sessions": [_session(session) for session in activity.sessions],
        "warnings": list(activity.warnings),
    }


def metrics_in(raw: RawFile, decode: Callable[[RawFile], Activity]) -> list[RunMetrics]:
    """Give every number of every run in the file, counted with what the watch knew of its runner, no more.

    Raises InputError for a file that cannot be read.
    """
    activity = decode(raw)
    found = []
    for session in activity.runs:
        if session.start is not None:
            day = local_day(session.start, activity.utc_offset_s)
            told = told_by_watch(activity.profile, day=day)
            baselines = establish(Athlete(), (), day=day, told=told)
            found.append(summarise(session, utc_offset_s=activity.utc_offset_s, baselines=baselines))
    return found


def as_rows(run: RunMetrics) -> dict[str, dict[str, object]]:
    """Give a run's numbers by name, each with all that it carries; a missing value is null and has a reason."""
    return {
        name: {
            "value": measure.value,
            "unit": measure.unit,
            "formula": measure.formula,
            "reason": measure.reason,
            "coverage": None if measure.coverage is None else round(measure.coverage, 4),
            "estimated": measure.estimated,
            "low_confidence": measure.low_confidence,
            "inputs": dict(measure.inputs),
        }
        for name, measure in run.every.items()
    }


def _session(session: Session) -> dict[str, object]:
    heart = session.streams.heart_bpm
    held = heart[heart < 255]  # 255 is FIT's "invalid"; NaN is not below it either
    beating = held[held > 0]  # some straps write 0 when they lose contact: a value, but no heart rate
    cadence = session.streams.cadence_spm
    steps = cadence[cadence > 0]
    return {
        "sport": session.sport,
        "sub_sport": session.sub_sport,
        "start": None if session.start is None else session.start.isoformat().replace("+00:00", "Z"),
        "timer_s": _tenths(session.timer_s),
        "elapsed_s": _tenths(session.elapsed_s),
        "distance_m": _tenths(session.distance_m),
        "records": len(session.streams),
        "hr_records": int(held.size),
        "hr_mean_bpm": _mean(beating),
        "cadence_mean_spm": _mean(steps) if session.is_run else None,
        "ascent_m": _tenths(session.ascent_m),
        "descent_m": _tenths(session.descent_m),
    }


def _mean(values: Floats) -> float | None:
    return _tenths(float(values.mean())) if values.size else None


def _tenths(value: float | None) -> float | None:
    """Round to what a watch can know; JSON has no NaN and no infinity, so those are null as well."""
    return round(value, 1) if value is not None and isfinite(value) else None
