import threading

import pytest

from service.core.errors import Conflict, NotFound, WorldError
from tests.build.hearing import always, loudness, pcm16, sound
from tests.build.waiting import PATIENCE_S
from voice.ears import room
from voice.ears.listener import Score
from voice.ears.room import Room
from voice.ears.scorer import Scores
from voice.ears.sound import Samples
from voice.ears.vocabulary import Vocabulary

WORD = pcm16(sound((0.5, 0.0), (0.4, 1.0), (0.5, 0.0)))


def furnished(score: Score | None = None) -> Room:
    return Room(lambda: score or always("next"), lambda: loudness)


def feed(house: Room, name: str, pcm: bytes = WORD, *, airing: bool = False, saying: str = "") -> object:
    return house.feed(name, pcm, mode="working", saying=saying, airing=airing)["ended"]


def commands(house: Room, name: str, *, after: int = 0) -> list[object]:
    heard = house.heard(name, after=after)["heard"]
    assert isinstance(heard, list)
    return [one["command"] for one in heard]


def test_a_word_is_counted_at_once_and_decided_behind_it() -> None:
    house = furnished()
    name = house.open()

    assert feed(house, name) == 1
    assert commands(house, name) == ["next"]


def test_the_count_does_not_wait_for_the_decision() -> None:
    may_decide = threading.Event()

    def slow(samples: Samples, vocabulary: Vocabulary) -> Scores:
        may_decide.wait(PATIENCE_S)
        return always("next")(samples, vocabulary)

    house = furnished(slow)
    name = house.open()

    assert feed(house, name) == 1
    may_decide.set()
    assert commands(house, name) == ["next"]


def test_only_what_is_behind_the_known_decisions_is_told() -> None:
    house = furnished()
    name = house.open()
    feed(house, name)
    commands(house, name)

    assert feed(house, name) == 2
    assert commands(house, name, after=1) == ["next"]


def test_our_own_voice_is_not_heard() -> None:
    house = furnished()
    name = house.open()

    assert feed(house, name, airing=True) == 0
    assert feed(house, name) == 1


def test_a_word_that_began_under_our_own_voice_is_dropped() -> None:
    house = furnished()
    name = house.open()
    feed(house, name, pcm16(sound((0.5, 0.0), (0.4, 1.0))), airing=True)

    assert feed(house, name, pcm16(sound((0.5, 0.0)))) == 0


def test_somebody_who_speaks_through_our_own_voice_is_told_of_at_once() -> None:
    house = furnished(always("stop"))
    name = house.open()
    echo = pcm16(sound((2.0, 0.02)))
    heard = [
        house.feed(name, pcm, mode="working", saying="", airing=True)
        for pcm in (echo, pcm16(sound((0.4, 1.0))), echo)
    ]

    assert [(one["ended"], one["interrupted"]) for one in heard] == [(0, False), (0, True), (1, False)]
    assert commands(house, name) == ["stop"]


def test_a_recogniser_that_fails_leaves_nobody_waiting() -> None:
    def broken(samples: Samples, vocabulary: Vocabulary) -> Scores:
        raise RuntimeError("no memory")

    house = furnished(broken)
    name = house.open()
    feed(house, name)

    assert commands(house, name) == [None]


def test_no_more_pages_listen_than_can_be_served() -> None:
    house = furnished()
    names = [house.open() for _ in range(room.MOST_STREAMS)]

    with pytest.raises(Conflict):
        house.open()
    house.close(names[0])
    assert house.open()


def test_a_page_that_has_gone_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    house = furnished()
    gone = [house.open() for _ in range(room.MOST_STREAMS)]
    monkeypatch.setattr(room, "monotonic", lambda: room.IDLE_S + 1e9)

    house.open()

    with pytest.raises(NotFound):
        feed(house, gone[0])


def test_ears_that_do_not_start_say_why() -> None:
    def none() -> Score:
        raise WorldError("The ears are not installed here.", code="no_ears")

    with pytest.raises(WorldError, match="not installed"):
        Room(none, lambda: loudness).open()


def test_asking_where_nothing_was_said_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WAIT_S", 0.01)
    house = furnished()

    assert commands(house, house.open()) == []
