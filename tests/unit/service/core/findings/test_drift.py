from dataclasses import replace

import pytest

from service.core.findings.drift import drift
from tests.build.run import measure, run_metrics


@pytest.mark.parametrize(
    ("pct", "level"),
    [(-3.0, "coupled"), (4.99, "coupled"), (5.0, "moderate"), (10.0, "moderate"), (10.01, "high")],
)
def test_bands_are_the_coaches_own(pct: float, level: str) -> None:
    found = drift(run_metrics(decoupling_pct=pct))

    assert found.level == level
    assert "a convention among coaches, not a physiological rule" in found.meaning
    assert not found.notable


def test_the_sentence_says_which_way() -> None:
    assert "6.2 % less far" in drift(run_metrics(decoupling_pct=6.2)).sentence
    assert "1.5 % further" in drift(run_metrics(decoupling_pct=-1.5)).sentence


def test_the_figure_without_hills_stands_beside_it() -> None:
    run = run_metrics(decoupling_pct=6.2)
    run = replace(run, extra=(("decoupling_flat", measure(4.1, "%")),))

    assert drift(run).numbers == {"decoupling_pct": 6.2, "decoupling_flat_pct": 4.1}


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("too_short", "Less than 45 minutes"),
        ("not_steady", "pace changed too much"),
        ("hr_coverage", "known for 72 % of the time"),
        ("no_speed", "Without speed"),
        ("records_missing", "missing from the file"),
        ("quarantine", "does not look like one run"),
    ],
)
def test_each_unmet_gate_has_its_own_words(reason: str, words: str) -> None:
    found = drift(run_metrics(decoupling_reason=reason))

    assert (found.level, found.reason) == ("unknown", reason)
    assert words in found.sentence
