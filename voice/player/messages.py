"""What goes into the player (events) and what comes out (commands). Plain values, so they travel as JSON."""

from dataclasses import dataclass
from typing import TypeAlias

from voice.script.model import Utterance

# ---- events: `at` is the driver's own clock in seconds; only differences matter


@dataclass(frozen=True, slots=True)
class Start:
    """Begin, or begin again."""

    at: float


@dataclass(frozen=True, slots=True)
class Pause:
    """Let everything stand still."""

    at: float


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on where the pause came in."""

    at: float


@dataclass(frozen=True, slots=True)
class Next:
    """Leave this exercise, or this rest."""

    at: float


@dataclass(frozen=True, slots=True)
class Back:
    """Go back to the bout before this one."""

    at: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """Do this bout again, with its words."""

    at: float


@dataclass(frozen=True, slots=True)
class Hurts:
    """Something hurts; `pain` is 0 to 10 where the runner said so."""

    at: float
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class Slower:
    """Give every repetition, rest and change more time from here on."""

    at: float


@dataclass(frozen=True, slots=True)
class Faster:
    """Take time off every repetition from here on."""

    at: float


@dataclass(frozen=True, slots=True)
class Easier:
    """Take the easier version of this exercise, though nothing hurts."""

    at: float


@dataclass(frozen=True, slots=True)
class Harder:
    """Go back to the version that the plan asks for."""

    at: float


@dataclass(frozen=True, slots=True)
class HowLong:
    """Ask how long it still takes."""

    at: float


@dataclass(frozen=True, slots=True)
class HowMany:
    """Ask how many are left."""

    at: float


@dataclass(frozen=True, slots=True)
class Help:
    """Ask what can be said now."""

    at: float


@dataclass(frozen=True, slots=True)
class Stop:
    """End the sitting."""

    at: float


@dataclass(frozen=True, slots=True)
class Spoken:
    """The airing named `take` has ended."""

    at: float
    take: int


@dataclass(frozen=True, slots=True)
class Wake:
    """The time asked for by the last `WakeAt` has come, or is past."""

    at: float


Question: TypeAlias = HowLong | HowMany | Help
Event: TypeAlias = (
    Start
    | Pause
    | Resume
    | Next
    | Back
    | Repeat
    | Hurts
    | Slower
    | Faster
    | Easier
    | Harder
    | HowLong
    | HowMany
    | Help
    | Stop
    | Spoken
    | Wake
)


# ---- commands


@dataclass(frozen=True, slots=True)
class Say:
    """Air this utterance now; answer with `Spoken(take)` when it has ended. A new `Say` replaces the last."""

    utterance: Utterance
    take: int


@dataclass(frozen=True, slots=True)
class Hush:
    """Be silent at once."""


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Send `Wake` at this time of the driver's clock; replaces the last. None: no wake is wanted."""

    at: float | None


@dataclass(frozen=True, slots=True)
class Log:
    """Something to remember about the exercise: done, easier, harder, repeated, skipped, hurt, stopped.

    `worked_s` is the time since this step's last log, so that sums are true.
    """

    item: int
    exercise: str
    outcome: str
    worked_s: float
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """What a page or terminal should show now.

    `step` counts from 1 among the `steps` that are played: those of the other version and of dropped
    exercises are left out. `upcoming` is the next exercise, with its side.
    """

    mode: str
    kind: str
    title: str
    detail: str
    side: str | None
    worked_s: float
    work_s: float
    step: int
    steps: int
    upcoming: str | None
    exercise: str | None = None
    """Id of what is done, or in a rest of what comes next; None at the end."""
    exercise_side: str | None = None
    stretch: float = 1.0
    """By how much the runner's own pace lengthens a repetition."""


Command: TypeAlias = Say | Hush | WakeAt | Log | Show
