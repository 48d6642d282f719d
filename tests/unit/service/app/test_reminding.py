from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.app.feeding import feed, feed_token
from service.app.reminding import read_all, remind, unread
from service.app.reporting import tell_session
from service.core.errors import NotFound, WorldError
from service.core.reminders import Quiet
from tests.build.story import Story
from tests.build.talk import CHEST_PAIN
from tests.build.world import MovableClock

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Pocket:
    """An outlet that keeps what it gets, or refuses it so many times."""

    refuses: int = 0
    got: list[str] = field(default_factory=list)
    name: str = "pocket"

    def send(self, title: str, body: str) -> None:
        if self.refuses:
            self.refuses -= 1
            raise WorldError("Not now.", code="not_delivered")
        self.got.append(f"{title}: {body}")


def begun(pocket: Pocket | None = None, *, zone: str = "Europe/Berlin") -> Story:
    story = Story(MovableClock(MORNING, ZoneInfo(zone)))
    story.house = replace(story.house, outlets=(pocket,) if pocket else ())
    story.check_in()
    return story


def live(story: Story, *, hours: int, step_h: float = 1) -> list[datetime]:
    """Let the worker look every hour; give when something was told."""
    told = set()
    for _ in range(int(hours / step_h)):
        story.clock.pass_by(hours=step_h)
        remind(story.house)
        told |= {one.at for one in unread(story.house)}
    return sorted(told)


def test_a_re_check_is_told_when_it_is_due_and_once() -> None:
    pocket = Pocket()
    story = begun(pocket)

    told = live(story, hours=26)

    words = "Afterrun: Afterrun has a few questions for you. They take a minute."
    assert [text for text in pocket.got if "questions" in text] == [words]
    assert MORNING + timedelta(hours=24) in told


def test_nothing_is_told_at_night_and_what_fell_in_it_comes_at_seven() -> None:
    story = Story(MovableClock(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)))
    story.check_in()

    told = live(story, hours=48, step_h=0.5)

    assert all(7 <= at.hour < 22 for at in told)
    assert datetime(2026, 3, 4, 7, 0, tzinfo=UTC) in told


def test_quiet_hours_are_a_setting() -> None:
    story = begun(zone="UTC")
    story.house = replace(story.house, quiet=Quiet(sleeps=8, wakes=12))

    assert datetime(2026, 3, 3, 12, tzinfo=UTC) in live(story, hours=30)


def test_nothing_is_told_while_reminders_are_off() -> None:
    story = begun(pocket := Pocket())
    story.house = replace(story.house, reminds=False)
    assert live(story, hours=30) == []
    assert pocket.got == []

    story.house = replace(story.house, reminds=True)
    assert live(story, hours=30)


def test_a_session_is_told_in_the_afternoon_and_not_for_ever() -> None:
    story = begun()

    live(story, hours=24 * 9)

    with story.house.store.unit() as unit:
        sent = [message.kinds for message in unit.reminders.messages(unread=False)]
    assert 0 < sum("session" in kinds for kinds in sent) <= 2


def test_after_a_step_back_the_end_of_the_rest_is_told() -> None:
    pocket = Pocket()
    story = begun(pocket)
    story.clock.pass_by(hours=2)
    story.session(pain=8)

    live(story, hours=50)

    assert any("rest days are over" in text for text in pocket.got)


def test_what_is_over_is_told_no_more() -> None:
    pocket = Pocket()
    story = begun(pocket)
    remind(story.house)
    story.clock.pass_by(hours=25)
    story.recheck()

    remind(story.house)

    assert not any("questions" in text for text in pocket.got)


def test_an_urgent_finding_asks_for_help_within_the_hour() -> None:
    pocket = Pocket()
    story = Story(MovableClock(MORNING), answers=CHEST_PAIN)
    story.house = replace(story.house, outlets=(pocket,))
    story.check_in()

    live(story, hours=2)

    assert pocket.got == ["Afterrun: Afterrun would like to know whether you got help."]


def test_what_did_not_get_out_is_tried_again_but_not_for_ever() -> None:
    soon, never = Pocket(refuses=2), Pocket(refuses=99)
    for pocket in (soon, never):
        story = begun(pocket, zone="UTC")
        story.clock.pass_by(hours=24)
        for _ in range(8):
            remind(story.house)
            story.clock.pass_by(hours=0.1)

    assert (len(soon.got), 99 - never.refuses) == (1, 5)


def test_what_did_not_get_out_in_the_evening_waits_for_the_morning() -> None:
    pocket = Pocket(refuses=1)
    story = begun(pocket, zone="UTC")
    story.clock.pass_by(hours=36.9)
    remind(story.house)

    got = []
    for _ in range(10):
        story.clock.pass_by(hours=1)
        remind(story.house)
        got.append((story.clock.at.hour, len(pocket.got)))

    assert got[0] == (22, 0)
    assert got[-3:] == [(5, 0), (6, 0), (7, 1)]


def test_a_message_that_is_too_old_stays_in_the_page() -> None:
    pocket = Pocket(refuses=1)
    story = begun(pocket)
    story.clock.pass_by(hours=24)
    remind(story.house)
    story.clock.pass_by(hours=13)

    remind(story.house)

    assert not any("questions" in text for text in pocket.got)


def test_what_was_seen_is_shown_no_more() -> None:
    story = begun()
    live(story, hours=25)
    assert unread(story.house)

    read_all(story.house)

    assert not unread(story.house)


def test_what_was_answered_since_and_yesterdays_session_are_shown_no_more() -> None:
    story = begun()
    live(story, hours=25)
    assert any("a few questions" in one.says for one in unread(story.house))

    story.recheck()
    assert not any("a few questions" in one.says for one in unread(story.house))

    live(story, hours=24)
    told = [one.says for one in unread(story.house)]
    assert sum("a session waiting" in says for says in told) <= 1
    story.clock.pass_by(days=2)
    assert not any("a session waiting" in one.says for one in unread(story.house))


def test_the_feed_holds_what_is_to_come_and_only_under_its_name() -> None:
    story = begun()
    token = feed_token(story.house)

    entries = feed(story.house, token)

    assert feed_token(story.house) == token
    assert len(token) >= 32
    assert {entry.at for entry in entries} >= {MORNING + timedelta(hours=h) for h in (24, 48, 72)}
    for wrong in ("", "nothing", feed_token(story.house, renew=True)[:-1], token):
        with pytest.raises(NotFound):
            feed(story.house, wrong)


def test_a_told_session_moves_the_next_one() -> None:
    story = begun()
    story.clock.pass_by(hours=3)
    story.session()
    tell_session(story.house, pain=1)

    remind(story.house)

    with story.house.store.unit() as unit:
        days = [one.due_at.date() for one in unit.reminders.waiting() if one.kind == "session"]
    assert days[0] == story.clock.local_date() + timedelta(days=1)
