"""How a runner likes to be coached: each kind of cue spoken, as a short tone, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CueKind(StrEnum):
    """What a cue is for."""

    BEGIN = "begin"
    """The word, and the tone that starts the work."""
    END = "end"
    """The signal at the true end."""
    COUNTDOWN = "countdown"
    """Three, two, one."""
    TIME_LEFT = "time_left"
    """Half-way, ten seconds, one minute."""
    COUNT = "count"
    """Repetitions, one by one."""
    BREATH = "breath"
    FIX = "fix"
    """The one thing to mind in a set."""
    NEXT = "next"
    """What comes after a rest."""
    PRAISE = "praise"
    HOW = "how"
    """How an exercise is done, before it begins."""


class Given(StrEnum):
    """The way a cue is given."""

    VOICE = "voice"
    TONE = "tone"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Coaching:
    """One runner's choice; what is not named is spoken."""

    given: Mapping[CueKind, Given] = field(default_factory=dict)

    def way(self, kind: CueKind) -> Given:
        """Give the way this kind of cue is given."""
        return self.given.get(kind, Given.VOICE)
