"""The player's events and commands as JSON: a `type` and the fields of the value of that name."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from service.app.records import LogEntry
from voice.player import messages
from voice.player.messages import Command, Event
from voice.player.state import State

_PLAIN: dict[str, Callable[[float], Event]] = {
    "start": messages.Start,
    "pause": messages.Pause,
    "resume": messages.Resume,
    "next": messages.Next,
    "back": messages.Back,
    "repeat": messages.Repeat,
    "skip": messages.Next,
    "slower": messages.Slower,
    "faster": messages.Faster,
    "easier": messages.Easier,
    "harder": messages.Harder,
    "how_long": messages.HowLong,
    "how_many_left": messages.HowMany,
    "help": messages.Help,
    "stop": messages.Stop,
    "wake": messages.Wake,
}


class StartIn(BaseModel):
    """Which session: today's of a plan, or one of the sittings with its one question answered."""

    model_config = ConfigDict(extra="forbid")

    assessment_id: str | None = None
    pain_before: int | None = Field(None, ge=0, le=10)
    """Pain right now, before a plan's session."""
    sitting: str | None = None
    hurts: bool | None = None
    """Must be answered for a sitting; not answered counts as yes."""


class EventIn(BaseModel):
    """Something happened at the driver."""

    model_config = ConfigDict(extra="forbid")

    type: Literal[
        "start",
        "pause",
        "resume",
        "next",
        "skip",
        "back",
        "repeat",
        "slower",
        "faster",
        "easier",
        "harder",
        "how_long",
        "how_many_left",
        "help",
        "stop",
        "wake",
        "hurts",
        "spoken",
        "sync",
    ]
    at: float = Field(allow_inf_nan=False)
    """The driver's own clock, in seconds; only differences matter."""
    pain: int | None = Field(default=None, ge=0, le=10)
    take: int | None = None
    key: str | None = Field(default=None, min_length=8, max_length=64)
    """The event's own name, of the driver's making: sent again under it, it is not taken twice."""
    version: int | None = None
    """The session as the driver knows it: with another one stored the answer is 409."""
    ahead: bool = False
    """The driver plays ahead: it reports no `spoken` and no `wake`, and wants to be told what comes."""

    def event(self) -> Event | None:
        """Give the event of that name; None for a driver that only says how far it is.

        An end of speech without its take belongs to none, so it is stale.
        """
        if self.type == "sync":
            return None
        if self.type == "hurts":
            return messages.Hurts(self.at, self.pain)
        if self.type == "spoken":
            return messages.Spoken(self.at, -1 if self.take is None else self.take)
        return _PLAIN[self.type](self.at)


def command_out(command: Command, *, url_of: Callable[[messages.Say], str]) -> dict[str, object] | None:
    """Give a command for a driver; what is only to be remembered (`Log`) stays here."""
    match command:
        case messages.Say(utterance, take):
            tone = utterance.tone.value if utterance.tone else None
            return {"type": "say", "text": utterance.text, "tone": tone, "take": take, "url": url_of(command)}
        case messages.Hush():
            return {"type": "hush"}
        case messages.WakeAt(at):
            return {"type": "wake_at", "at": at}
        case messages.Show():
            return {"type": "show", **view_out(command)}
        case messages.Log():
            return None


def view_out(show: messages.Show) -> dict[str, object]:
    """Give what a page shows."""
    return {
        "mode": show.mode,
        "kind": show.kind,
        "title": show.title,
        "detail": show.detail,
        "side": show.side,
        "worked_s": show.worked_s,
        "work_s": show.work_s,
        "step": show.step,
        "steps": show.steps,
        "upcoming": show.upcoming,
        "exercise": show.exercise,
        "exercise_side": show.exercise_side,
        "stretch": show.stretch,
    }


class StateOut(BaseModel):
    """The part of the player's state that a driver may need."""

    mode: str
    step: int
    worked_s: float
    since: float | None
    """Driver time at which the step's clock began to run; a new driver's clock starts from here."""
    take: int
    eased: list[int]
    dropped: list[int]

    @classmethod
    def of(cls, state: State) -> Self:
        """Describe a state."""
        return cls(
            mode=state.mode.value,
            step=state.step,
            worked_s=state.worked_s,
            since=state.since,
            take=state.take,
            eased=list(state.eased),
            dropped=list(state.dropped),
        )


class LogOut(BaseModel):
    """What happened to one exercise."""

    at: datetime
    item: int
    exercise: str
    outcome: str
    worked_s: float
    pain: int | None

    @classmethod
    def of(cls, entry: LogEntry) -> Self:
        """Describe an entry."""
        log = entry.log
        return cls(
            at=entry.at,
            item=log.item,
            exercise=log.exercise,
            outcome=log.outcome,
            worked_s=log.worked_s,
            pain=log.pain,
        )
