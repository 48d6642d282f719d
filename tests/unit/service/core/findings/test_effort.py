import pytest

from service.core.findings.effort import components, late_flags, long_run_effort
from service.core.findings.values import Finding
from service.core.load.past_run import PastRun
from service.core.metrics.values import Measure, RunMetrics
from tests.build.run import history, measure, past_run, rich_history, run_metrics

LOADS = rich_history(
    *(past_run(back, 8.0, load=40.0 + back % 10, descent_m=200.0) for back in range(120, 0, -2))
)


def run(**extra: Measure) -> RunMetrics:
    return run_metrics(km=30.0, moving_min=180.0, extra=extra)


def points(metrics: RunMetrics, row: PastRun | None = None, *, excess: float | None = None) -> dict[str, int]:
    parts = components(metrics, row or past_run(0, 30.0), LOADS, excess=excess)
    return {part.name: part.points for part in parts if part.points is not None}


def judged(metrics: RunMetrics, row: PastRun, *, excess: float | None) -> Finding:
    return long_run_effort(metrics, row, LOADS, excess=excess)


@pytest.mark.parametrize(("excess", "gives"), [(0.10, 0), (0.11, 1), (0.30, 1), (0.31, 2)])
def test_relative_length(excess: float, gives: int) -> None:
    assert points(run(), excess=excess) == {"length": gives}


@pytest.mark.parametrize(("load", "gives"), [(46.0, 0), (48.0, 1), (48.1, 2)])
def test_load_against_ones_own(load: float, gives: int) -> None:
    assert points(run(), past_run(0, 30.0, load=load)) == {"load": gives}


@pytest.mark.parametrize(("minutes", "gives"), [(20, 0), (21, 1), (41, 2)])
def test_minutes_near_threshold(minutes: float, gives: int) -> None:
    assert points(run(near_threshold=measure(60.0 * minutes, "s"))) == {"intensity": gives}


def test_a_guessed_threshold_cannot_judge_minutes() -> None:
    guessed = Measure(9000.0, "s", "built", estimated=True)

    assert points(run(near_threshold=guessed)) == {}


@pytest.mark.parametrize(
    ("drift", "ratio", "gives"),
    [(4.9, None, 0), (5.0, None, 1), (10.0, None, 1), (10.1, None, 2), (None, 1.19, 0), (3.0, 1.2, 2)],
)
def test_heart_rate_leaving_the_pace(drift: float | None, ratio: float | None, gives: int) -> None:
    metrics = run_metrics(decoupling_pct=drift, extra={"smyth_ratio": measure(ratio, "ratio")})

    assert points(metrics) == {"decoupling": gives}


def test_late_changes_count_from_one_and_from_three() -> None:
    one = run(late_cadence=measure(-3.0), late_contact=measure(3.9))
    three = run(late_cadence=measure(-4.0), late_contact=measure(4.0), late_balance=measure(1.5))

    assert late_flags(one) == ("late_cadence",)
    assert points(one) == {"late_steps": 1}
    assert points(three) == {"late_steps": 2}
    assert points(run(late_step=measure(2.0))) == {"late_steps": 0}
    assert late_flags(run()) is None


def test_ground_contact_as_it_was_has_a_limit_of_its_own_and_counts_once() -> None:
    at_one_speed, raw = measure(3.9, "%"), measure(6.0, "%")

    assert late_flags(run(late_contact=at_one_speed, late_contact_raw=raw)) == ("late_contact_raw",)
    assert late_flags(run(late_contact=at_one_speed, late_contact_raw=measure(5.9))) == ()
    assert late_flags(run(late_contact=measure(4.0), late_contact_raw=raw)) == ("late_contact",)


def test_only_a_new_difference_between_left_and_right_counts() -> None:
    def flagged(first_points: float) -> tuple[str, ...] | None:
        balance = Measure(2.0, "points", "built", inputs=(("first_points", first_points),))
        return late_flags(run(late_balance=balance))

    assert flagged(1.4) == ("late_balance",)
    assert flagged(1.5) == ()


@pytest.mark.parametrize(("descent", "gives"), [(219.0, 0), (221.0, 1), (401.0, 2)])
def test_hills_against_the_month(descent: float, gives: int) -> None:
    assert points(run(), past_run(0, 30.0, descent_m=descent)) == {"vertical": gives}


@pytest.mark.parametrize(
    ("low", "high", "gives"), [(10.0, 21.9, 0), (22.0, 27.0, 1), (28.0, 33.0, 2), (20.0, 25.0, None)]
)
def test_heat_only_where_both_ends_agree(low: float, high: float, gives: int | None) -> None:
    found = points(run(air_low=measure(low, "C"), air_high=measure(high, "C")))

    assert found == ({} if gives is None else {"heat": gives})


@pytest.mark.parametrize(("rpe", "gives"), [(6.9, 0), (7.0, 1), (9.0, 2)])
def test_how_hard_it_felt(rpe: float, gives: int) -> None:
    assert points(run_metrics(rpe=rpe)) == {"reported": gives}


def test_what_is_under_half_known_cannot_be_judged() -> None:
    found = judged(run(), past_run(0, 30.0, load=60.0), excess=0.5)

    assert (found.level, found.reason) == ("unknown", "too_little_known")
    assert found.numbers["judged_pct"] == 25.0
    assert "2 of 8" in found.sentence


@pytest.mark.parametrize(
    ("excess", "load", "rpe", "descent", "level"),
    [
        (0.0, 42.0, 5.0, 100.0, "usual"),
        (0.2, 42.0, 7.0, 100.0, "demanding"),
        (0.4, 60.0, 7.0, 100.0, "hard"),
        (0.4, 60.0, 9.0, 230.0, "very_hard"),
    ],
)
def test_points_become_a_word(excess: float, load: float, rpe: float, descent: float, level: str) -> None:
    row = past_run(0, 30.0, load=load, descent_m=descent)

    found = judged(run_metrics(rpe=rpe), row, excess=excess)

    assert found.level == level
    assert found.numbers["judged_pct"] == 50.0


def test_the_sentence_names_what_fired() -> None:
    row = past_run(0, 30.0, load=60.0, descent_m=100.0)

    found = judged(run_metrics(rpe=9.0), row, excess=0.2)

    assert found.sentence == (
        "As long runs go, this was a hard one: 20 % further than the month's longest, the highest load of 60 days and "
        "felt as 9 of 10."
    )
    assert "5 points from the 4 of 8" in found.meaning


def test_a_new_runner_has_no_own_loads() -> None:
    parts = components(run(), past_run(0, 30.0, load=50.0), history((3, 8.0)), excess=None)

    assert all(part.points is None for part in parts)
