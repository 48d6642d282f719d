import pytest

from service.core.findings.detect import detect
from service.core.findings.figures import KINDS
from service.core.findings.leg_work import leg_work
from tests.build.run import history, measure, past_run, rich_history, run_metrics

MONTH = rich_history(*(past_run(back, 8.0, fast_s=600.0, steps=8000.0) for back in range(60, 0, -3)))


def test_fast_minutes_beyond_the_month_are_told_with_where_they_are_felt() -> None:
    found = leg_work(past_run(0, 8.0, fast_s=1500.0, steps=8000.0), MONTH)

    assert found is not None
    assert found.level == "large"
    assert found.sentence == (
        "25 min of fast running, 150 % more than in any run of the 30 days before (10 min of fast running)."
    )
    assert "back of the thigh" in found.meaning
    assert found.numbers == {"fast_s": 1500.0, "fast_s_max_30d": 600.0, "fast_excess_pct": 150.0}


@pytest.mark.parametrize(
    ("steps", "level"), [(8800.0, None), (8801.0, "small"), (10_400.0, "small"), (16_000.0, "moderate")]
)
def test_steps_have_the_bands_of_distance(steps: float, level: str | None) -> None:
    found = leg_work(past_run(0, 8.0, steps=steps), MONTH)

    assert (None if found is None else found.level) == level


def test_a_month_without_fast_running_has_no_share_to_speak_of() -> None:
    slow = rich_history(*(past_run(back, 8.0, fast_s=0.0) for back in range(60, 0, -3)))

    found = leg_work(past_run(0, 8.0, fast_s=900.0), slow)

    assert found is not None
    assert found.sentence == "15 min of fast running, where the 30 days before held none."
    assert "fast_excess_pct" not in found.numbers


def test_little_and_what_cannot_be_compared_is_not_told() -> None:
    assert leg_work(past_run(0, 3.0, fast_s=299.0, steps=4999.0), rich_history()) is None
    assert leg_work(past_run(0, 8.0, fast_s=900.0), rich_history()) is None  # no run of the month tells
    assert leg_work(past_run(0, 8.0, fast_s=900.0), history((3, 8.0))) is None


def test_it_is_one_of_the_findings_and_every_number_has_its_formula() -> None:
    found = detect(run_metrics(extra={"steps": measure(16_001.0, "count")}), MONTH).get("leg_work")

    assert found is not None
    assert found.sentence == "16,000 steps, 100 % more than in any run of the 30 days before (8,000 steps)."
    assert found.numbers.keys() <= KINDS.keys()
