from dataclasses import replace
from datetime import timedelta

import pytest

from service.core.load.accumulate import accumulate
from service.core.load.averages import smoothed
from service.core.load.chronicle import Chronicle
from service.core.load.past_run import PastRun
from tests.build.run import DAY, past_run


def daily(days: int, *, load: float | None = 50.0, every: int = 1) -> list[PastRun]:
    """Give a run on every `every`-th day, the last one yesterday."""
    return [past_run(back, 10.0, load=load) for back in range(days, 0, -1) if (back - 1) % every == 0]


def test_fitness_is_hidden_until_six_weeks_are_known() -> None:
    cold, settling, settled = (accumulate(daily(days), day=DAY).cardio for days in (41, 42, 84))

    assert (cold.state, cold.ctl, cold.tsb, cold.ramp) == ("cold", None, None, None)
    assert settling.state == "settling"
    assert settling.ctl == pytest.approx(smoothed([50.0] * 42, 42)[-1])
    assert settling.atl == pytest.approx(smoothed([50.0] * 42, 7)[-1])
    assert settling.ramp is None
    assert settled.state == "settled"
    assert settled.ctl_week_ago == pytest.approx(smoothed([50.0] * 77, 42)[-1])


def test_rest_days_weigh_nothing_and_count() -> None:
    found = accumulate(daily(84, every=2), day=DAY).cardio

    assert found.daily[-4:] == (0.0, 50.0, 0.0, 50.0)
    assert found.ctl == pytest.approx(smoothed([0.0, 50.0] * 42, 42)[-1], rel=1e-6)


def test_a_run_of_unknown_load_is_no_rest() -> None:
    runs = [*daily(84)[:-1], past_run(1, 10.0, load=None)]

    found = accumulate(runs, day=DAY).cardio

    assert found.daily[-1] is None
    assert found.ctl == pytest.approx(smoothed([50.0] * 83, 42)[-1])


def test_fitness_of_days_nobody_knows_is_not_shown() -> None:
    assert accumulate(daily(84, load=None), day=DAY).cardio.ctl is None
    assert accumulate(daily(84, load=None), day=DAY).cardio.state == "cold"


def test_two_runs_of_a_day_are_one_days_load() -> None:
    morning, evening = past_run(1, 10.0, load=50.0), past_run(1, 5.0, load=20.0, hour=18)

    assert accumulate([morning, evening], day=DAY).cardio.daily == (70.0,)


def test_only_what_was_measured_counts_as_measured() -> None:
    runs = [replace(run, load_estimated=run.day.day % 2 == 0) for run in daily(84)]

    share = accumulate(runs, day=DAY).cardio.estimated_share

    assert share == pytest.approx(0.5, abs=0.03)


def test_the_memory_is_a_year_whatever_lies_before() -> None:
    long, year = daily(900), daily(365)

    far, near = accumulate(long, day=DAY).cardio, accumulate(year, day=DAY).cardio

    assert far.ctl == pytest.approx(near.ctl)
    assert far.strain_p90 == near.strain_p90


def test_own_strain_needs_twelve_weeks() -> None:
    def varied(days: int) -> list[PastRun]:
        return [replace(run, load=30.0 + run.day.toordinal() % 5 * 10) for run in daily(days, every=2)]

    assert accumulate(varied(80), day=DAY).cardio.strain_p90 is None
    assert (accumulate(varied(86), day=DAY).cardio.strain_p90 or 0.0) > 0.0


def test_hard_days_in_a_row_end_with_yesterday() -> None:
    easy = daily(60, every=3)
    hard = [past_run(back, 20.0, moving_min=100.0, load=140.0, name=f"hard-{back}") for back in (2, 3)]
    yesterday = past_run(1, 20.0, moving_min=95.0, load=130.0, name="hard-1")

    assert accumulate([*easy, *hard], day=DAY).cardio.hard_streak == 0
    assert accumulate([*easy, *hard, yesterday], day=DAY).cardio.hard_streak == 3


def test_who_always_runs_the_same_has_no_hard_days() -> None:
    assert accumulate(daily(60), day=DAY).cardio.hard_streak == 0


def test_twenty_minutes_at_threshold_are_a_hard_day() -> None:
    runs = [past_run(9, 8.0), past_run(1, 8.0, above_threshold_s=1201.0)]

    assert accumulate(runs, day=DAY).cardio.hard_streak == 1


def test_the_highest_of_the_month_is_by_single_runs() -> None:
    runs = [
        past_run(31, 10.0, descent_m=900.0),
        past_run(12, 10.0, descent_m=120.0, steps=9000.0),
        past_run(5, 10.0, descent_m=300.0),
        past_run(2, 10.0),
    ]

    found = accumulate(runs, day=DAY).mechanical

    assert found.descent_max_30d_m == 300.0
    assert found.steps_max_30d is None  # two of three runs do not tell


def test_days_off_are_counted_where_they_are_known() -> None:
    found = accumulate([past_run(8, 10.0), past_run(3, 10.0), past_run(1, 10.0)], day=DAY).mechanical

    assert (found.rest_days_7, found.rest_days_9, found.rest_days_14) == (5, None, None)
    assert found.days_since_last == 1


def test_a_marathon_stays_in_sight_for_four_weeks() -> None:
    race = past_run(28, 42.2)

    found = accumulate([race, past_run(3, 5.0)], day=DAY).race

    assert found is not None
    assert (found.days_ago, found.distance_m) == (28, 42_200.0)
    assert accumulate([race], day=DAY + timedelta(days=1)).race is None
    assert accumulate([past_run(9, 30.0, moving_min=180.0, rpe=9.0)], day=DAY).race is not None
    assert accumulate([past_run(9, 30.0, moving_min=180.0)], day=DAY).race is None


def test_leaps_of_the_last_week_are_counted() -> None:
    base = [past_run(back, 10.0) for back in (40, 30, 20, 10)]
    leaps = [past_run(6, 12.0), past_run(2, 16.0)]

    assert accumulate([*base, *leaps], day=DAY).mechanical.spikes_7d == 2
    assert accumulate([*base, past_run(8, 12.0)], day=DAY).mechanical.spikes_7d == 0


def test_the_newest_run_costs_nobody_a_new_judgement_and_an_older_one_does() -> None:
    chronicle = Chronicle(daily(60, every=2))

    assert chronicle.add(past_run(0, 12.0, load=60.0)) == 0
    assert chronicle.add(past_run(30, 25.0, load=160.0, name="late", hour=20)) == 16


def test_growing_run_by_run_is_the_same_as_all_at_once() -> None:
    runs = [*daily(120, every=2), past_run(50, 25.0, name="late", hour=20)]
    grown = Chronicle()

    for run in runs:
        grown.add(run)
        grown.before(run.day)

    assert grown.before(DAY) == Chronicle(runs).before(DAY)
    assert len(grown) == len(runs)


def test_a_run_across_the_date_line_is_put_by_its_own_date() -> None:
    monday = past_run(2, 10.0)
    back_to_sunday = replace(past_run(3, 5.0, name="honolulu"), start=monday.start + timedelta(hours=8))

    chronicle = Chronicle([monday])
    chronicle.add(back_to_sunday)

    assert chronicle.before(DAY) == Chronicle([back_to_sunday, monday]).before(DAY)
    assert chronicle.before(DAY - timedelta(days=2)).runs_30d == 1


@pytest.mark.parametrize("again", [0, 45])
def test_the_same_run_from_two_sources_is_added_once(again: int) -> None:
    chronicle = Chronicle([past_run(3, 10.0)])
    twin = replace(past_run(3, 10.0, name="app"), start=past_run(3, 10.0).start + timedelta(seconds=again))

    chronicle.add(twin)

    assert len(chronicle) == 1


def test_a_long_share_of_the_week_is_a_hard_day_only_where_the_week_is_known() -> None:
    longish = past_run(1, 13.0, moving_min=80.0, load=40.0)
    week = [past_run(back, 8.0, load=40.0) for back in (9, 5, 3)]
    unknown = [past_run(back, None, moving_min=50.0, load=40.0) for back in (9, 5, 3)]

    assert accumulate([*week, longish], day=DAY).cardio.hard_streak == 1
    assert accumulate([*unknown, longish], day=DAY).cardio.hard_streak == 0
