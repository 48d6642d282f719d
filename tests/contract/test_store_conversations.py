"""The store's suite for talks through assistants, and for when a session's driver was last heard."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.app.ports import Store
from service.app.records import Conversation
from service.core.errors import Conflict
from tests.build import records as build

TALK = Conversation(
    "kitchen",
    build.NOON,
    check_in_id="c1",
    opening=True,
    understood={"q.site": "sit_bone", "q.pain": 4.0, "q.night_pain": False},
    asked="pain_before",
    told_until=12.5,
    last_says=("How strong is it?",),
)


def put(store: Store, talk: Conversation) -> None:
    with store.unit() as unit:
        unit.conversations.put(talk)


def read(store: Store, name: str = "kitchen") -> Conversation | None:
    with store.unit() as unit:
        return unit.conversations.get(name)


def test_a_talk_is_kept_with_all_it_knows(store: Store) -> None:
    assert read(store) is None

    put(store, TALK)

    assert read(store) == replace(TALK, version=1)


def test_a_talk_goes_on_from_what_was_read(store: Store) -> None:
    put(store, TALK)
    kept = read(store)
    assert kept is not None

    put(store, replace(kept, opening=False, understood=None))

    assert read(store) == replace(TALK, opening=False, understood=None, version=2)


def test_of_two_that_speak_at_once_one_is_a_conflict(store: Store) -> None:
    put(store, TALK)
    kept = read(store)
    assert kept is not None
    put(store, kept)

    with pytest.raises(Conflict):
        put(store, TALK)
    with pytest.raises(Conflict):
        put(store, kept)


def test_old_talks_are_forgotten(store: Store) -> None:
    put(store, TALK)
    put(store, replace(TALK, id="hall", heard_at=build.NOON + timedelta(hours=1)))

    with store.unit() as unit:
        unit.conversations.forget(before=build.NOON + timedelta(minutes=1))

    assert read(store) is None
    assert read(store, "hall") is not None


def test_a_session_keeps_when_its_driver_was_heard(store: Store) -> None:
    session = build.guided_session("s1")
    with store.unit() as unit:
        unit.guided.add(replace(session, assessment_id=None))

    with store.unit() as unit:
        kept = unit.guided.get("s1")
        assert kept is not None
        assert kept.heard_at is None
        unit.guided.update(replace(kept, heard_at=build.NOON, heard_clock=12.5))

    with store.unit() as unit:
        heard = unit.guided.get("s1")
    assert heard is not None
    assert (heard.heard_at, heard.heard_clock) == (build.NOON, 12.5)
