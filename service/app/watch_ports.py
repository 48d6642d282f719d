"""What the use cases need of a watch, as a Protocol; part of `service.app.ports`."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from adapters.workouts import WatchWorkout
from service.core.errors import WorldError


class Watch(Protocol):
    """A watch that can lead a session, and may be on a cable."""

    def write(self, workout: WatchWorkout, *, made_at: datetime, serial: int) -> bytes:
        """Give the workout as a file for it."""
        ...

    def is_there(self) -> bool:
        """Say whether one is mounted and takes files now."""
        ...

    def drop(self, name: str, data: bytes) -> Path:
        """Put a file on it and give where. Raises WorldError `no_watch`."""
        ...


class NoWatch:
    """A house that knows no watches."""

    def write(self, workout: WatchWorkout, *, made_at: datetime, serial: int) -> bytes:
        """Refuse."""
        del workout, made_at, serial
        raise WorldError("Nothing here writes files for watches.", code="no_watch")

    def is_there(self) -> bool:
        """Say no."""
        return False

    def drop(self, name: str, data: bytes) -> Path:
        """Refuse."""
        del name, data
        raise WorldError("No watch is mounted.", code="no_watch")


NO_WATCH = NoWatch()
