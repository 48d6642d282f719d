"""The third part of the store's suite: plans that go on, and what is told once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from service.app.ports import Store
from service.app.records import CourseStep, Delivery, KeptCourse, KeptReminder, Message
from service.core.course import Point, Progress, Session
from service.core.course.values import Ladder
from service.core.errors import Conflict, NotFound
from tests.build import records as build
from tests.build.stored import add_assessment

BUG = (IntegrityError, AssertionError)
TODAY = build.NOON.date()
PROGRESS = Progress(
    "pht_load.p1",
    TODAY,
    began=TODAY,
    pain_at_start=4.0,
    step=2,
    sessions=(Session(TODAY, 3, hurt=("iso_bridge",), settled=True),),
    points=(Point(TODAY, 4.0, "better"),),
    regressions=(TODAY,),
    rests_until=TODAY,
    hurt=("iso_bridge",),
    ladder=Ladder(2, 1, TODAY, TODAY, ("walk",)),
)
COURSE = KeptCourse(
    id="k1",
    assessment_id="a1",
    opened_at=build.NOON,
    counted_from=build.NOON,
    heard_at=build.NOON,
    status="going",
    progress=PROGRESS,
    version=1,
)
LATER = build.NOON + timedelta(hours=1)


def add_course(store: Store, course: KeptCourse = COURSE) -> None:
    add_assessment(store)
    with store.unit() as unit:
        unit.courses.add(course)


def reminder(key: str, hours: float = 1, kind: str = "recheck") -> KeptReminder:
    return KeptReminder(key, kind, build.NOON + timedelta(hours=hours))


def put(store: Store, *reminders: KeptReminder) -> None:
    with store.unit() as unit:
        for one in reminders:
            unit.reminders.put(one)


def send(store: Store, *keys: str, message: str = "m1", outlets: tuple[str, ...] = ()) -> tuple[str, ...]:
    with store.unit() as unit:
        return unit.reminders.claim(Message(message, LATER, ("recheck",)), keys, outlets=outlets)


# ---- courses


def test_a_course_comes_back_as_it_was(store: Store) -> None:
    add_course(store)

    with store.unit() as unit:
        assert unit.courses.get("k1") == COURSE
        assert unit.courses.latest() == COURSE
        assert unit.courses.get("k2") is None


def test_the_latest_course_is_the_one_opened_last(store: Store) -> None:
    add_course(store)
    with store.unit() as unit:
        unit.courses.add(replace(COURSE, id="k0", opened_at=LATER, status="ended"))

        latest = unit.courses.latest()

    assert latest is not None
    assert latest.id == "k0"


def test_without_a_course_there_is_no_latest(store: Store) -> None:
    with store.unit() as unit:
        assert unit.courses.latest() is None


def test_a_course_counts_its_versions(store: Store) -> None:
    add_course(store)
    ended = replace(COURSE, status="ended", ended_why="lapsed", see_clinician=True)

    with store.unit() as unit:
        given = unit.courses.update(ended)

    with store.unit() as unit:
        assert given == replace(ended, version=2)
        assert unit.courses.get("k1") == given
    with pytest.raises(Conflict), store.unit() as unit:
        unit.courses.update(COURSE)
    with pytest.raises(NotFound), store.unit() as unit:
        unit.courses.update(replace(COURSE, id="k9"))


def test_a_course_without_its_assessment_is_a_bug(store: Store) -> None:
    with pytest.raises(BUG), store.unit() as unit:
        unit.courses.add(COURSE)


def test_the_story_comes_oldest_first(store: Store) -> None:
    add_course(store)
    begun = CourseStep("k1", build.NOON, "check_in", "stay", ("begun",), "pht_load.p1", 4.0)
    then = [replace(begun, at=LATER, what=what, see_clinician=True) for what in ("session", "morning")]
    with store.unit() as unit:
        for step in (*then, begun):
            unit.courses.add_step(step)

    with store.unit() as unit:
        assert unit.courses.steps("k1") == [begun, *then]
        assert unit.courses.steps("k2") == []


def test_re_checks_that_are_due_stay_when_those_that_wait_are_dropped(store: Store) -> None:
    add_assessment(store)
    with store.unit() as unit:
        for name, status in (("r1", "due"), ("r2", "waiting")):
            unit.rechecks.add(build.recheck(name, status=status))

        unit.rechecks.drop_waiting()

        assert [one.status for one in unit.rechecks.of_assessment("a1")] == ["due", "dropped"]


# ---- reminders


def test_reminders_wait_earliest_first_and_each_key_is_there_once(store: Store) -> None:
    put(store, reminder("b", 2), reminder("a", 3), reminder("a", 1))

    with store.unit() as unit:
        assert unit.reminders.waiting() == [reminder("a", 1), reminder("b", 2)]
        assert unit.reminders.get("b") == reminder("b", 2)
        assert unit.reminders.get("c") is None


def test_what_was_sent_or_dropped_is_never_put_again(store: Store) -> None:
    put(store, reminder("sent"), reminder("dropped"))
    send(store, "sent")
    with store.unit() as unit:
        unit.reminders.drop_waiting()

    put(store, reminder("sent", 9), reminder("dropped", 9))

    with store.unit() as unit:
        assert unit.reminders.waiting() == []
        sent = unit.reminders.get("sent")
    assert sent is not None
    assert (sent.status, sent.message_id, sent.due_at) == ("sent", "m1", reminder("sent").due_at)


def test_all_but_those_named_are_dropped(store: Store) -> None:
    put(store, reminder("a"), reminder("b"))

    with store.unit() as unit:
        unit.reminders.drop_waiting(but=("b",))

        assert [one.key for one in unit.reminders.waiting()] == ["b"]


def test_a_reminder_is_claimed_once(store: Store) -> None:
    put(store, reminder("a"), reminder("b"), reminder("c"))

    first = send(store, "a", "b", message="m1", outlets=("x", "y"))
    second = send(store, "b", "c", "nobody", message="m2")
    third = send(store, "a", "b", "c", message="m3")

    assert (first, second, third) == (("a", "b"), ("c",), ())
    with store.unit() as unit:
        assert [message.id for message in unit.reminders.messages(unread=False)] == ["m2", "m1"]
        assert unit.reminders.last_sent() == LATER
        assert [(one.message_id, one.outlet) for one in unit.reminders.deliveries(status="waiting")] == [
            ("m1", "x"),
            ("m1", "y"),
        ]


def test_nothing_was_sent_before_the_first(store: Store) -> None:
    with store.unit() as unit:
        assert unit.reminders.last_sent() is None
        assert unit.reminders.messages(unread=False) == []


def test_messages_are_read_together(store: Store) -> None:
    put(store, reminder("a"))
    send(store, "a")

    with store.unit() as unit:
        (new,) = unit.reminders.messages(unread=True)
        unit.reminders.mark_read(at=LATER)

        assert new == Message("m1", LATER, ("recheck",))
        assert unit.reminders.messages(unread=True) == []
        assert unit.reminders.messages(unread=False) == [replace(new, read_at=LATER)]


def test_a_delivery_is_taken_by_one_worker(store: Store) -> None:
    put(store, reminder("a"))
    send(store, "a", outlets=("x",))
    waiting = Delivery("m1", "x")

    with store.unit() as unit:
        assert [unit.reminders.take(waiting) for _ in range(2)] == [True, False]
        (taken,) = unit.reminders.deliveries(status="sending")
        assert taken.tries == 1
        unit.reminders.settle(taken, "waiting")
        assert unit.reminders.take(replace(taken, status="waiting"))
        unit.reminders.settle(taken, "sent")

        assert [one.tries for one in unit.reminders.deliveries(status="sent")] == [2]
        assert not unit.reminders.take(Delivery("m1", "nobody"))


def test_the_feed_has_one_name_at_a_time(store: Store) -> None:
    with store.unit() as unit:
        assert unit.reminders.feed() is None
        unit.reminders.set_feed("old")
        unit.reminders.set_feed("new")

        assert unit.reminders.feed() == "new"
