"""Sound and what was heard in it, as JSON."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class SoundOf(BaseModel):
    """What the page knows about a bit of sound."""

    model_config = ConfigDict(extra="forbid")

    mode: Literal["working", "question"] = "working"
    saying: str = Field(default="", max_length=600)
    """The words of our own voice of just now."""
    airing: bool = False
    """Our own voice is on the air: only "stop" and "that hurts" are heard, from somebody much louder."""


class After(BaseModel):
    """Behind how many pieces of speech."""

    after: int = Field(default=0, ge=0, le=999_999_999)


class EarsOut(BaseModel):
    """A stream that listens."""

    id: str
    rate_hz: int


class EndedOut(BaseModel):
    """How many pieces of speech have ended so far."""

    ended: int
    interrupted: bool
    """Somebody is speaking through our own voice now."""


class SaidOut(BaseModel):
    """One piece of speech."""

    at_s: float
    command: str | None
    """Null for other words."""
    likelihood: float | None
    sure: bool


class HeardOut(BaseModel):
    """What was heard."""

    heard: list[SaidOut]


class NothingOut(BaseModel):
    """Done, and nothing more to say."""
