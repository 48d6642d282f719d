"""What the pages do, done by a program."""

from datetime import timedelta

from tests.build import fit
from tests.build.story import TENDON
from tests.build.talk import assessed
from tests.build.web import house

API = "/api/v1"


def test_the_weeks_count_what_came_in() -> None:
    here = house()
    here.client.post(f"{API}/activities", data=fit.run(600))

    told = here.client.get(f"{API}/history?weeks=12").get_json()

    assert (told["monthly"], len(told["periods"])) == (False, 12)
    assert (told["periods"][-1]["runs"], told["periods"][-1]["distance_m"]) == (1, 1800.0)


def test_the_library_can_be_filtered_and_read_with_its_sources() -> None:
    here = house()
    everything = here.client.get(f"{API}/library/exercises").get_json()["exercises"]
    with_band = here.client.get(f"{API}/library/exercises?thing=band").get_json()["exercises"]
    sources = {one["key"] for one in here.client.get(f"{API}/library/sources").get_json()["sources"]}

    assert 0 < len(with_band) < len(everything)
    one = here.client.get(f"{API}/library/exercises/{with_band[0]['id']}").get_json()
    assert one == with_band[0]
    assert set(one["sources"]) <= sources
    figure = here.client.get(f"{API}/library/exercises/{one['id']}/figure").get_json()
    assert figure["svg"].startswith("<svg")
    assert figure["moving"]["frames"]
    patterns = here.client.get(f"{API}/library/conditions").get_json()["conditions"]
    assert all(one["speaks_for"] for one in patterns)


def test_today_says_what_is_due_and_which_plan_goes_on() -> None:
    here = house()
    made = assessed(here.world, TENDON)
    here.clock.at += timedelta(days=3)

    told = here.client.get(f"{API}/today").get_json()

    assert told["assessment_id"] == made.id
    assert [one["assessment_id"] for one in told["due"]] == [made.id]


def test_the_calendar_moves_to_another_address() -> None:
    here = house()
    before = here.client.get(f"{API}/reminders").get_json()["calendar"]

    after = here.client.post(f"{API}/reminders/calendar").get_json()["calendar"]

    assert before != after
    assert here.client.get(before.removeprefix("http://localhost")).status_code == 404
    assert here.client.get(after.removeprefix("http://localhost")).status_code == 200


def test_what_is_chosen_by_a_program_shows_on_the_page() -> None:
    here = house()

    told = here.client.patch(f"{API}/settings", json={"words_per_minute": 110, "quiet_hours": "21-8"})

    assert told.get_json()["words_per_minute"] == 110
    assert 'value="110" selected' in here.visit("/settings")
    assert here.client.get(f"{API}/reminders").get_json()["quiet_from"] == 21


def test_a_condition_is_told_and_forgotten_without_touching_the_others() -> None:
    here = house()
    here.client.patch(f"{API}/profile", json={"country": "DE", "conditions": {"anticoagulant": True}})
    names = here.client.get(f"{API}/profile").get_json()["conditions"]
    assert names == {"anticoagulant": True}

    told = here.client.patch(f"{API}/profile", json={"conditions": {"anticoagulant": None}}).get_json()

    assert (told["country"], told["conditions"]) == ("DE", {})


def test_the_curves_of_a_run_have_its_kilometres_and_what_is_missing_is_null() -> None:
    here = house()
    name = here.client.post(f"{API}/activities", data=fit.run(900)).get_json()["activity_id"]

    (curves,) = here.client.get(f"{API}/activities/{name}/curves").get_json()["curves"]

    assert [round(one["to_m"]) for one in curves["splits"]][:2] == [1000, 2000]
    assert len(curves["speed_m_s"]) == len(curves["heart_bpm"]) > 0
    assert set(curves["altitude_m"]) == {None}
