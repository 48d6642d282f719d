"""What goes in and out of the brain."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.app.records import Conversation, GuidedSession
from voice.player.ahead import Length


@dataclass(frozen=True, slots=True)
class Mouth:
    """The place that speaks for us."""

    conversation_id: str
    length: Length
    """How long utterances last there."""
    clock: float | None = None
    """Where its own player is, on the session's clock; None: the wall's clock tells."""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that the session will say by itself."""

    in_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say now, and what to show."""

    says: tuple[str, ...]
    """In order; empty when there is nothing to say."""
    title: str = ""
    """Of what is shown: an exercise, or what the talk is about."""
    expects: bool = False
    """A reply is wanted: leave the microphone open."""
    understood: bool = True
    session: GuidedSession | None = None
    """The session that is going on."""
    at: float = 0.0
    """What its clock says now."""
    coming: Sequence[Coming] = ()
    """What it says next if nobody says anything, to the end of this step."""
    again_in_s: float | None = None
    """Say nothing (an empty text) after so long to hear how it goes on; None: it waits for the runner."""
    check_in_id: str | None = None
    assessment_id: str | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """An answer, and where the conversation is after it."""

    talk: Conversation
    answer: Answer
