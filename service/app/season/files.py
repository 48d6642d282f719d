"""The season as sessions, and as the files a watch would have left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Protocol

from adapters.files import RawFile
from service.app.season.diary import diary
from service.app.season.simulate import run_of
from service.core.activity import Device, Session

DEVICE = Device(manufacturer="development", product="afterrun-sample")
"""FIT's own word for makers without a number; nobody should take these files for a real watch's."""
_FIRST_SERIAL = 510_000


@dataclass(frozen=True, slots=True)
class SampleRun:
    """One run of the season, with all that a file says beside it."""

    name: str
    """`2026-05-23-long-run.fit`, by the runner's local date."""
    session: Session
    device: Device
    utc_offset_s: int
    serial: int


class WriteFit(Protocol):
    """Writes a session as FIT; wiring passes one in."""

    def __call__(self, session: Session, *, device: Device, utc_offset_s: int, serial: int) -> bytes:
        """Give the bytes of one activity file."""
        ...


def sample_season(
    made_for: date, *, utc_offset_s: int = 0, every_s: float = 5.0, race_every_s: float = 1.0
) -> Iterator[SampleRun]:
    """Give 26 weeks of runs, oldest first, ending with a marathon on the day before `made_for`.

    Another day gives the same runs on other dates. `utc_offset_s`: the runner's clock minus UTC.
    """
    zone = timezone(timedelta(seconds=utc_offset_s))
    race_day = made_for - timedelta(days=1)
    for number, entry in enumerate(diary(every_s=every_s, race_every_s=race_every_s)):
        day = race_day - timedelta(days=entry.days_before_race)
        morning = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=entry.outing.start_minute)
        yield SampleRun(
            name=f"{day.isoformat()}-{entry.outing.name}.fit",
            session=run_of(entry.outing, start=morning.astimezone(UTC)),
            device=DEVICE,
            utc_offset_s=utc_offset_s,
            serial=_FIRST_SERIAL + number,
        )


def season_files(made_for: date, write: WriteFit, *, utc_offset_s: int = 0) -> Iterator[RawFile]:
    """Give the season as files, one by one, as if they had been uploaded."""
    for run in sample_season(made_for, utc_offset_s=utc_offset_s):
        data = write(run.session, device=run.device, utc_offset_s=run.utc_offset_s, serial=run.serial)
        yield RawFile(run.name, data, origin="sample")
