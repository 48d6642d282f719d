import pytest

from service.core.findings.fitness import fitness
from service.core.findings.streak import hard_days
from service.core.findings.values import Circumstances
from service.core.findings.week import after_break, days_off, ratios, sameness, share
from service.core.findings.weigh import weigh
from service.core.load.accumulate import accumulate
from tests.build.run import DAY, history, past_run, rich_history
from tests.build.vectors import vector


def test_a_week_of_a_vector_has_its_monotony_and_strain() -> None:
    inputs, expected, tolerance = vector("foster_monotony_strain")
    *six, today = inputs["daily_load"]
    past = [past_run(6 - at, 8.0, load=float(load)) for at, load in enumerate(six) if load]
    past.append(past_run(20, 8.0, load=40.0))

    found = sameness(past_run(0, 8.0, load=float(today)), accumulate(past, day=DAY))

    assert found.numbers["monotony"] == pytest.approx(expected["monotony_sample_sd"], abs=tolerance)
    assert found.numbers["strain"] == pytest.approx(expected["strain_sample_sd"], abs=tolerance)
    assert found.level == "usual"


def test_alike_days_are_watched_and_then_high() -> None:
    def week(*loads: float) -> str:
        past = [past_run(6 - at, 8.0, load=load) for at, load in enumerate(loads) if load]
        past.append(past_run(20, 8.0, load=40.0))
        return sameness(past_run(0, 8.0, load=50.0), accumulate(past, day=DAY)).level

    assert week(50.0, 0.0, 50.0, 50.0, 0.0, 50.0) == "usual"
    assert week(50.0, 60.0, 50.0, 50.0, 0.0, 50.0) == "high"
    assert week(50.0, 60.0, 90.0, 50.0, 0.0, 50.0) == "watch"


def test_ones_own_strain_comes_before_a_convention() -> None:
    base = [past_run(back, 8.0, load=40.0) for back in range(120, 7, -2)]
    heavy = [past_run(back, 8.0, load=load) for back, load in ((6, 200.0), (4, 80.0), (2, 200.0), (1, 150.0))]

    found = sameness(past_run(0, 8.0, load=150.0), rich_history(*base, *heavy))

    assert found.numbers["monotony"] < 1.5
    assert found.numbers["strain"] > found.numbers["strain_p90"]
    assert found.level == "watch"
    assert "above what nine of ten" in found.sentence


def test_a_week_nobody_knows_and_a_week_without_variation_have_no_number() -> None:
    unknown = sameness(past_run(0, 8.0), history((3, 8.0)))
    every = accumulate([past_run(back, 8.0, load=50.0) for back in range(30, 0, -1)], day=DAY)
    flat = sameness(past_run(0, 8.0, load=50.0), every)

    assert (unknown.level, unknown.reason) == ("unknown", "cold_start")
    assert (flat.level, flat.reason, flat.numbers) == ("unknown", "no_variation", {})


def test_week_against_week_is_context() -> None:
    inputs, expected, tolerance = vector("week_to_week_and_frandsen_acwr")
    before = [past_run(7 + 7 - at, km) for at, km in enumerate(inputs["last_week_km"], 1) if km]
    this = [past_run(7 - at, km) for at, km in enumerate(inputs["this_week_km"][:6], 1) if km]
    older = [past_run(16, 38.0), past_run(25, 44.0), past_run(60, 8.0)]

    found = ratios(past_run(0, inputs["this_week_km"][6]), accumulate([*before, *this, *older], day=DAY))

    assert found.numbers["change_pct"] == pytest.approx(100 * expected["week_ratio"], abs=tolerance)
    three = sum(inputs["last_week_km"]) + 38.0 + 44.0
    assert found.numbers["acwr_weeks_1_3"] == pytest.approx(48.0 / (three / 3))
    assert (found.level, found.notable) == ("usual", False)
    assert found.sentence == "Seven days up to this run: 48.0 km; the seven before: 40.0 km, 20 % more."


def test_after_a_week_off_there_is_no_ratio() -> None:
    found = ratios(past_run(0, 8.0), history((40, 8.0), (20, 8.0)))

    assert (found.level, found.numbers) == ("unknown", {})


def test_the_coupled_ratio_is_there_when_every_day_is_known() -> None:
    past = rich_history(*(past_run(back, 8.0, load=50.0) for back in range(60, 0, -1)))

    assert ratios(past_run(0, 8.0, load=50.0), past).numbers["acwr_coupled_7_28"] == pytest.approx(1.0)


def test_the_longest_runs_share_of_the_week() -> None:
    inputs, expected, tolerance = vector("long_run_share")
    week = inputs["week_km"]
    past = [past_run(6 - at, km) for at, km in enumerate(week[:6]) if km] + [past_run(20, 8.0)]

    found = share(past_run(0, week[6]), accumulate(past, day=DAY))

    assert found.numbers["share_pct"] == pytest.approx(100 * expected["share"], abs=tolerance)
    assert found.numbers["limit_pct"] == 100 * expected["threshold_info"]
    assert "more than coaches like" in found.sentence
    assert share(past_run(0, None), accumulate(past, day=DAY)).level == "unknown"


def test_days_off_of_a_vector() -> None:
    inputs, expected, _ = vector("rest_and_streak")
    ran = inputs["last14"]
    past = [past_run(14 - at, 8.0) for at, run in enumerate(ran) if run] + [past_run(30, 8.0)]

    found = days_off(accumulate(past, day=DAY))

    assert found.numbers["rest_days_7"] == expected["rest_days_7"]
    assert found.numbers["rest_days_14"] == ran.count(0)
    assert found.level == "usual"


def test_no_day_off_in_ten_stands_out() -> None:
    found = days_off(accumulate([past_run(back, 8.0) for back in range(12, 0, -1)], day=DAY))

    assert found.level == "none_in_ten"
    assert days_off(history((3, 8.0))).level == "unknown"


def test_coming_back_is_explained() -> None:
    found = after_break(history((40, 8.0), (10, 8.0)))

    assert found is not None
    assert found.sentence == "The first run after 10 days without one."
    assert after_break(history((9, 8.0))) is None
    assert after_break(history()) is None


def test_long_term_load_is_told_with_its_conventions() -> None:
    found = fitness(rich_history(*(past_run(back, 8.0, load=50.0) for back in range(120, 0, -1))))

    assert found.level == "usual"
    assert found.numbers["ctl"] == pytest.approx(50.0 * (1 - (41 / 42) ** 120))
    assert found.numbers["tsb"] == pytest.approx(found.numbers["ctl"] - found.numbers["atl"])
    assert "estimates" not in found.meaning


@pytest.mark.parametrize(("load", "level"), [(80.0, "usual"), (95.0, "fast"), (140.0, "very_fast")])
def test_a_rise_has_its_bands(load: float, level: str) -> None:
    base = [past_run(back, 8.0, load=50.0) for back in range(200, 7, -1)]
    camp = [past_run(back, 8.0, load=load) for back in range(7, 0, -1)]

    assert fitness(rich_history(*base, *camp)).level == level


def test_a_heavy_fortnight_is_a_deep_difference() -> None:
    base = [past_run(back, 8.0, load=100.0) for back in range(200, 14, -1)]
    camp = [past_run(back, 8.0, load=155.0) for back in range(14, 0, -1)]

    found = fitness(rich_history(*base, *camp))

    assert found.numbers["tsb"] < -30.0
    assert found.level == "heavy"
    assert f"{-found.numbers['tsb']:.0f} points on the tired side" in found.sentence


def test_a_fresh_start_settles_first() -> None:
    young = fitness(rich_history(*(past_run(back, 8.0, load=90.0) for back in range(50, 0, -1))))
    cold = fitness(rich_history(*(past_run(back, 8.0, load=90.0) for back in range(40, 0, -1))))
    unknown = fitness(rich_history(*(past_run(back, 8.0) for back in range(60, 0, -1))))

    assert young.level == "usual"
    assert "settles" in young.meaning
    assert (cold.reason, "2 days to go" in cold.sentence) == ("cold_start", True)
    assert unknown.reason == "no_load"


def test_estimates_in_the_long_term_load_are_told() -> None:
    past = [past_run(back, 8.0, load=50.0, load_estimated=back % 2 == 0) for back in range(120, 0, -1)]

    assert "50 % of it rests on estimates" in fitness(rich_history(*past)).meaning


def test_hard_days_are_told_and_flagged() -> None:
    hard = [past_run(back, 18.0, moving_min=100.0, name=f"hard-{back}") for back in (2, 1)]
    past = rich_history(*(past_run(back, 8.0) for back in range(60, 2, -2)), *hard)
    run = past_run(0, 8.0, above_threshold_s=1500.0)
    around = Circumstances(age=40)

    found = hard_days(weigh(run, past, around=around), around=around)
    easy = hard_days(weigh(past_run(0, 8.0), past, around=around), around=around)

    assert (found.level, found.sentence) == ("flag", "3 hard days in a row, this one among them.")
    assert (easy.level, easy.sentence) == ("usual", "Not one of your hard days.")
    alone = hard_days(weigh(run, rich_history(past_run(9, 8.0)), around=around), around=around)
    assert alone.sentence == "A hard day, and the day before it was none."
