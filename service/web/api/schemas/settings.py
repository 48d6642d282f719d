"""Choices as JSON."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Folder = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f]+$")]


class ChoicesIn(BaseModel):
    """What to choose; what is not sent stays."""

    model_config = ConfigDict(extra="forbid")

    voice: Annotated[str, Field(min_length=1, max_length=200)] = "en-gb"
    words_per_minute: Annotated[int, Field(ge=80, le=300)] = 145
    quiet_hours: Annotated[str, Field(pattern=r"^([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-3])$")] = "22-7"
    """Local hours without a reminder, from-to; the same twice for none."""
    remind: bool = True
    speak_reminders: bool = False
    watch: Annotated[list[Folder], Field(max_length=20)] = []
    """Folders that other programs put runs into."""


class AddressIn(BaseModel):
    """Where reminders go as well, as apprise writes it: `ntfy://your-topic`."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, Field(max_length=500, pattern=r"^[A-Za-z][A-Za-z0-9+.-]*://[^\s\x00]+$")]


class ChoicesOut(BaseModel):
    """What holds now."""

    voice: str
    words_per_minute: int
    quiet_hours: str
    remind: bool
    speak_reminders: bool
    notify: list[str]
    """Masked: an address may hold a password."""
    watch: list[str]
    voices: list[str]
    """That may be chosen."""
    pinned: list[str]
    """Decided by the environment or the file, so that no choice here counts."""
