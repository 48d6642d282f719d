"""Ten thousand weeks through the rows: the worker looks, is killed, starts again, and the runner flies about."""

import logging
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from service.app.records import KeptAssessment, KeptCheckIn, KeptCourse, Message, Recheck
from service.app.reminding import coming, remind
from service.app.world import World
from service.core.errors import WorldError
from service.core.reminders import TOGETHER, is_night
from tests.build.story import TENDON, Story
from tests.build.talk import CHEST_PAIN, SORE_THE_NEXT_DAY
from tests.build.world import MovableClock, world

WEEKS = 10_000
PLACES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin", "Europe/London", "America/New_York", "America/St_Johns", "Africa/Casablanca",
        "Asia/Kathmandu", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "UTC",
    )
]  # fmt: skip
CLOCKS_CHANGE = ((3, 8), (3, 25), (4, 1), (9, 26), (10, 1), (10, 25), (11, 1))
"""Days in whose week the clocks change in some of these places."""
A_WEEK = timedelta(days=7)
LONGEST_NIGHT = timedelta(hours=35)
"""A night, a day that a zone skips, and the six hours between two messages."""


class Killed(BaseException):
    """What ends a process between two of its lines."""


@dataclass
class Room:
    """A way out that works, refuses, or ends with the process that uses it; it notes when it was heard."""

    dice: random.Random
    clock: MovableClock
    at_night: int = 0
    heard: int = 0
    killed: int = 0
    name: str = "room"

    def send(self, _title: str, _body: str) -> None:
        self.at_night += is_night(self.clock.at, self.clock.zone)
        luck = self.dice.random()
        if luck < 0.1:
            raise WorldError("Not now.", code="not_delivered")
        if luck < 0.2:
            self.killed += 1
            raise Killed
        self.heard += 1


@dataclass(frozen=True)
class Begun:
    """What an answered check-in leaves in the store."""

    check_in: KeptCheckIn
    made: KeptAssessment
    course: KeptCourse
    rechecks: Sequence[Recheck]

    def put(self, into: World, *, resting: bool) -> None:
        """Put it there as if it had been answered just now."""
        now, today = into.clock.now(), into.clock.local_date()
        until = today + timedelta(days=2) if resting else None
        progress = replace(self.course.progress, since=today, began=today, rests_until=until)
        course = replace(self.course, opened_at=now, counted_from=now, heard_at=now, progress=progress)
        with into.store.unit() as unit:
            unit.check_ins.add(replace(self.check_in, opened_at=now))
            unit.check_ins.add_assessment(replace(self.made, made_at=now))
            unit.courses.add(course)
            for one in self.rechecks:
                unit.rechecks.add(replace(one, due_at=now + timedelta(hours=one.after_h)))


@cache
def plans() -> Sequence[Begun]:
    return [_begun(Story(answers=answers)) for answers in (TENDON, SORE_THE_NEXT_DAY, CHEST_PAIN)]


def _begun(story: Story) -> Begun:
    made, course = story.check_in(), story.course
    with story.house.store.unit() as unit:
        check_in = unit.check_ins.get(made.check_in_id)
        assert check_in is not None
        return Begun(check_in, made, course, list(unit.rechecks.of_assessment(made.id)))


@dataclass
class Week:
    """One week of one runner, as it was lived."""

    dice: random.Random
    clock: MovableClock = field(default_factory=MovableClock)
    messages: dict[str, tuple[Message, bool]] = field(default_factory=dict)
    """Each as it was first seen, and whether that was at night."""

    def __post_init__(self) -> None:
        month, day = self.dice.choice(CLOCKS_CHANGE)
        start = datetime(self.dice.randrange(2005, 2035), month, day, tzinfo=UTC)
        self.clock.at = start + timedelta(minutes=self.dice.randrange(6 * 24 * 60))
        self.clock.zone = self.dice.choice(PLACES)
        self.room = Room(self.dice, self.clock)
        self.house = replace(world(self.clock), outlets=(self.room,))
        self.begun = self.dice.choice(plans())
        self.begun.put(self.house, resting=self.dice.random() < 0.2)
        self.began, self.ends = self.clock.at, self.clock.at + A_WEEK

    def live(self) -> "Week":
        flight = self.clock.at + timedelta(minutes=self.dice.randrange(14 * 24 * 60))
        while self.clock.at < self.ends:
            self._look()
            due = self._next_due()
            wakes = [self.ends, self.clock.at + timedelta(minutes=self.dice.randrange(1, 7000))]
            wakes += [max(due, self.clock.at + timedelta(minutes=1))] if due is not None else []
            if self.clock.at < flight:
                wakes.append(flight)
            self.clock.at = min(wakes)
            if self.clock.at == flight:
                self.clock.zone = self.dice.choice(PLACES)
        return self

    def _look(self) -> None:
        """Let the worker look, which may be the end of it; the next look is another process's."""
        with suppress(Killed):
            remind(replace(self.house))
        with self.house.store.unit() as unit:
            latest = unit.reminders.messages(unread=False, limit=1)
        for message in latest:
            night = is_night(message.sent_at, self.clock.zone)
            self.messages.setdefault(message.id, (message, night))

    def _next_due(self) -> datetime | None:
        with self.house.store.unit() as unit:
            if unit.reminders.deliveries(status="waiting"):
                return self.clock.at + timedelta(minutes=1)
            return next((one.due_at for one in coming(self.house, unit)), None)

    def lost(self) -> list[int]:
        """Give the re-checks, by their hours, that should have been told by now and were not."""
        ripe_h = (self.clock.at - LONGEST_NIGHT - self.began) / timedelta(hours=1)
        with self.house.store.unit() as unit:
            kept = {one.after_h: unit.reminders.get(f"recheck:{one.id}") for one in self.begun.rechecks}
        return [h for h, one in kept.items() if h <= ripe_h and (one is None or one.status != "sent")]


@pytest.mark.slow
def test_ten_thousand_weeks_in_the_rows_have_no_reminder_at_night_none_twice_and_none_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.CRITICAL)
    dice = random.Random(4711)  # noqa: S311  the same weeks in every run
    heard = killed = 0
    for _ in range(WEEKS):
        week = Week(dice).live()

        messages, room = [message for message, _ in week.messages.values()], week.room
        assert not any(night for _, night in week.messages.values())
        assert room.at_night == 0
        assert all(b.sent_at - a.sent_at >= TOGETHER for a, b in pairwise(messages))
        assert room.heard + room.killed <= len(messages), "a message got out twice"
        assert week.lost() == []
        heard, killed = heard + room.heard, killed + room.killed
    assert min(heard, killed) > WEEKS / 10, "the weeks were too quiet to prove anything"
