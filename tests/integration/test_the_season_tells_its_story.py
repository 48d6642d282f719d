"""From half marathon to marathon in 26 weeks: what the sample season is there to show, by numbers and by voice."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import pytest

from service.app.season import sample_season
from service.core.athlete import Athlete
from service.core.findings.after_race import marathon_window
from service.core.findings.detect import detect
from service.core.findings.spoken import say
from service.core.findings.values import Circumstances, Findings
from service.core.load import Chronicle, PastRun, remembered
from service.core.load.establish import establish
from service.core.metrics.summarise import summarise

RACE_DAY = date(2026, 11, 21)
RUNNER = Athlete(age=51, sex="male", hr_rest_bpm=52.0)


@cache
def judged() -> tuple[Sequence[tuple[PastRun, Findings]], Chronicle]:
    chronicle, past, told = Chronicle(), list[PastRun](), list[tuple[PastRun, Findings]]()
    for number, run in enumerate(sample_season(RACE_DAY + timedelta(days=1), utc_offset_s=0, race_every_s=5)):
        assert run.session.start is not None
        day = run.session.start.date()
        metrics = summarise(run.session, utc_offset_s=0, baselines=establish(RUNNER, past[-100:], day=day))
        found = detect(metrics, chronicle.before(day), around=Circumstances(age=51))
        row = remembered(f"{number:03}", metrics)
        past.append(row)
        chronicle.add(row)
        told.append((row, found))
    return told, chronicle


def long_runs() -> list[tuple[float, Findings]]:
    runs, _ = judged()
    return [
        (round((row.distance_m or 0.0) / 1000.0, 1), found) for row, found in runs if row.day.weekday() == 5
    ]


@pytest.mark.slow
def test_the_long_runs_step_as_the_plan_says() -> None:
    told = [
        (km, spike.level)
        for km, found in long_runs()
        if (spike := found.get("session_spike")) is not None and spike.level != "unknown"
    ]

    steps = [level for km, level in told if km in {16.0, 21.1, 24.0, 18.0, 28.0, 30.0, 32.0, 42.2}]
    assert [(km, level) for km, level in told if level != "reference"] == [
        (21.1, "small"),
        (24.0, "small"),
        (28.0, "small"),
        (42.2, "moderate"),
    ]
    assert steps[-4:] == ["small", "reference", "reference", "moderate"]


@pytest.mark.slow
def test_race_day_is_one_notice_and_a_very_hard_run() -> None:
    runs, _ = judged()
    race = runs[-1][1]

    assert [each.id for each in race.all if each.notable] == ["overload", "long_run"]
    levels = {each.id: each.level for each in race.all}
    assert levels["long_run_effort"] == "very_hard"
    assert levels["marathon_window"] == "opens"
    assert levels["staying_power"] == "high"
    spike = race.get("session_spike")
    assert spike is not None
    assert say(spike.sentence) == (
        "Longest run in the thirty days before: thirty-two kilometres. This one: forty-two kilometres, "
        "thirty-two per cent more."
    )


@pytest.mark.slow
def test_the_weeks_after_lie_in_the_marathons_window() -> None:
    runs, chronicle = judged()
    easy = runs[0][0]

    phases = [
        found.level
        for after in (2, 5, 10, 20)
        if (found := marathon_window(easy, chronicle.before(RACE_DAY + timedelta(days=after)))) is not None
    ]

    assert phases == ["acute", "recovering", "rebuild", "easy_build"]
    assert marathon_window(easy, chronicle.before(RACE_DAY + timedelta(days=29))) is None
