"""What time it is: the machine's, in the runner's own zone, or a moment that stands in a file.

The second is for rehearsals: moving the file's moment moves every process of this house, so that two weeks can
be gone through in a minute and give the same every time.
"""

from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from tzlocal import get_localzone

from service.app.ports import Clock
from service.core.errors import InputError


class SystemClock:
    """The machine's clock, in the machine's zone or in one that was named."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self.zone: tzinfo = get_localzone() if zone is None else zone

    def now(self) -> datetime:
        """Give the current time, aware, UTC."""
        return datetime.now(UTC)

    def local_date(self) -> date:
        """Give today's date where the runner lives."""
        return self.now().astimezone(self.zone).date()


class FileClock(SystemClock):
    """A clock that stands at the moment written in a file, such as `2026-03-02T18:00:00+01:00`.

    The file is read at every look, so whoever writes a later moment into it lets the time pass.
    """

    def __init__(self, path: Path, zone: tzinfo | None = None) -> None:
        super().__init__(zone)
        self._path = path

    def now(self) -> datetime:
        """Give the file's moment in UTC. Raises InputError when there is none to be read."""
        try:
            moment = datetime.fromisoformat(self._path.read_text(encoding="ascii").strip())
        except (OSError, ValueError) as wrong:
            raise InputError(f"{self._path} holds no moment such as 2026-03-02T18:00:00+01:00.") from wrong
        if moment.tzinfo is None:
            raise InputError(f"The moment in {self._path} does not say its offset, such as +01:00 or Z.")
        return moment.astimezone(UTC)


def make_clock(zone: str | None, file: Path | None) -> Clock:
    """Give the clock that the settings ask for; no zone is the machine's own."""
    here = None if zone is None else ZoneInfo(zone)
    return SystemClock(here) if file is None else FileClock(file, here)
