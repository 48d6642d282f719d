import numpy as np

from service.core.metrics.cleaning import clean
from service.core.metrics.peaks import held_peak, peaks
from tests.build.session import column, session


def test_a_peak_must_be_held() -> None:
    glitch = column([(600, 150.0), (4, 190.0), (600, 150.0)], 1204)
    effort = column([(600, 150.0), (40, 178.0), (600, 150.0)], 1240)

    assert held_peak(glitch) == 150.0
    assert held_peak(effort) == 178.0


def test_nothing_known_has_no_peak() -> None:
    assert held_peak(np.full(100, np.nan)) is None


def test_the_best_twenty_minutes() -> None:
    found = peaks(clean(session(3600, heart=[(1200, 150.0), (1200, 165.0), (1200, 140.0)])))

    assert found["hr_20min"].value == 165.0
    assert found["hr_peak"].value == 165.0


def test_a_short_run_has_no_twenty_minutes() -> None:
    found = peaks(clean(session(1199)))

    assert (found["hr_20min"].value, found["hr_20min"].reason) == (None, "too_short")


def test_without_heart_rate_there_is_no_peak() -> None:
    assert peaks(clean(session(600, heart=None)))["hr_peak"].reason == "no_heart_rate"
