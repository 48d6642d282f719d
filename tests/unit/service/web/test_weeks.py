from datetime import date, timedelta

import pytest

from service.app.history import History, LongRun, Period
from service.web.weeks import Plot, Weeks, weeks

MONDAY = date(2026, 9, 28)


def a_run(
    km: float, *, ceiling_km: float | None = 20.0, level: str = "reference", day: date = MONDAY
) -> LongRun:
    return LongRun("a" * 16, day, 1000.0 * km, None if ceiling_km is None else 1000.0 * ceiling_km, level)


def week(
    at: int = 0,
    *,
    km: float = 0.0,
    longest: LongRun | None = None,
    spikes: tuple[LongRun, ...] = (),
    pain: float | None = None,
    sessions: int = 0,
) -> Period:
    first = MONDAY + timedelta(days=7 * at)
    return Period(first, first + timedelta(days=6), 1000.0 * km, 1, longest, spikes, pain, sessions)


def drawn(*periods: Period, units: str = "km", monthly: bool = False) -> Weeks:
    return weeks(History(periods, monthly), units)


def plot(found: Weeks, key: str) -> Plot:
    return next(plot for plot in found.plots if plot.key == key)


def test_a_week_twice_as_long_has_a_bar_twice_as_high() -> None:
    small, big = plot(drawn(week(km=20.0), week(1, km=40.0)), "distance").bars

    assert big.high == pytest.approx(2 * small.high)
    assert small.y + small.high == big.y + big.high == 100.0


def test_a_week_of_rest_has_no_bar() -> None:
    assert len(plot(drawn(week(km=20.0), week(1)), "distance").bars) == 1


def test_a_long_run_stands_on_its_day_under_its_ceiling() -> None:
    found = plot(drawn(week(km=30.0, longest=a_run(18.0, day=MONDAY + timedelta(days=6)))), "distance")

    assert found.dots[0].x == pytest.approx(100.0 * 6.5 / 7)
    assert found.ledges[0].y < found.dots[0].y
    assert not found.dots[0].spike


def test_a_leap_is_marked_and_drawn_once() -> None:
    leap = a_run(25.0, level="small")

    found = plot(drawn(week(km=30.0, longest=leap, spikes=(leap,))), "distance")

    assert [dot.spike for dot in found.dots] == [True]
    assert found.texts == ("30.0, longest 25.0, a leap",)


def test_an_unknown_ceiling_is_not_drawn() -> None:
    assert plot(drawn(week(km=30.0, longest=a_run(18.0, ceiling_km=None))), "distance").ledges == ()


def test_miles_are_miles() -> None:
    found = plot(drawn(week(km=16.09344, longest=a_run(16.09344)), units="mi"), "distance")

    assert found.unit == "miles"
    assert found.texts == ("10.0, longest 10.0",)


def test_soreness_that_nobody_asked_for_is_not_zero() -> None:
    found = plot(drawn(week(), week(1, pain=0.0)), "soreness")

    assert found.texts == ("\N{EN DASH}", "0")
    assert len(found.dots) == 1
    assert found.usual == "1 time asked"
    assert plot(drawn(week()), "soreness").usual == "not asked yet"


def test_sessions_are_counted_in_whole_steps() -> None:
    found = plot(drawn(week(sessions=1)), "sessions")

    assert [tick.words for tick in found.ticks] == ["0", "1", "2"]


def test_about_five_periods_are_named() -> None:
    found = drawn(*(week(at) for at in range(26)))

    assert [tick.words for tick in found.ticks] == ["28 Sep", "9 Nov", "21 Dec", "1 Feb", "15 Mar"]


def test_months_are_named_with_their_year_and_many_are_dense() -> None:
    found = drawn(*(week(at) for at in range(50)), monthly=True)

    assert found.places[0] == "Sep 2026"
    assert found.dense
