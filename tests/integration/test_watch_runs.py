"""On every real run no further number is silently wrong: each is there and plausible, or says why not."""

from collections.abc import Iterator
from math import isfinite, isnan
from pathlib import Path
from typing import get_args

import pytest

from adapters.files import RawFile
from adapters.formats.registry import decode
from service.app.inspecting import metrics_in
from service.core.activity import Session
from service.core.errors import InputError
from service.core.findings.detect import detect
from service.core.findings.late import late_steps
from service.core.load.accumulate import accumulate
from service.core.metrics.baselines import UNKNOWN
from service.core.metrics.summarise import summarise
from service.core.metrics.values import Reason, RunMetrics
from tests.build.baselines import known

FOLDER = Path(__file__).parents[3] / "shared" / "fit"
RUNNER = known(hr_max=190.0, hr_rest=55.0, lthr=168.0, threshold_m_s=3.4, mass_kg=72.0)

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the folder ../shared/fit with real watch files is not there"
)


def runs() -> Iterator[tuple[str, Session]]:
    for path in sorted(FOLDER.glob("*.fit")):
        try:
            activity = decode(RawFile(path.name, path.read_bytes()))
        except InputError:
            continue
        for index, session in enumerate(activity.runs):
            if session.start is not None:
                yield f"{path.name}-{index}", session


@pytest.fixture(scope="module")
def every() -> dict[str, tuple[Session, RunMetrics]]:
    return {name: (session, summarise(session, utc_offset_s=0, baselines=RUNNER)) for name, session in runs()}


PLAUSIBLE = {
    "hrss": (0.0, 400.0),
    "rtss": (0.0, 400.0),
    "gap": (150.0, 900.0),
    "gap_even": (150.0, 900.0),
    "ngp": (150.0, 900.0),
    "hr_peak": (40.0, 220.0),
    "hr_20min": (40.0, 220.0),
    "smyth_ratio": (0.5, 2.0),
    "pace_fade": (-60.0, 60.0),
    "late_cadence": (-40.0, 40.0),
    "air_low": (-30.0, 45.0),
    "sweat_low": (0.4, 20.0),
}


def test_every_number_is_plausible_or_says_why_not(every: dict[str, tuple[Session, RunMetrics]]) -> None:
    assert len(every) >= 15
    for name, (_, run) in every.items():
        for which, measure in run.extra:
            assert (measure.value is None) == (measure.reason is not None), (name, which)
            assert measure.value is None or not isnan(measure.value), (name, which)
            low, high = PLAUSIBLE.get(which, (float("-inf"), float("inf")))
            assert measure.value is None or low <= measure.value <= high, (name, which, measure.value)


def test_every_number_by_what_the_file_alone_says_is_there_or_says_why_not() -> None:
    """The table of `afterrun inspect --metrics` for every file: nothing silently missing, nothing without a unit."""
    seen = 0
    for path in sorted(FOLDER.glob("*.fit")):
        try:
            found = metrics_in(RawFile(path.name, path.read_bytes()), decode)
        except InputError:
            continue
        for run in found:
            seen += 1
            for name, measure in run.every.items():
                told = (path.name, name, measure)
                assert measure.formula, told
                assert measure.unit or name == "workout_rpe", told
                if measure.value is None:
                    assert measure.reason in get_args(Reason), told
                else:
                    assert measure.reason is None, told
                    assert isfinite(measure.value), told
                    assert all(isfinite(held) for _, held in measure.inputs), told

    assert seen >= 19


def test_a_run_that_never_moved_says_so() -> None:
    found = metrics_in(RawFile("a.fit", (FOLDER / "activity-filecrc.fit").read_bytes()), decode)

    assert {found[0].named(name).reason for name in ("gap", "steps", "onset", "late_step")} == {"not_moving"}


def test_what_the_watch_says_is_told_as_the_watchs() -> None:
    (run,) = metrics_in(RawFile("a.fit", (FOLDER / "garmin-stamina.fit").read_bytes()), decode)

    said = {
        name: round(run.named(name).value or -1.0, 1)
        for name in ("watch_load", "watch_vo2_max", "watch_sweat")
    }
    assert said == {"watch_load": 142.2, "watch_vo2_max": 59.2, "watch_sweat": 1.2}
    assert dict(run.named("hrss").inputs) == {"hr_max_bpm": 206.0, "hr_rest_bpm": 44.0, "lthr_bpm": 170.0}
    assert run.workout_rpe.value == 4.0
    assert run.named("srpe").value == pytest.approx(4.0 * 4487.8 / 60.0, abs=0.1)


def test_intervals_with_walks_between_are_not_told_that_the_step_changed(
    every: dict[str, tuple[Session, RunMetrics]],
) -> None:
    _, intervals = every["garmin-stamina.fit-0"]
    _, long_run = every["mornindew-broken.fit-0"]

    assert intervals.named("late_bounce").reason == "not_steady"
    assert late_steps(intervals) is None
    assert long_run.named("late_cadence").value is not None


def test_steps_and_zones_add_up_to_the_run(every: dict[str, tuple[Session, RunMetrics]]) -> None:
    for name, (_, run) in every.items():
        steps, moving, timer = run.named("steps").value, run.moving.value, run.timer.value
        if steps is not None and moving is not None:
            assert 60 <= 60.0 * steps / moving <= 230, name
        seconds = [run.named(f"zone_{zone}").value for zone in range(6)]
        if timer is not None and None not in seconds:
            assert sum(each or 0.0 for each in seconds) <= timer + 2.0, name


def test_no_run_is_a_rest(every: dict[str, tuple[Session, RunMetrics]]) -> None:
    for name, (_, run) in every.items():
        load = run.named("load")
        assert load.value is not None, name
        assert load.value > 0.0, name


def test_a_file_with_a_minute_of_records_has_no_load_of_a_minute(
    every: dict[str, tuple[Session, RunMetrics]],
) -> None:
    _, run = next(each for name, each in every.items() if name.startswith("strava-android-app"))

    assert run.named("rtss").reason == "records_missing"
    assert run.named("load").formula == "load.duration"
    assert (run.named("load").value or 0.0) > 40.0


def test_every_real_run_can_be_judged_without_a_history(
    every: dict[str, tuple[Session, RunMetrics]],
) -> None:
    for name, (session, _) in every.items():
        run = summarise(session, utc_offset_s=0, baselines=UNKNOWN)

        found = detect(run, accumulate((), day=run.day))

        assert all(each.reason for each in found.all if each.level == "unknown"), name
        overload = found.get("overload")
        assert overload is None or overload.level == "unknown", name
