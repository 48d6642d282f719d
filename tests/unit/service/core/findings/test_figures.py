"""No number leaves the house without its unit and how it was found."""

from pathlib import Path
from re import findall

import pytest

from service.core.findings import figures as room
from service.core.findings.detect import detect
from service.core.findings.figures import KINDS, figures
from service.core.findings.values import Circumstances, Finding
from tests.build.run import history, measure, rich_history, run_metrics, settled_history


def test_every_number_of_every_finding_says_what_it_is() -> None:
    whole = {
        name: measure(5.0, "m") for name in ("steep_ascent", "steep_descent", "load", "smyth_ratio", "onset")
    }
    late = {name: measure(-6.0, "%") for name in ("late_cadence", "late_step", "pace_fade", "late_slowing")}
    warm = {name: measure(24.0) for name in ("air_low", "air_high", "sweat_low", "sweat_high")}
    run = run_metrics(
        km=42.2,
        moving_min=240.0,
        decoupling_pct=6.0,
        ascent_m=400.0,
        descent_m=390.0,
        extra=whole | late | warm,
    )

    for past in (history(), settled_history(), rich_history()):
        for finding in detect(run, past, around=Circumstances(age=51, soreness_0_10=6.0)).all:
            told = figures(finding, run)
            assert [figure.name for figure in told] == list(finding.numbers)
            assert all(figure.unit and figure.formula for figure in told)


def test_a_number_made_of_others_names_them() -> None:
    run = run_metrics(km=21.1)
    spike = detect(run, settled_history(16.0)).get("session_spike")
    assert spike is not None

    (excess,) = [figure for figure in figures(spike, run) if figure.name == "excess_pct"]

    assert (excess.unit, round(excess.value)) == ("%", 32)
    assert excess.inputs == (("distance_m", 21_100.0), ("longest_30d_m", 16_000.0))
    assert excess.convention == "D-30 .. D-1, the day itself left out"
    assert not excess.estimated


def test_the_runners_own_word_is_an_estimate() -> None:
    run = run_metrics(km=21.1)
    spike = detect(run, history(seed_km=16.0)).get("session_spike")
    assert spike is not None

    assert {figure.name for figure in figures(spike, run) if figure.estimated} == {
        "longest_30d_m",
        "excess_pct",
    }


def test_a_measure_of_the_run_brings_its_own_coverage() -> None:
    run = run_metrics(decoupling_pct=6.0)
    found = detect(run, settled_history()).get("decoupling")
    assert found is not None

    assert figures(found, run)[0].coverage == 0.72


def test_a_number_nobody_wrote_down_is_a_bug() -> None:
    with pytest.raises(KeyError):
        figures(Finding("spike", "none", {"moon_phase": 1.0}, "", ""), run_metrics())


def test_every_name_in_the_findings_room_is_written_down() -> None:
    folder = Path(room.__file__).parent
    named = {
        name
        for file in folder.glob("*.py")
        if file.name not in {"figures.py", "words.py", "effort.py"}
        for name in findall(r'"([a-z0-9_]+_(?:m|s|pct|runs|0_10))":', file.read_text())
    }

    assert named
    assert named <= set(KINDS)
