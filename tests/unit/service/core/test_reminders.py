from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.core.reminders import Wish, by_day, is_night, rechecks, schedule

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


def local(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def told(
    *wishes: Wish, zone: ZoneInfo = BERLIN, now: datetime, last_sent: datetime | None = None
) -> list[str]:
    made = schedule(wishes, zone=zone, now=now, last_sent=last_sent)
    return [f"{one.due_at.astimezone(zone):%d %H:%M} {'+'.join(one.wishes)}" for one in made]


def test_re_checks_count_from_the_answered_check_in() -> None:
    noon = local("2026-05-04 12:00")

    assert told(*rechecks(noon, [72, 24, 48, 24]), now=noon) == ["05 12:00 24", "06 12:00 48", "07 12:00 72"]


@pytest.mark.parametrize(("due", "comes"), [
    ("2026-05-04 21:59", "2026-05-04 21:59"),
    ("2026-05-04 22:00", "2026-05-05 07:00"),
    ("2026-05-04 23:30", "2026-05-05 07:00"),
    ("2026-05-05 00:10", "2026-05-05 07:00"),
    ("2026-05-05 06:59", "2026-05-05 07:00"),
    ("2026-05-05 07:00", "2026-05-05 07:00"),
])  # fmt: skip
def test_the_night_waits_for_seven(due: str, comes: str) -> None:
    assert by_day(local(due), BERLIN) == local(comes)
    assert by_day(local(due), BERLIN).tzinfo is UTC


def test_what_falls_within_six_hours_is_one_reminder_at_the_first_time() -> None:
    now = local("2026-05-04 08:00")
    wishes = [Wish("rest", local("2026-05-04 09:00")), Wish("24", local("2026-05-04 14:59"))]

    assert told(*wishes, now=now) == ["04 09:00 rest+24"]
    assert told(*wishes, Wish("48", local("2026-05-04 15:00")), now=now) == [
        "04 09:00 rest+24",
        "04 15:00 48",
    ]


def test_a_night_full_of_wishes_is_one_morning() -> None:
    wishes = [Wish("late", local("2026-05-04 22:30")), Wish("early", local("2026-05-05 05:00"))]

    assert told(*wishes, now=local("2026-05-04 20:00")) == ["05 07:00 late+early"]


@pytest.mark.parametrize(("answered", "comes"), [
    ("2026-03-28 12:00", "29 13:00 24"),
    ("2026-10-24 12:00", "25 11:00 24"),
])  # fmt: skip
def test_twenty_four_hours_stay_twenty_four_over_a_clock_change(answered: str, comes: str) -> None:
    assert told(*rechecks(local(answered), [24]), now=local(answered)) == [comes]


def test_seven_is_seven_on_the_morning_of_a_clock_change() -> None:
    assert by_day(local("2026-03-28 23:00"), BERLIN) == local("2026-03-29 07:00")
    assert by_day(local("2026-10-24 23:00"), BERLIN) == local("2026-10-25 07:00")


def test_a_flight_moves_what_has_not_been_sent() -> None:
    wish = Wish("24", local("2026-05-05 10:00"))

    assert told(wish, now=wish.due_at - timedelta(hours=9)) == ["05 10:00 24"]
    assert told(wish, zone=NEW_YORK, now=wish.due_at - timedelta(hours=1)) == ["05 07:00 24"]


def test_what_is_late_comes_at_once_by_day_and_at_seven_by_night() -> None:
    wish = Wish("24", local("2026-05-01 10:00"))

    assert told(wish, now=local("2026-05-04 15:00")) == ["04 15:00 24"]
    assert told(wish, now=local("2026-05-04 23:00")) == ["05 07:00 24"]


def test_six_hours_lie_between_two_messages_even_when_the_second_is_new() -> None:
    sent = local("2026-05-04 09:00")

    assert told(Wish("rest", local("2026-05-04 10:00")), now=sent, last_sent=sent) == ["04 15:00 rest"]


def test_a_day_that_a_zone_skips_has_no_seven_o_clock() -> None:
    samoa = ZoneInfo("Pacific/Apia")

    comes = by_day(datetime(2011, 12, 29, 23, 30, tzinfo=samoa), samoa)

    assert comes.astimezone(samoa).isoformat() == "2011-12-31T07:00:00+14:00"
    assert not is_night(comes, samoa)


def test_no_wish_no_reminder() -> None:
    assert schedule((), zone=BERLIN, now=local("2026-05-04 08:00")) == ()
