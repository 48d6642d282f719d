from dataclasses import replace

import pytest

from service.core.findings.values import Circumstances
from service.core.findings.weigh import Weighed, weekly_base, weigh
from service.core.load.accumulate import accumulate
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory
from tests.build.run import DAY, history, past_run, rich_history

NOBODY = Circumstances()
USUAL = [past_run(back, 8.0, load=50.0, ascent_m=80.0, descent_m=80.0) for back in range(120, 0, -2)]


def weighed(
    run: PastRun, past: LoadHistory | None = None, *, around: Circumstances = NOBODY, indoors: bool = False
) -> Weighed:
    return weigh(run, rich_history(*USUAL) if past is None else past, around=around, indoors=indoors)


def test_a_usual_run_is_nothing() -> None:
    found = weighed(past_run(0, 8.0, load=50.0, descent_m=80.0))

    assert (found.level, found.signals) == ("none", ())


def test_a_new_runner_is_not_judged() -> None:
    assert weighed(past_run(0, 40.0, moving_min=100), history((3, 8.0))).level == "unknown"


@pytest.mark.parametrize(
    ("km", "level"), [(8.8, "none"), (8.81, "notice"), (16.0, "notice"), (16.01, "high")]
)
def test_a_step_alone_is_a_notice_and_twice_as_far_is_high(km: float, level: str) -> None:
    assert weighed(past_run(0, km)).level == level


def test_short_runs_are_no_steps() -> None:
    short = rich_history(*(past_run(back, 2.0) for back in range(60, 0, -3)))

    assert weighed(past_run(0, 4.9), short).level == "none"


def test_a_step_with_another_signal_is_raised() -> None:
    every_day = rich_history(*(past_run(back, 8.0) for back in range(60, 0, -1)))

    found = weighed(past_run(0, 9.0), every_day)

    assert (found.level, found.signals) == ("raised", ("spike", "no_rest"))


def test_one_other_signal_alone_is_nothing_and_two_are_a_notice() -> None:
    every_day = [past_run(back, 8.0, load=50.0 + back % 2 * 8) for back in range(60, 0, -1)]

    one = weighed(past_run(0, 8.0), rich_history(*every_day))
    two = weighed(past_run(0, 8.0, load=50.0), rich_history(*every_day))

    assert (one.level, one.signals) == ("none", ("no_rest",))
    assert (two.level, two.signals) == ("notice", ("monotony", "no_rest"))
    assert (two.monotony or 0.0) > 2.0


def test_new_hills_are_a_notice() -> None:
    found = weighed(past_run(0, 8.0, descent_m=200.0))

    assert (found.level, found.signals) == ("notice", ("novelty",))


def test_a_second_step_within_a_week_is_raised() -> None:
    past = rich_history(*USUAL, past_run(3, 9.5, name="step"))

    found = weighed(past_run(0, 12.0), past)

    assert (found.level, found.signals) == ("raised", ("spike", "second_spike"))


def test_a_step_on_sore_legs_is_high() -> None:
    run = past_run(0, 9.0)

    assert weighed(run, around=Circumstances(soreness_0_10=5.0)).level == "high"
    assert weighed(run, around=Circumstances(soreness_0_10=4.9)).level == "notice"
    assert weighed(past_run(0, 8.0), around=Circumstances(soreness_0_10=9.0)).level == "none"


def test_a_hard_run_soon_after_a_marathon_is_raised() -> None:
    past = rich_history(*USUAL, past_run(14, 42.2, name="race"))
    hard = past_run(0, 8.0, above_threshold_s=1500.0)

    assert weighed(hard, past).level == "raised"
    assert "after_race" in weighed(hard, past).signals
    later = past._replace(race=None if past.race is None else replace(past.race, days_ago=15))
    assert "after_race" not in weighed(hard, later).signals
    assert "after_race" not in weighed(past_run(0, 8.0), past).signals


def test_a_marathon_on_a_thin_base_is_high_whatever_the_step() -> None:
    thin = rich_history(*(past_run(back, 9.0) for back in range(90, 0, -3)), past_run(20, 38.0))

    found = weighed(past_run(0, 42.2), thin)

    assert found.level == "high"
    assert found.signals[0] == "thin_base"


def test_a_base_is_the_mean_of_known_weeks() -> None:
    assert weekly_base(history((29, 8.0), (1, 8.0))) == pytest.approx(2000.0)
    assert weekly_base(history((27, 8.0), (1, 8.0))) is None


def test_ratios_of_weeks_move_nothing() -> None:
    quiet = [past_run(back, 8.0, load=50.0) for back in range(90, 27, -2)]
    few = [past_run(back, 8.0, load=50.0) for back in (20, 14, 9)]
    burst = [past_run(back, 8.0, load=50.0) for back in (5, 3, 1)]

    found = weighed(past_run(0, 8.0, load=50.0), accumulate([*quiet, *few, *burst], day=DAY))

    assert found.level == "none"


def test_hard_days_are_looked_at_one_day_sooner_from_fifty() -> None:
    hard = [*USUAL, past_run(1, 18.0, moving_min=100.0, name="hard")]
    run = past_run(0, 8.0, above_threshold_s=1500.0)

    assert "hard_streak" not in weighed(run, rich_history(*hard), around=Circumstances(age=49)).signals
    assert "hard_streak" in weighed(run, rich_history(*hard), around=Circumstances(age=50)).signals


def test_a_treadmill_can_leave_it_open() -> None:
    assert weighed(past_run(0, 9.0), indoors=True).level == "unknown"
    assert weighed(past_run(0, 7.0), indoors=True).level == "none"


def test_a_fresh_start_is_no_ramp() -> None:
    settling = [past_run(back, 12.0, load=120.0) for back in range(60, 0, -2)]

    assert "ramp" not in weighed(past_run(0, 12.0), rich_history(*settling)).signals


def test_a_steep_rise_of_a_settled_runner_is_a_signal() -> None:
    base = [past_run(back, 8.0, load=40.0) for back in range(120, 8, -2)]
    camp = [past_run(back, 8.0, load=140.0) for back in range(8, 0, -1)]

    assert "ramp" in weighed(past_run(0, 8.0), rich_history(*base, *camp)).signals
