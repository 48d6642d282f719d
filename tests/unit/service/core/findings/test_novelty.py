from math import inf

import pytest

from service.core.findings.novelty import vertical, vertical_novelty
from tests.build.run import history, past_run, rich_history


def test_hills_are_held_against_the_hilliest_run_of_the_month() -> None:
    found = vertical(past_run(0, 8.0, descent_m=312.0, ascent_m=90.0), rich_history())

    assert found.level == "new"
    assert found.sentence == (
        "312 m of descent; the most in one run of the 30 days before was 80 m: 290 % more."
    )
    assert "front of the thigh" in found.meaning
    assert found.source == "bontemps2020"


def test_climbing_asks_other_muscles() -> None:
    found = vertical(past_run(0, 8.0, descent_m=90.0, ascent_m=200.0), rich_history())

    assert found.level == "new"
    assert "buttock" in found.meaning


def test_what_the_month_has_held_is_usual() -> None:
    hilly = rich_history(*(past_run(back, 8.0, descent_m=400.0) for back in range(60, 0, -3)))

    found = vertical(past_run(0, 8.0, descent_m=312.0), hilly)

    assert found.level == "usual"
    assert "22 % less" in found.sentence


def test_a_month_on_the_flat_has_no_share_to_speak_of() -> None:
    flat = rich_history(*(past_run(back, 8.0, steep_descent_m=0.0) for back in range(60, 0, -3)))

    new = vertical_novelty(past_run(0, 8.0, steep_descent_m=120.0), flat)
    found = vertical(past_run(0, 8.0, steep_descent_m=120.0, descent_m=130.0), flat)

    assert new is not None
    assert new.excess == inf
    assert found.sentence == "120 m of steep descent; the 30 days before held none."
    assert "excess_pct" not in found.numbers


def test_few_metres_are_told_and_not_compared() -> None:
    found = vertical(past_run(0, 8.0, descent_m=100.0, ascent_m=90.0), rich_history())

    assert (found.level, found.sentence) == ("usual", "90 m of climbing and 100 m of descent.")


@pytest.mark.parametrize(("descent", "reason"), [(None, "no_altitude"), (300.0, "cold_start")])
def test_what_is_not_known_is_not_compared(descent: float | None, reason: str) -> None:
    found = vertical(past_run(0, 8.0, descent_m=descent), history((3, 8.0)))

    assert (found.level, found.reason) == ("unknown", reason)
