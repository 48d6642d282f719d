"""A world for use cases: the store in memory, a clock that can be moved, and the real content, loaded once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache

from adapters.files import RawFile
from adapters.formats.registry import decode
from service.app.ports import Blobs, Store
from service.app.records import KeptAssessment
from service.app.world import World
from service.content.loader import load as load_content
from service.core.activity import Activity, Device, Session, Verdict
from service.core.catalogue import Catalogue
from service.core.errors import FormatError
from tests.build import session
from tests.build.memory_store import MemoryBlobs, MemoryStore
from voice.assistants.grammar import grammar
from voice.phrases.loader import load as load_phrases
from voice.script.wording import Phrases
from voice.speech import Voice

RUN_DAY = datetime(2021, 9, 8, 1, 46, 40, tzinfo=UTC)
"""When the runs of `tests.build.fit` start."""


@dataclass
class MovableClock:
    at: datetime = RUN_DAY + timedelta(hours=20)
    zone: tzinfo = UTC

    def now(self) -> datetime:
        return self.at

    def local_date(self) -> date:
        return self.at.astimezone(self.zone).date()

    def pass_by(self, *, days: float = 0.0, hours: float = 0.0) -> None:
        self.at += timedelta(days=days, hours=hours)


@cache
def content() -> Catalogue:
    return load_content()


@cache
def phrases() -> Phrases:
    return load_phrases()


def world(
    clock: MovableClock | None = None,
    *,
    store: Store | None = None,
    blobs: Blobs | None = None,
    decode: Callable[[RawFile], Activity] = decode,
) -> World:
    """Give a new, empty world."""
    return World(
        store=store or MemoryStore(),
        blobs=blobs or MemoryBlobs(),
        clock=clock or MovableClock(),
        decode=decode,
        catalogue=content(),
        phrases=phrases(),
        voice=Voice(),
        wishes=grammar(),
    )


@cache
def _hour() -> Session:
    return session.thinned(session.session(3600), every=600)


def run_on(day: date, *, km: float = 10.0, sport: str = "running") -> Session:
    """Give an hour's run at dawn of that day."""
    start = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)
    return replace(_hour(), start=start, distance_m=1000.0 * km, sport=sport)


def activity(*sessions: Session) -> Activity:
    """Give what a whole file of these sessions is read as."""
    return Activity(Verdict.COMPLETE, None, "activity", Device("garmin", "fr945"), sessions, utc_offset_s=0)


class Watch:
    """Writes files nobody but it can read: for use cases that do not care how bytes are read."""

    def __init__(self) -> None:
        self._written: dict[bytes, Activity] = {}

    def file(self, *sessions: Session, name: str = "run.fit") -> RawFile:
        data = f"file {len(self._written)}".encode()
        self._written[data] = activity(*sessions)
        return RawFile(name, data)

    def decode(self, raw: RawFile) -> Activity:
        if raw.data not in self._written:
            raise FormatError("No watch wrote this.")
        return self._written[raw.data]


def newest(world: World) -> KeptAssessment:
    """Give the newest assessment, which must be there."""
    with world.store.unit() as unit:
        (found,) = unit.check_ins.latest_assessments(limit=1)
    return found
