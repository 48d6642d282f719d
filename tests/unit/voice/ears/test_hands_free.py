from collections.abc import Callable, Iterator

from tests.build.hearing import always, loudness, sound
from voice.ears.hands_free import AFTER_CUE_S, ECHO_S, HandsFree
from voice.ears.listener import Ears
from voice.ears.sound import Samples
from voice.player.messages import Event, Next, Pause
from voice.player.state import Mode
from voice.script.model import Utterance

WORD = sound((0.5, 0.0), (0.4, 1.0), (0.5, 0.0))


class Room:
    """A loudspeaker, a clock and ears that hear one command in everything."""

    def __init__(self, command: str = "next", *, score: float = -0.1, mode: Mode = Mode.WORKING) -> None:
        self.time = 100.0
        self.mode = mode
        self.told: list[str] = []
        self.events: list[Event] = []
        self.end: Callable[[], None] = lambda: None
        self.hushed = 0
        self.words = ""
        ears = Ears(always(command, score), loudness)
        self.both = HandsFree(self, ears, tell=self.told.append, now=lambda: self.time)

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        self.words, self.end = utterance.text, ended

    def hush(self) -> None:
        self.hushed += 1

    def hear(self, *blocks: Samples) -> list[Event]:
        self.both.listen(blocks, put=self.events.append, mode=lambda: self.mode)
        return self.events


def test_a_word_becomes_an_event_and_is_told() -> None:
    room = Room()

    assert room.hear(WORD) == [Next(100.0)]
    assert room.told == ["Heard “next”."]


def test_a_cue_is_not_heard() -> None:
    room = Room()
    room.both.say(Utterance("Stand tall."), lambda: None)

    assert room.hear(WORD) == []


def test_stop_is_heard_through_a_cue() -> None:
    room = Room("stop")
    room.both.say(Utterance("Stand tall."), lambda: None)

    assert room.hear(sound((2.0, 0.02)), sound((0.4, 1.0), (0.5, 0.02))) == [Pause(100.0)]


def test_it_hears_again_a_moment_after_the_cue() -> None:
    room = Room()
    ended: list[bool] = []
    room.both.say(Utterance("Stand tall."), lambda: ended.append(True))
    room.end()
    room.time += AFTER_CUE_S / 2
    assert room.hear(WORD) == []

    room.time += AFTER_CUE_S
    assert room.hear(WORD) == [Next(room.time)]
    assert ended == [True]


def test_a_hushed_cue_is_over() -> None:
    room = Room()
    room.both.say(Utterance("Stand tall."), lambda: None)
    room.both.hush()
    room.time += 2 * AFTER_CUE_S

    assert room.hear(WORD) == [Next(room.time)]
    assert room.hushed == 1


def test_the_end_of_a_replaced_cue_does_not_open_the_ears() -> None:
    room = Room()
    room.both.say(Utterance("Stand tall."), lambda: None)
    first = room.end
    room.both.say(Utterance("Lower slowly."), lambda: None)

    first()
    room.time += 1.0

    assert room.hear(WORD) == []


def test_a_word_of_the_last_cue_is_not_taken_while_the_room_rings() -> None:
    room = Room("stop")
    room.both.say(Utterance("Say stop, stop it, stop now, stop please, finish, or finish now."), lambda: None)
    room.end()
    room.time += ECHO_S / 2
    assert room.hear(WORD) == []

    room.time += ECHO_S
    assert room.hear(WORD) == [Pause(room.time)]


def test_what_is_not_sure_is_asked_back() -> None:
    room = Room(score=-4.0)

    assert room.hear(WORD) == []
    assert room.told == ["Did you say “next”?"]


def test_the_sound_may_end() -> None:
    def none() -> Iterator[Samples]:
        yield from ()

    assert Room().hear(*none()) == []
