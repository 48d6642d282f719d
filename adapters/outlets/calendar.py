"""What is to come, as an iCalendar feed (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from icalendar import Calendar, Event


class Coming(Protocol):
    """One entry."""

    @property
    def uid(self) -> str:
        """Give what it is called for ever."""
        ...

    @property
    def at(self) -> datetime:
        """Give when it begins, aware."""
        ...

    @property
    def says(self) -> str:
        """Give its one line."""
        ...


LENGTH = timedelta(minutes=15)


def calendar(entries: Iterable[Coming], *, made_at: datetime) -> bytes:
    """Give the feed. The same entry keeps its UID, so that a calendar moves it instead of doubling it."""
    whole = Calendar()
    whole.add("prodid", "-//Afterrun//Reminders//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", "Afterrun")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.uid}@afterrun")
        event.add("dtstamp", made_at)
        event.add("dtstart", entry.at)
        event.add("dtend", entry.at + LENGTH)
        event.add("summary", entry.says)
        whole.add_component(event)
    return bytes(whole.to_ical())
