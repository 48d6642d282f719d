"""Reminders in the page, and the private calendar feed."""

import re

from icalendar import Calendar

from service.app.reminding import remind
from tests.build.story import TENDON
from tests.build.talk import assessed
from tests.build.web import House, house


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
