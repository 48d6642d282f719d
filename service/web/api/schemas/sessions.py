"""The player's events and commands as JSON: a `type` and the fields of the value of that name."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from service.app.records import LogEntry
from voice.player import messages
from voice.player.ahead import Due
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


class ViewOut(BaseModel):
    """What a page shows."""

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
    exercise: str | None
    exercise_side: str | None
    stretch: float

    @classmethod
    def of(cls, show: messages.Show) -> Self:
        """Describe it."""
        return cls.model_validate(show, from_attributes=True)


class SayOut(BaseModel):
    """Air `url`, or show `text`, now; report its end as `spoken` with its `take`."""

    type: Literal["say"] = "say"
    text: str
    tone: str | None
    take: int
    url: str


class HushOut(BaseModel):
    """Be silent at once."""

    type: Literal["hush"] = "hush"


class WakeAtOut(BaseModel):
    """Send `wake` at this time of your clock; it replaces the last one, null means none."""

    type: Literal["wake_at"] = "wake_at"
    at: float | None


class ShowOut(ViewOut):
    """What a page should show."""

    type: Literal["show"] = "show"


class _Due(BaseModel):
    """When a command to come is to be obeyed."""

    at: float
    """On the driver's own clock."""


class SayDueOut(SayOut, _Due):
    """Air this then."""


class HushDueOut(HushOut, _Due):
    """Be silent then."""


class ShowDueOut(ShowOut, _Due):
    """Show this then."""


CommandOut = SayOut | HushOut | WakeAtOut | ShowOut
DueOut = SayDueOut | HushDueOut | ShowDueOut


def command_out(command: Command, *, url_of: Callable[[messages.Say], str]) -> CommandOut | None:
    """Give a command for a driver; what is only to be remembered (`Log`) stays here."""
    match command:
        case messages.Say(utterance, take):
            tone = utterance.tone.value if utterance.tone else None
            return SayOut(text=utterance.text, tone=tone, take=take, url=url_of(command))
        case messages.Hush():
            return HushOut()
        case messages.WakeAt(at):
            return WakeAtOut(at=at)
        case messages.Show():
            return ShowOut.of(command)
        case messages.Log():
            return None


def due_out(due: Due, *, url_of: Callable[[messages.Say], str]) -> DueOut | None:
    """Give a command to come, with its time."""
    match command_out(due.command, url_of=url_of):
        case SayOut() as say:
            return SayDueOut(at=due.at, **say.model_dump())
        case HushOut():
            return HushDueOut(at=due.at)
        case ShowOut() as show:
            return ShowDueOut(at=due.at, **show.model_dump())
        case _:
            return None


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


class LogsOut(BaseModel):
    """What was noted, oldest first."""

    log: list[LogOut]


class SessionOut(BaseModel):
    """A session as it stands."""

    id: str
    assessment_id: str | None
    """Null for a warm-up or an after-run sweep."""
    routine: str
    title: str
    version: int
    clock: float
    """Driver time at which the state was last touched."""
    state: StateOut
    view: ViewOut
    speech: list[str]
    """Addresses of all that it may say, in order."""
    speech_from: int
    """Where in `speech` the present step begins."""
    prompts: list[str]
    """Addresses of what the player may say at any time."""


class TurnOut(BaseModel):
    """What one event led to."""

    state: StateOut
    version: int
    commands: list[CommandOut]
    """To be obeyed in this order."""
    ahead: list[DueOut] | None = None
    """What comes if nobody says anything; null for a driver that did not ask."""
    more: bool | None = None
    """Some of it is not rendered yet: ask again soon with `sync`."""
