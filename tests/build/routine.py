"""Routines, scripts and sittings for tests."""

from collections.abc import Callable
from dataclasses import replace

from service.core.catalogue import Dose, Exercise, Fault
from service.core.routine import Routine, RoutineItem
from voice.phrases.loader import load
from voice.playback.driver import Driver
from voice.player.messages import Event, Log, Say, Show
from voice.script.compile import compile_script
from voice.script.model import Script, Utterance
from voice.script.timing import length_s
from voice.script.wording import Phrases

ENGLISH = load("en")
FIXES = ("Lift a little less.", "Keep both hip bones level.")


def exercise(
    name: str = "Bridge hold", *, fixes: tuple[str, ...] = FIXES, side_switch: str | None = None
) -> Exercise:
    """Give an exercise whose sentences all name it, so that a test can tell whose they are."""
    return Exercise(
        id=name.lower().replace(" ", "_"),
        name=name,
        purpose="to have something to do",
        tags=(),
        equipment=(),
        position="lying on your back",
        dose=Dose(),
        setup=(f"Lie down for the {name.lower()}",),
        move=(f"Lift for the {name.lower()}",),
        breathe=f"Breathe calmly in the {name.lower()}",
        faults=tuple(Fault(see="it goes wrong", fix=fix) for fix in fixes),
        side_switch=side_switch,
        easier=(),
        harder=(),
        avoid_if=(),
        stop_signs=(),
        sources=("ours",),
    )


def item(
    name: str = "Bridge hold", dose: Dose | None = None, *, easier: RoutineItem | None = None
) -> RoutineItem:
    """Give one exercise of a routine."""
    return RoutineItem(exercise(name), Dose(hold_s=30.0) if dose is None else dose, easier)


def routine(*items: RoutineItem, opening: str | None = None) -> Routine:
    """Give a routine of these, or of one plain hold."""
    return Routine(id="test_routine", title="Test routine", items=items or (item(),), opening=opening)


def two_exercises() -> Routine:
    """Give a two-sided exercise with an easier version, then a hold without one."""
    easier = item("Clamshell", Dose(sets=1, reps=4, tempo_s=(2.0, 1.0, 2.0), sides=2))
    hard = item(
        "Leg raise", Dose(sets=2, reps=8, tempo_s=(2.0, 1.0, 2.0), sides=2, rest_s=30.0), easier=easier
    )
    return routine(hard, item("Bridge hold", Dose(sets=1, reps=2, hold_s=30.0, between_reps_s=30.0)))


def script(built: Routine | None = None, phrases: Phrases = ENGLISH) -> Script:
    """Give the compiled script."""
    return compile_script(routine() if built is None else built, phrases)


class FakeInbox:
    """Events on a clock that jumps: waiting takes no time."""

    def __init__(self) -> None:
        self.time = 100.0
        self._events: list[tuple[float, Event]] = []

    def now(self) -> float:
        return self.time

    def put(self, event: Event) -> None:
        self.later(event)

    def later(self, event: Event) -> None:
        """Let the event arrive at its own time."""
        self._events.append((max(self.time, event.at), event))
        self._events.sort(key=lambda pair: pair[0])

    def wait(self, until: float | None) -> Event | None:
        if self._events and (until is None or self._events[0][0] <= until):
            self.time, event = self._events.pop(0)
            return event
        assert until is not None, "the driver waits for ever"
        self.time = max(self.time, until)
        return None


class FakeSpeaker:
    """Says everything in its estimated time and remembers when it began."""

    def __init__(self, inbox: FakeInbox, words_per_minute: int = 145) -> None:
        self._inbox = inbox
        self._rate = words_per_minute
        self.said: list[tuple[float, Utterance]] = []

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        self.said.append((self._inbox.time, utterance))
        begun = self._inbox.time
        self._inbox.time = begun + length_s(utterance, self._rate)
        ended()
        self._inbox.time = begun

    def hush(self) -> None:
        pass

    @property
    def texts(self) -> list[str]:
        return [utterance.text for _, utterance in self.said]


class Sitting:
    """A driver with a fake clock and a fake speaker, and what came out of it."""

    def __init__(self, played: Script, words_per_minute: int = 145) -> None:
        self.inbox = FakeInbox()
        self.speaker = FakeSpeaker(self.inbox, words_per_minute)
        self.logs: list[Log] = []
        self.shows: list[Show] = []
        self.driver = Driver(played, self.speaker, self.inbox, show=self.shows.append, log=self.logs.append)

    def run(self, *events: Event) -> None:
        """Let these events arrive at their times, counted from the beginning, and play to the end."""
        for event in events:
            self.inbox.later(replace(event, at=event.at + self.inbox.time))
        self.driver.run()


def says(commands: tuple[object, ...]) -> list[str]:
    """Give the texts that these commands say."""
    return [command.utterance.text for command in commands if isinstance(command, Say)]
