"""A guided session as a watch can lead it: steps by time or by repetitions, in order, some of them repeated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WatchStep:
    """One step. At most one of `seconds` and `reps`; without either it lasts until a button is pressed."""

    name: str
    notes: str = ""
    seconds: float | None = None
    reps: int | None = None
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class WatchRound:
    """Steps that are done so many times in a row."""

    steps: tuple[WatchStep, ...]
    times: int = 1


@dataclass(frozen=True, slots=True)
class WatchWorkout:
    """The whole, by the name under which the watch will speak of it when it is done."""

    name: str
    rounds: tuple[WatchRound, ...]
