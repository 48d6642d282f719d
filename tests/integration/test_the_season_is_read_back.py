"""The writer and our own decoder agree about every kind of run in the season."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np
import pytest

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from adapters.outlets.fit_file import write_fit
from service.app.season import DEVICE, SampleRun, sample_season
from service.core.activity import Verdict

KINDS = (
    *("recovery-run", "easy-run", "intervals", "steady-run"),
    *("trail-run", "long-run", "half-marathon", "marathon"),
)
STEP = {"distance_m": 0.01, "speed_m_s": 0.001, "altitude_m": 0.2}
"""FIT's own scales."""


@cache
def season() -> Sequence[SampleRun]:
    return tuple(sample_season(date(2026, 11, 22), utc_offset_s=-12_600, race_every_s=5))


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_comes_back_as_it_went_in(kind: str) -> None:
    run = next(run for run in season() if run.name[10:] == f"-{kind}.fit")
    meant = run.session
    data = write_fit(meant, device=run.device, utc_offset_s=run.utc_offset_s, serial=run.serial)

    activity = FitDecoder().decode(RawFile(run.name, data))

    assert (activity.verdict, activity.reason, activity.warnings) == (Verdict.COMPLETE, None, ())
    assert (activity.file_type, activity.device, activity.utc_offset_s) == ("activity", DEVICE, -12_600)
    (got,) = activity.sessions
    assert (got.sport, got.sub_sport, got.start) == (meant.sport, meant.sub_sport, meant.start)
    assert (got.timer_s, got.elapsed_s, got.workout_rpe) == (
        meant.timer_s,
        meant.elapsed_s,
        meant.workout_rpe,
    )
    assert (got.ascent_m, got.descent_m) == (meant.ascent_m, meant.descent_m)
    assert got.distance_m == pytest.approx(meant.distance_m, abs=0.005)
    assert [lap.start for lap in got.laps] == [lap.start for lap in meant.laps]
    assert got.pauses == ()
    for name in ("t_s", "heart_bpm", "cadence_spm", "temperature_c", *STEP):
        off = np.abs(getattr(got.streams, name) - getattr(meant.streams, name))
        assert off.max() <= STEP.get(name, 0) * 0.5001, name
    assert got.streams.latitude_deg == pytest.approx(meant.streams.latitude_deg, abs=1e-7)
