"""Ten thousand weeks of re-checks, flights, clock changes and restarts: no night, no double one, none lost."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from service.core.reminders import TOGETHER, Wish, is_night, rechecks, schedule

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
        "Africa/Casablanca", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Chatham",
        "Pacific/Apia", "Pacific/Kiritimati", "Antarctica/Troll", "UTC",
    )
]  # fmt: skip
FIRST = datetime(2005, 1, 1, tzinfo=UTC)
YEARS_H = 30 * 365 * 24
HOURS = ([24, 48, 72], [24, 48], [1, 24], [1, 24, 72, 168], [24, 72, 168], [12, 24], [24], [168])
WEEK = timedelta(days=8)
LONGEST_NIGHT = timedelta(hours=35)
"""A night, a day that a zone skips, and the six hours between two messages."""


@dataclass
class Sent:
    at: datetime
    zone: ZoneInfo
    wishes: tuple[str, ...]


def live_a_week(dice: random.Random) -> tuple[list[Wish], list[Sent]]:
    """Answer a check-in, travel once or never, restart now and then, and send whatever is due."""
    now = FIRST + timedelta(minutes=dice.randrange(YEARS_H * 60))
    zone, flight = dice.choice(ZONES), now + timedelta(hours=dice.randrange(400))
    wishes = [*rechecks(now, dice.choice(HOURS)), Wish("rest", now + timedelta(minutes=dice.randrange(6000)))]
    waiting, sent, end = list(wishes), list[Sent](), now + WEEK
    while waiting and now < end + 2 * LONGEST_NIGHT:
        last = sent[-1].at if sent else None
        first, *_ = schedule(waiting, zone=zone, now=now, last_sent=last)
        if first.due_at <= now:
            sent.append(Sent(now, zone, first.wishes))
            waiting = [wish for wish in waiting if wish.id not in first.wishes]
            continue
        # sleep until then, unless the runner lands somewhere else or the machine starts anew before that
        wakes = [first.due_at, now + timedelta(minutes=dice.randrange(1, 3000))]
        if now < flight:
            wakes.append(flight)
        now = min(wakes)
        if now == flight:
            zone = dice.choice(ZONES)
    assert not waiting, "a reminder was lost"
    return wishes, sent


@pytest.mark.slow
def test_ten_thousand_weeks_have_no_reminder_at_night_none_twice_and_none_lost() -> None:
    dice = random.Random(4711)  # noqa: S311  the same weeks in every run
    for _ in range(10_000):
        wishes, sent = live_a_week(dice)

        assert not any(is_night(one.at, one.zone) for one in sent)
        assert sorted(name for one in sent for name in one.wishes) == sorted(wish.id for wish in wishes)
        assert all(b.at - a.at >= TOGETHER for a, b in pairwise(sent))
        due = {wish.id: wish.due_at for wish in wishes}
        for one in sent:
            for name in one.wishes:
                assert -TOGETHER < one.at - due[name] <= LONGEST_NIGHT
