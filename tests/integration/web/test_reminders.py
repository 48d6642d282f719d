"""Reminders in the page, and the private calendar feed."""

import re
from dataclasses import replace
from datetime import timedelta

from icalendar import Calendar

from service.app.importing import import_file
from service.app.records import Run
from service.app.reminding import remind
from tests.build.story import TENDON
from tests.build.talk import assessed
from tests.build.web import House, house
from tests.build.world import Watch, run_on


def begun() -> House:
    here = house()
    assessed(here.world, TENDON)
    return here


def address(here: House) -> str:
    found = re.search(r"<code>http://localhost(/calendar/[^<]+)</code>", here.visit("/reminders"))
    assert found is not None
    return found[1]


def test_what_was_told_is_on_the_first_page_until_it_was_seen() -> None:
    here = begun()
    here.clock.pass_by(hours=34)  # it was evening: by now it is morning again
    remind(here.world)
    assert "Afterrun has a few questions for you." in here.visit("/")

    assert here.send("/reminders").status_code == 303

    assert "Afterrun has a few questions for you." not in here.visit("/")


def test_the_feed_is_a_calendar_with_what_is_to_come_and_nothing_about_health() -> None:
    here = begun()

    answer = here.client.get(address(here))

    assert answer.content_type.startswith("text/calendar")
    calendar = Calendar.from_ical(answer.data)
    events = list(calendar.walk("VEVENT"))
    assert len(events) >= 3
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert "hamstring" not in answer.text.lower()


def test_a_new_address_closes_the_old_one() -> None:
    here = begun()
    old = address(here)

    here.send("/reminders", renew="1")

    assert here.client.get(old).status_code == 404
    assert here.client.get(address(here)).status_code == 200


def test_a_notable_run_asks_in_the_page_in_the_api_and_once_by_message() -> None:
    here, run = watched(16.0)

    asks = here.client.get("/api/v1/check-ins/asking").get_json()["check_in"]
    assert (asks["run_id"], asks["status"], asks["asked"]) == (run.id, "open", 0)
    assert "How do your legs feel?" in here.visit("/")
    here.clock.pass_by(hours=13)
    for _ in range(3):
        remind(here.world)
        here.clock.pass_by(hours=7)
    assert here.visit("/").count("would like to know how your legs feel") == 1

    assert here.send("/check-ins", run_id=run.id).headers["Location"] == f"/check-ins/{asks['id']}"


def test_a_usual_run_asks_nowhere_and_offers_its_check_in() -> None:
    here, run = watched(8.0)
    here.clock.pass_by(hours=13)
    remind(here.world)

    assert here.client.get("/api/v1/check-ins/asking").get_json() == {"check_in": None}
    assert "your legs feel" not in here.visit("/")
    assert here.send("/check-ins", run_id=run.id).status_code == 303


def watched(km: float) -> tuple[House, Run]:
    """Give a house after a month of eight kilometres, and today's run of so many."""
    here, watch = house(), Watch()
    today = here.clock.local_date()
    knows_it = replace(here.world, decode=watch.decode)
    runs = [
        import_file(knows_it, watch.file(run_on(today - timedelta(days=back), km=far))).runs[0]
        for back, far in ((40, 8.0), (30, 8.0), (20, 8.0), (12, 8.0), (0, km))
    ]
    return here, runs[-1]
