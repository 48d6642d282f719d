import pytest

from service.core.findings.after_race import expected_soreness, marathon_window, phase
from tests.build.run import history, past_run


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (0, "acute"),
        (3, "acute"),
        (4, "recovering"),
        (7, "recovering"),
        (8, "rebuild"),
        (14, "rebuild"),
        (15, "easy_build"),
        (28, "easy_build"),
        (29, None),
        (-1, None),
    ],
)
def test_four_phases_in_four_weeks(day: int, name: str | None) -> None:
    assert phase(day) == name


def test_a_marathon_opens_the_window() -> None:
    found = marathon_window(past_run(0, 42.2, moving_min=249.0), history((3, 8.0)))

    assert found is not None
    assert found.level == "opens"
    assert found.sentence.startswith("42.2 km in 4 h 09 min: the four weeks after it")


def test_a_run_within_it_is_told_how_far_on_it_lies() -> None:
    found = marathon_window(past_run(0, 5.0), history((4, 42.2), (30, 8.0)))

    assert found is not None
    assert (found.level, found.sentence) == ("recovering", "4 days after 42.2 km: recovering.")
    assert found.numbers["soreness_mean"] == 1.5
    assert found.numbers["soreness_expected_up_to"] == pytest.approx(2.885, abs=0.001)


def test_the_envelope_lets_five_pass_on_the_first_days_and_not_three_on_the_fifth() -> None:
    for day in (1, 2):
        found = expected_soreness(day)
        assert found is not None
        assert found[1] >= 5.0
    for day in (5, 6, 7):
        found = expected_soreness(day)
        assert found is not None
        assert found[1] < 3.0
    assert expected_soreness(0) is None
    assert expected_soreness(8) is None


def test_later_weeks_have_no_envelope_and_other_runs_no_window() -> None:
    found = marathon_window(past_run(0, 5.0), history((20, 36.0)))

    assert found is not None
    assert found.level == "easy_build"
    assert "soreness_mean" not in found.numbers
    assert marathon_window(past_run(0, 5.0), history((20, 30.0))) is None


def test_a_race_of_hours_counts_without_its_distance() -> None:
    found = marathon_window(past_run(0, None, moving_min=200.0, rpe=9.0), history((3, 8.0)))

    assert found is not None
    assert found.sentence.startswith("Hours on the move in 3 h 20 min")
