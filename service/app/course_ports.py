"""What the use cases of a plan that goes on need from the store, as Protocols; part of `service.app.ports`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from service.app.records import CourseStep, Delivery, KeptCourse, KeptReminder, Message


class Courses(Protocol):
    """Plans as they go on, and their stories."""

    def add(self, course: KeptCourse) -> None: ...
    def get(self, course_id: str) -> KeptCourse | None: ...
    def latest(self) -> KeptCourse | None:
        """The one that was opened last, going or ended."""
        ...

    def update(self, course: KeptCourse) -> KeptCourse:
        """Write and give back with the next version. Raises Conflict on an old version, NotFound."""
        ...

    def add_step(self, step: CourseStep) -> None: ...
    def steps(self, course_id: str) -> Sequence[CourseStep]:
        """Oldest first."""
        ...


class Reminders(Protocol):
    """What is to be told, each thing once; and what was told, with its ways out."""

    def put(self, reminder: KeptReminder) -> None:
        """Add it, or move the time of the one that waits under its key. What was sent or dropped stays so."""
        ...

    def get(self, key: str) -> KeptReminder | None: ...
    def waiting(self) -> Sequence[KeptReminder]:
        """Earliest first."""
        ...

    def drop_waiting(self, *, but: Collection[str] = ()) -> None:
        """Drop all that wait, except these keys."""
        ...

    def claim(self, message: Message, keys: Sequence[str], *, outlets: Sequence[str] = ()) -> tuple[str, ...]:
        """Turn those that still wait into sent ones of this message, and give their keys.

        The message and its deliveries are added only where there is one: of two workers one gets each.
        """
        ...

    def last_sent(self) -> datetime | None:
        """When the last message was sent."""
        ...

    def messages(self, *, unread: bool, limit: int = 20) -> Sequence[Message]:
        """Newest first."""
        ...

    def mark_read(self, *, at: datetime) -> None:
        """Note that every message has been seen."""
        ...

    def deliveries(self, *, status: str) -> Sequence[Delivery]:
        """In the order of their messages, oldest first."""
        ...

    def take(self, delivery: Delivery) -> bool:
        """Turn it from waiting into sending and count the try; False where another worker was first."""
        ...

    def settle(self, delivery: Delivery, status: str) -> None:
        """Say what became of it."""
        ...

    def feed(self) -> str | None:
        """Give the secret name of the calendar feed; None before it was made."""
        ...

    def set_feed(self, token: str) -> None: ...
