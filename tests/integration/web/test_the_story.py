"""The sample season on the page, in the API and as it is spoken: ref, small, small, ref, small, ref …, race day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from re import findall
from typing import Any

import pytest

from adapters.outlets.fit_file import write_fit
from service.app.profile import get_profile, put_profile
from service.app.sampling import add_sample_season
from service.app.season import season_files
from service.core.athlete import Athlete
from tests.build.web import House, house

RACE_DAY = date(2026, 11, 21)
STEPS = (
    (20, 16.0, "reference"), (18, 21.1, "small"), (14, 24.0, "small"), (13, 18.0, "reference"), (10, 28.0, "small"),
    (6, 30.0, "reference"), (3, 32.0, "reference"), (2, 21.0, "reference"), (0, 42.2, "moderate"),
)  # fmt: skip
"""Weeks before the race, kilometres, and the step against the 30 days before: the plan that the season follows."""
pytestmark = pytest.mark.slow


@cache
def season() -> House:
    """Give a house with the whole season in it; read once for all tests here, which only look."""
    found = house()
    found.clock.at = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    put_profile(found.world, Athlete(age=51, sex="male", hr_rest_bpm=52.0, confirmed=date(2026, 6, 1)))
    files = season_files(RACE_DAY + timedelta(days=1), write=write_fit, utc_offset_s=0)
    for _ in add_sample_season(found.world, lambda _: files):
        pass
    return found


def runs() -> list[dict[str, Any]]:
    answered = season().client.get("/api/v1/activities?limit=500").get_json()["runs"]
    return sorted(answered, key=lambda run: run["start"])


def finding(run: Mapping[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in run["findings"] if found["id"] == name)


def on(day: date) -> dict[str, Any]:
    (run,) = [run for run in runs() if run["day"] == day.isoformat()]
    return run


def test_the_api_tells_the_steps_of_the_plan() -> None:
    told = []
    for weeks, _, _ in STEPS:
        run = on(RACE_DAY - timedelta(weeks=weeks))
        km = round(run["metrics"]["distance"]["value"] / 1000.0, 1)
        told.append((weeks, km, finding(run, "session_spike")["level"]))

    assert tuple(told) == STEPS


def test_the_steps_are_spoken_as_they_are_written() -> None:
    said = [
        finding(on(RACE_DAY - timedelta(weeks=weeks)), "session_spike")["spoken"]["sentence"]
        for weeks in (18, 3)
    ]

    before = "Longest run in the thirty days before:"
    assert said == [
        f"{before} eighteen kilometres. This one: twenty-one kilometres, seventeen per cent more.",
        f"{before} thirty kilometres. This one: thirty-two kilometres, seven per cent more.",
    ]


def test_who_counts_in_miles_hears_miles() -> None:
    world = season().world
    athlete = get_profile(world)
    put_profile(world, replace(athlete, units="mi"))
    said = finding(on(RACE_DAY), "session_spike")["spoken"]["sentence"]
    put_profile(world, athlete)

    assert said == (
        "Longest run in the thirty days before: twenty miles. This one: twenty-six miles, thirty-two per cent more."
    )


def test_race_day_is_said_with_its_numbers_and_its_source() -> None:
    race = runs()[-1]
    spike = finding(race, "session_spike")

    assert spike["sentence"] == "Longest run in the 30 days before: 32.0 km. This one: 42.2 km, 32 % more."
    assert spike["spoken"]["sentence"] == (
        "Longest run in the thirty days before: thirty-two kilometres. This one: forty-two kilometres, "
        "thirty-two per cent more."
    )
    assert spike["from_source"]["key"] == "frandsen2025"
    assert spike["from_source"]["url"].startswith("https://")
    by_name = {figure["name"]: figure for figure in spike["figures"]}
    assert by_name["excess_pct"]["unit"] == "%"
    assert by_name["excess_pct"]["inputs"] == {"distance_m": 42_200.0, "longest_30d_m": 32_000.0}
    assert finding(race, "long_run_effort")["level"] == "very_hard"
    assert finding(race, "marathon_window")["level"] == "opens"
    assert race["metrics"]["distance"]["formula"] == "session.total_distance"


def test_the_activity_has_every_number_and_what_it_was_measured_by() -> None:
    race = runs()[-1]
    (whole,) = season().client.get(f"/api/v1/activities/{race['activity_id']}").get_json()["runs"]

    assert whole["measured_by"]["hr_rest"]["source"] == "stated"
    assert whole["measured_by"]["hr_max"]["source"] in {"observed", "formula"}
    assert whole["metrics"]["hrss"]["value"] > 150.0
    assert whole["metrics"]["hrss"]["inputs"]["hr_rest_bpm"] == 52.0
    assert all(measure["value"] is not None or measure["reason"] for measure in whole["metrics"].values())


def test_the_page_of_race_day_tells_the_story() -> None:
    race = runs()[-1]
    page = season().client.get(f"/activities/{race['activity_id']}").text.replace("\N{NO-BREAK SPACE}", " ")

    assert "Longest run in the 30 days before: 32.0 km. This one: 42.2 km, 32 % more." in page
    assert "32 % further than any run of the 30 days before" in page
    assert "As long runs go, this was a very hard one" in page
    assert "the four weeks after it are for recovering first" in page


def test_the_history_marks_the_same_steps() -> None:
    page = season().client.get("/history?range=26").text
    leaps = page[page.index('aria-labelledby="leaps"') :]

    assert len(findall(r"beyond the longest of the 30 days before", leaps)) == 4
    assert "42.2 km" in leaps
    assert "32 % beyond" in leaps
