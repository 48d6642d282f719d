"""The parts of one file, read, as one `Activity`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from adapters.formats.fit.clock import clock_warning
from adapters.formats.fit.messages import Message, Reading
from adapters.formats.fit.parts import Stop
from adapters.formats.fit.sessions import sessions_of
from adapters.formats.fit.values import utc_offset_s, word
from adapters.formats.fit.verdict import judge
from adapters.formats.fit.watch import profile_of
from service.core.activity import Activity, Device, Session

_NO_START = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class ReadPart:
    """What one part gave."""

    reading: Reading
    stop: Stop | None = None
    warnings: tuple[str, ...] = ()

    @property
    def file_id(self) -> Message:
        """Give the message that says what the part is; empty where there is none."""
        found = self.reading.all("file_id")
        return found[0] if found else {}

    @property
    def is_activity(self) -> bool:
        """Say whether the part holds a recorded activity; one that does not say, does if it has records."""
        kind = word(self.file_id, "type")
        if kind is None:
            return bool(self.reading.records or self.reading.all("session"))
        return kind == "activity"


def activity_of(parts: Sequence[ReadPart], *, stop: Stop | None, warnings: Sequence[str]) -> Activity:
    """Put the parts together. `stop` and `warnings` are about the file as a whole; at least one part."""
    recorded = [part for part in parts if part.is_activity]
    found = [session for part in recorded for session in sessions_of(part.reading)]
    sessions = tuple(sorted(found, key=lambda session: session.start or _NO_START))
    file_id = parts[0].file_id
    file_type = word(file_id, "type")
    first_stop = next((part.stop for part in parts if part.stop is not None), stop)
    verdict, reason = judge(file_type, sessions, is_activity=bool(recorded), stop=first_stop)
    said = [message for part in parts for message in part.reading.all("activity")]
    offsets = [offset for offset in map(utc_offset_s, said) if offset is not None]
    return Activity(
        verdict=verdict,
        reason=reason,
        file_type=file_type,
        device=Device(word(file_id, "manufacturer"), _product(file_id)),
        sessions=sessions,
        warnings=(
            *(line for part in parts for line in part.warnings),
            *warnings,
            *_oddities(recorded, sessions),
        ),
        utc_offset_s=offsets[0] if offsets else None,
        profile=profile_of([part.reading for part in recorded]),
        workout=_workout(recorded),
    )


def _workout(parts: Sequence[ReadPart]) -> str | None:
    """Give the name of the workout that was followed; a watch copies it into what it records."""
    said = (word(message, "wkt_name") for part in parts for message in part.reading.all("workout"))
    return next((name for name in said if name), None)


def _product(file_id: Message) -> str | None:
    """Give FIT's word, else the name the maker wrote into the file, else the number."""
    for name in ("garmin_product", "favero_product"):
        if isinstance(file_id.get(name), str):
            return word(file_id, name)
    return word(file_id, "product_name") or word(file_id, "product")


def _oddities(recorded: Sequence[ReadPart], sessions: Sequence[Session]) -> list[str]:
    found: list[str] = []
    if any(word(part.file_id, "type") is None for part in recorded):
        found.append("The file does not say what kind it is; it was read as an activity.")
    if any(session.totals_from == "records" for session in sessions):
        found.append("The file has no summary of the session; time and distance are those of its records.")
    for part in recorded:
        times = part.reading.column("timestamp")
        clock = clock_warning(part.reading)
        if clock is not None:
            found.append(clock)
        timeless = int(np.isnan(times).sum())
        if timeless:
            found.append(f"Records without a time: {timeless}.")
        back = int((np.diff(times[~np.isnan(times)]) < 0).sum())
        if back:
            found.append(f"The watch's clock goes backwards: {back} times.")
    return found
