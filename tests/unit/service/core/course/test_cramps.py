from datetime import UTC, datetime, timedelta

import pytest

from service.core.course.cramps import cramps_keep_coming

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(*days_ago: float) -> list[tuple[str, datetime]]:
    return [(f"run {n}", NOW - timedelta(days=days)) for n, days in enumerate(days_ago)]


@pytest.mark.parametrize(
    ("days_ago", "too_many"), [((0, 20, 42), True), ((0, 20, 42.1), False), ((0, 20), False), ((), False)]
)
def test_three_cramping_runs_in_six_weeks_are_too_many(
    days_ago: tuple[float, ...], *, too_many: bool
) -> None:
    assert cramps_keep_coming(told(*days_ago), now=NOW) is too_many


def test_asking_again_about_one_cramp_does_not_make_it_three() -> None:
    assert not cramps_keep_coming([("run 1", NOW - timedelta(days=n)) for n in range(3)], now=NOW)
