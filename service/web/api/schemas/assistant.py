"""A sentence in, and what to say and to show out."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from service.app.assisting import Answer
from service.web.api.schemas.sessions import ViewOut
from voice.player.moves import show


class SaidIn(BaseModel):
    """What somebody said, and where."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=2000)
    """Empty: how does the session go on?"""
    conversation: str = Field("default", min_length=1, max_length=64)
    """Of your own making: the same in one place, another in another."""


class ComingOut(BaseModel):
    """Something that the session says by itself later."""

    in_s: float
    say: str


class ShownOut(BaseModel):
    """What to show."""

    title: str
    lines: list[str]
    player: ViewOut | None
    """The session as a page shows it; null where none goes on."""


class AnswerOut(BaseModel):
    """What to say back."""

    say: str
    """All that is to be said now, as one text."""
    says: list[str]
    """The same, sentence by sentence."""
    expects_reply: bool
    """Leave the microphone open."""
    understood: bool
    show: ShownOut
    coming: list[ComingOut]
    again_in_s: float | None
    """Send an empty text after so many seconds to hear how it goes on; null: it waits for you."""
    session_id: str | None
    check_in_id: str | None
    assessment_id: str | None

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Describe an answer."""
        session = answer.session
        player = ViewOut.of(show(session.script, session.state)) if session else None
        return cls(
            say=" ".join(answer.says),
            says=list(answer.says),
            expects_reply=answer.expects,
            understood=answer.understood,
            show=ShownOut(title=answer.title, lines=list(answer.says), player=player),
            coming=[ComingOut(in_s=one.in_s, say=one.text) for one in answer.coming],
            again_in_s=answer.again_in_s,
            session_id=session.id if session else None,
            check_in_id=answer.check_in_id,
            assessment_id=answer.assessment_id,
        )
