"""Reminders as JSON."""

from pydantic import BaseModel

from service.web.api.schemas.today import ToldOut


class RemindersOut(BaseModel):
    """What was told, when nothing is told, and where else to look."""

    unread: list[ToldOut]
    quiet_from: int
    """The local hour; the same as `quiet_to` for no quiet hours."""
    quiet_to: int
    zone: str
    calendar: str
    """The private address of the calendar feed."""
