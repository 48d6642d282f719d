"""Nothing about a run is silently missing: each number is there, or says why not."""

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from service.core.activity import Session
from service.core.metrics.baselines import UNKNOWN, Baselines
from service.core.metrics.summarise import summarise
from tests.build.baselines import known
from tests.build.session import picked, session

RUNS = {
    "long": session(9000, altitude=np.linspace(100.0, 130.0, 9000), temperature=20.0),
    "short": session(60),
    "empty": session(0),
    "one second": session(1),
    "indoors": session(4000, sub_sport="treadmill"),
    "no heart": session(4000, heart=None),
    "no speed": session(4000, speed=None),
    "nothing": session(4000, speed=None, heart=None, cadence=None),
    "standing": session(4000, speed=0.0),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
@pytest.mark.parametrize("baselines", [UNKNOWN, known(threshold_m_s=3.3, mass_kg=70.0)], ids=["new", "known"])
def test_a_number_is_there_or_says_why_not(run: Session, baselines: Baselines) -> None:
    found = summarise(run, utc_offset_s=0, baselines=baselines)

    names = [name for name, _ in found.extra]
    assert len(names) == len(set(names))
    for name, each in found.extra:
        assert (each.value is None) == (each.reason is not None), name
        assert each.value is None or not isnan(each.value), name
        assert each.unit, name
        assert each.formula, name


def test_the_names_are_the_same_whatever_the_run() -> None:
    names = [[name for name, _ in summarise(run, utc_offset_s=0).extra] for run in RUNS.values()]

    assert all(each == names[0] for each in names)


def test_a_number_nobody_knows_is_missing_and_not_an_error() -> None:
    found = summarise(session(60), utc_offset_s=0).named("no_such_number")

    assert (found.value, found.reason) == (None, "not_computed")


def test_a_file_cut_off_tells_no_sum_and_no_ending() -> None:
    whole = session(9000, altitude=np.linspace(100.0, 130.0, 9000))
    cut = replace(whole, streams=picked(whole.streams, slice(0, 6000)))

    found = summarise(cut, utc_offset_s=0, baselines=known(threshold_m_s=3.3))

    for name in ("rtss", "steps", "fast", "steep_descent", "pace_fade", "smyth_ratio", "late_cadence"):
        assert (found.named(name).value, found.named(name).reason) == (None, "records_missing"), name
    assert found.named("load").formula == "load.duration"
    assert found.named("load").value == pytest.approx(125.0)
