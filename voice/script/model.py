"""A guided session, written out: what is said, when, and how long each step works.

Two clocks never mix. A *briefing* is a list of lines, each said when the one before has ended, so a slow
voice only lengthens the session. *Cues* sit on the step's own clock, which starts when the briefing has
ended. So scripts, captions and their tests do not depend on any engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voice.script.wording import Phrases

PROMPTS = (
    "not_now",
    "help",
    "help_hurt",
    "slower",
    "slowest",
    "faster",
    "fastest",
    "easier",
    "easier_already",
    "no_easier",
    "harder",
    "harder_hurt",
    "no_harder",
    "paused",
    "carry_on",
    "how_much",
    "hurt_mild",
    "hurt_easier",
    "hurt_ended",
    "hurt_unanswered",
    "hurt_noted",
    "hurt_idle_mild",
    "hurt_rest_today",
    "stopped",
)
"""Keys of the player's own words; a script carries an utterance for each."""


class Kind(StrEnum):
    """What a step is for."""

    WORK = "work"
    REST = "rest"
    CHANGE = "change"
    """Time to change sides or get into position."""
    END = "end"


class Tone(StrEnum):
    """Short sounds that mean one thing each."""

    BEGIN = "begin"
    TICK = "tick"
    END = "end"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One unit of speech, or a tone."""

    text: str
    """What is shown, and said unless `tone` is set."""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """An utterance on its step's own clock."""

    at_s: float
    utterance: Utterance
    about: int | None = None
    """Item that this cue announces; not said when that item has been eased or dropped meanwhile."""


@dataclass(frozen=True, slots=True)
class Step:
    """One set, hold, rest or change of sides."""

    kind: Kind
    item: int
    """Index of the exercise in the routine."""
    easier: bool
    """Whether this belongs to the easier version of the exercise; only one version is ever played."""
    title: str
    """For the page: "Bridge hold, both legs"."""
    detail: str
    """For the page: "hold 2 of 3, 20 seconds"."""
    work_s: float
    """Length of the step's own clock, in seconds."""
    briefing: tuple[Utterance, ...] = ()
    cues: tuple[Cue, ...] = ()
    """In time order, none later than `work_s`."""
    side: str | None = None
    """left or right."""
    rep_s: float | None = None
    """Seconds of one repetition, whose tempo the runner may change; None for a hold, a dose of time."""


@dataclass(frozen=True, slots=True)
class Script:
    """The whole session. Steps of both versions of an exercise stand side by side; the player picks."""

    routine: str
    title: str
    steps: tuple[Step, ...]
    exercises: tuple[str, ...]
    """Exercise ids by item."""
    easier: tuple[str | None, ...]
    """Ids of the easier versions by item; None where there is none."""
    prompts: Mapping[str, Utterance] = field(default_factory=dict, hash=False)
    """The player's own words by key of PROMPTS, so that the player stays a function of values."""
    phrases: Phrases | None = field(default=None, hash=False)
    """What answers with numbers in them are made of; None in a sitting from before there were such answers."""
