from dataclasses import replace

import pytest

from service.core.load.past_run import remembered
from service.core.metrics.summarise import summarise
from tests.build.baselines import known
from tests.build.session import session


def test_history_keeps_the_numbers_it_needs() -> None:
    run = summarise(replace(session(4000), workout_rpe=6.0), utc_offset_s=0, baselines=known())

    kept = remembered("a-0", run)

    assert (kept.id, kept.day, kept.distance_m) == ("a-0", run.day, run.distance.value)
    assert (kept.load, kept.load_estimated) == (run.named("load").value, False)
    assert kept.above_threshold_s == 0.0
    assert (kept.rpe, kept.hr_mean_bpm, kept.hr_peak_bpm, kept.hr_20min_bpm) == (6.0, 150.0, 150.0, 150.0)
    assert kept.steps is not None
    assert kept.steady


def test_a_guessed_threshold_proves_no_hard_minutes() -> None:
    run = summarise(session(4000), utc_offset_s=0, baselines=known(estimated=True))

    assert run.named("above_threshold").value == 0.0
    assert remembered("a-0", run).above_threshold_s is None
    assert remembered("a-0", run).load_estimated


def test_fast_without_a_threshold_is_not_held_against_later_runs() -> None:
    counted = summarise(session(4000), utc_offset_s=0, baselines=known(threshold_m_s=2.5))
    strides = summarise(session(4000), utc_offset_s=0, baselines=known(threshold_m_s=None))

    assert remembered("a-0", counted).fast_s == pytest.approx(4000.0, abs=5.0)
    assert strides.named("fast").value == 0.0
    assert remembered("a-0", strides).fast_s is None


def test_a_run_of_an_older_version_has_only_its_first_numbers() -> None:
    run = replace(summarise(session(4000), utc_offset_s=0), extra=())

    kept = remembered("a-0", run)

    assert (kept.load, kept.steps, kept.gap_s_per_km) == (None, None, None)
    assert kept.distance_m == run.distance.value
