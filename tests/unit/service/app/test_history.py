from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.app.history import Ledger, Period, history
from tests.build import records as build
from tests.build.stored import add_runs
from tests.build.web import House, house
from voice.player.state import Mode, State

TODAY = build.NOON.date()
"""A Sunday."""


def here() -> House:
    found = house()
    found.clock.at = build.NOON
    return found


def last_of(house: House, weeks: int | None = 12) -> Period:
    return history(house.world, weeks=weeks).periods[-1]


def test_before_anything_there_is_no_history() -> None:
    assert history(here().world).periods == ()


def test_a_week_runs_from_monday_to_sunday() -> None:
    house = here()
    add_runs(house.world.store, 0, 6, 7)

    found = history(house.world, weeks=2).periods

    assert [(week.first, week.last) for week in found] == [
        (date(2026, 9, 21), date(2026, 9, 27)),
        (date(2026, 9, 28), date(2026, 10, 4)),
    ]
    assert [(week.runs, week.distance_m) for week in found] == [(1, 10_000.0), (2, 20_000.0)]


def test_twelve_weeks_are_twelve_also_where_nothing_was_run() -> None:
    house = here()
    add_runs(house.world.store, 3)

    found = history(house.world, weeks=12).periods

    assert len(found) == 12
    assert found[0].runs == 0
    assert found[0].longest is None


def test_all_begins_with_the_first_run() -> None:
    house = here()
    add_runs(house.world.store, 100, 3)

    assert history(house.world, weeks=None).periods[0].first == date(2026, 6, 22)


def test_years_are_told_in_months() -> None:
    house = here()
    add_runs(house.world.store, 800, 3)

    found = history(house.world, weeks=None)

    assert found.monthly
    assert found.periods[0].first == date(2024, 7, 1)
    assert found.periods[-1].last == date(2026, 10, 31)
    assert len(found.periods) == 28


def test_a_run_is_held_against_the_thirty_days_before_it() -> None:
    house = here()
    add_runs(house.world.store, 31, 30, 20, 10, 1, distance_m=10_000.0)
    add_runs(house.world.store, 0, distance_m=11_500.0)

    longest = last_of(house).longest

    assert longest is not None
    assert longest.ceiling_m == pytest.approx(11_000.0)
    assert longest.level == "small"
    assert longest.is_spike
    assert history(house.world).spikes == (longest,)


def test_ten_percent_more_is_no_leap() -> None:
    house = here()
    add_runs(house.world.store, 40, 20, 10, 1, distance_m=10_000.0)
    add_runs(house.world.store, 0, distance_m=11_000.0)

    assert last_of(house).spikes == ()


def test_a_short_run_is_never_called_a_leap() -> None:
    house = here()
    add_runs(house.world.store, 40, 20, 10, 1, distance_m=2_000.0)
    add_runs(house.world.store, 0, distance_m=4_000.0)

    assert last_of(house).spikes == ()


def test_the_first_month_has_no_ceiling() -> None:
    house = here()
    add_runs(house.world.store, 20, 15, 10, 1, distance_m=5_000.0)
    add_runs(house.world.store, 0, distance_m=20_000.0)

    longest = last_of(house).longest

    assert longest is not None
    assert longest.ceiling_m is None
    assert longest.level == "unknown"


def test_the_first_week_of_a_range_knows_the_month_before_it() -> None:
    house = here()
    add_runs(house.world.store, 300, 40, 25, 20, 10, distance_m=10_000.0)
    add_runs(house.world.store, 0, distance_m=20_000.0)

    assert len(last_of(house, weeks=1).spikes) == 1


def test_a_run_from_watch_and_app_counts_once() -> None:
    house = here()
    add_runs(house.world.store, 1)
    with house.world.store.unit() as unit:
        unit.runs.add_file(build.kept_file(build.sha(99)))
        again = build.run(99, start=build.NOON - timedelta(days=1, seconds=-30), distance_m=10_020.0)
        unit.runs.add(again)
        unit.runs.shadow(again.id, by=build.run(1).id)

    assert last_of(house).runs == 1


def test_a_run_without_distance_adds_none() -> None:
    house = here()
    add_runs(house.world.store, 1, distance_m=None)

    week = last_of(house)
    assert (week.runs, week.distance_m, week.longest) == (1, 0.0, None)


def add_answers(house: House, *days_ago: int) -> None:
    with house.world.store.unit() as unit:
        for n in days_ago:
            unit.check_ins.add(build.kept_check_in(f"c{n}"))
            at = build.NOON - timedelta(days=n)
            unit.check_ins.add_assessment(build.kept_assessment(f"a{n}", check_in_id=f"c{n}", made_at=at))


def test_the_worst_answer_of_a_week_is_its_soreness() -> None:
    house = here()
    add_answers(house, 0, 9)

    found = history(house.world, weeks=3).periods

    assert [week.pain for week in found] == [None, 6.0, 6.0]


def test_answers_behind_many_newer_ones_are_found() -> None:
    house = here()
    add_answers(house, *range(1, 31), 60, 200)

    assert sum(week.pain is not None for week in history(house.world, weeks=10).periods) == 6
    assert history(house.world, weeks=None).periods[0].pain == 6.0


def sit(house: House, name: str, mode: Mode, *outcomes: str) -> None:
    with house.world.store.unit() as unit:
        session = build.guided_session(name, created_at=datetime.combine(TODAY, time(8), UTC))
        unit.guided.add(session)
        step = 1 if outcomes else 0
        unit.guided.update(
            type(session)(
                session.id,
                None,
                session.created_at,
                session.script,
                State(mode=mode, step=step),
                session.version,
            )
        )
        for outcome in outcomes:
            unit.guided.add_log(build.log_entry(outcome, session_id=name))


def test_a_session_counts_once_something_was_done() -> None:
    house = here()
    sit(house, "finished", Mode.FINISHED)
    sit(house, "half", Mode.STOPPED, "done", "stopped")
    sit(house, "skipped", Mode.STOPPED, "skipped")
    sit(house, "opened", Mode.READY)

    assert last_of(house).sessions == 2


def test_ledgers_leave_out_what_no_run_tells_and_say_so() -> None:
    house = here()
    add_runs(house.world.store, 1, 2)

    week = last_of(house)

    assert week.heart == Ledger(None, untold=2)
    assert week.descent == Ledger(624.0)
    assert week.steps == Ledger(None, untold=2)
    assert history(house.world).periods[0].heart == Ledger(0.0)


def test_soreness_stands_on_the_day_where_the_runner_lives() -> None:
    house = here()
    house.clock.zone = ZoneInfo("Pacific/Auckland")
    sunday_noon_utc = build.NOON  # Monday morning in Auckland
    with house.world.store.unit() as unit:
        unit.check_ins.add(build.kept_check_in("c1"))
        unit.check_ins.add_assessment(build.kept_assessment("a1", check_in_id="c1", made_at=sunday_noon_utc))

    found = history(house.world, weeks=2).periods

    assert [week.pain for week in found] == [None, 6.0]
    assert found[-1].first == date(2026, 10, 5)
