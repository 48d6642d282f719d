from datetime import date, timedelta

import pytest

from service.app.history import History, Ledger, LongRun, Period
from service.web.weeks import Plot, Weeks, weeks

MONDAY = date(2026, 9, 28)
NOTHING = Ledger(0.0)


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
    heart: Ledger = NOTHING,
    descent: Ledger = NOTHING,
    steps: Ledger = NOTHING,
) -> Period:
    first = MONDAY + timedelta(days=7 * at)
    return Period(
        first,
        first + timedelta(days=6),
        distance_m=1000.0 * km,
        runs=1,
        longest=longest,
        spikes=spikes,
        heart=heart,
        descent=descent,
        steps=steps,
        pain=pain,
        sessions=sessions,
    )


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


def test_the_two_ledgers_stand_apart() -> None:
    hilly = week(heart=Ledger(120.0), descent=Ledger(900.0), steps=Ledger(41_234.0))
    flat = week(1, heart=Ledger(240.0), descent=Ledger(90.0), steps=Ledger(40_000.0))

    heart, legs = (plot(drawn(hilly, flat), key) for key in ("heart-load", "leg-load"))

    assert heart.bars[1].high == pytest.approx(2 * heart.bars[0].high)
    assert legs.bars[0].high == pytest.approx(10 * legs.bars[1].high)
    assert heart.texts == ("120", "240")
    assert legs.texts == ("900 m, 41,200 steps", "90 m, 40,000 steps")
    assert (heart.usual, legs.usual) == ("360 in all", "990 in all")


def test_what_is_guessed_or_left_out_is_said() -> None:
    found = drawn(week(heart=Ledger(120.0, untold=2, guessed=1), descent=Ledger(None, untold=1)))

    assert plot(found, "heart-load").texts == ("120, partly estimated, 2 not known",)
    assert plot(found, "leg-load").texts == ("\N{EN DASH}, 0 steps, 1 not known",)
    assert plot(found, "leg-load").usual == "not known yet"


def test_feet_are_drawn_for_who_counts_in_miles() -> None:
    found = plot(drawn(week(descent=Ledger(304.8)), units="mi"), "leg-load")

    assert (found.unit, found.usual) == ("ft", "1,000 in all")
