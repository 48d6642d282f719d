"""What the use cases need from the world, as Protocols. The store, the disk and the clock stand behind them."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta, tzinfo
from typing import Protocol

from service.app.course_ports import Courses, Reminders
from service.app.keeping_ports import Whole
from service.app.records import (
    GuidedSession,
    KeptAssessment,
    KeptCheckIn,
    KeptFile,
    Length,
    LogEntry,
    Recheck,
    Run,
    Sitting,
)
from service.app.talk_ports import Conversations, Notes
from service.core.athlete import Athlete
from service.core.catalogue import FactValue
from service.core.findings import Findings
from service.core.load.establish import MeasuredBy
from service.core.load.past_run import PastRun
from service.core.metrics import RunMetrics
from voice.script.coaching import Coaching


class Clock(Protocol):
    """The time, as a port, so that tests can move it."""

    @property
    def zone(self) -> tzinfo:
        """Give the zone the runner lives by."""
        ...

    def now(self) -> datetime:
        """Give the current time, aware, UTC."""
        ...

    def local_date(self) -> date:
        """Give today's date where the runner lives."""
        ...


class Outlet(Protocol):
    """A way out of the house for reminders: a phone, a mailbox, a loudspeaker."""

    @property
    def name(self) -> str:
        """Give a name that stays the same and holds no secret."""
        ...

    def send(self, title: str, body: str) -> None:
        """Send it. Raises WorldError when it surely did not arrive and may be tried again."""
        ...


class Blobs(Protocol):
    """Original files, by digest. Written whole or not at all."""

    def put(self, sha256: str, data: bytes) -> None:
        """Keep the bytes; keeping the same twice changes nothing. Raises WorldError when the disk refuses."""
        ...

    def get(self, sha256: str) -> bytes:
        """Give the bytes. Raises NotFound."""
        ...

    def erase(self) -> tuple[int, int]:
        """Remove every file; give how many there were, and their bytes. Raises WorldError."""
        ...


class Runs(Protocol):
    """Files and the runs in them."""

    def file(self, sha256: str) -> KeptFile | None: ...
    def file_by_activity(self, activity_id: str) -> KeptFile | None: ...
    def add_file(self, file: KeptFile) -> None:
        """Add or replace: the same digest is the same file."""
        ...

    def files(self, *, limit: int = 50, offset: int = 0) -> Sequence[KeptFile]:
        """Newest received first."""
        ...

    def add(self, run: Run) -> None:
        """Add or replace by id."""
        ...

    def get(self, run_id: str) -> Run | None: ...
    def of_activity(self, activity_id: str) -> Sequence[Run]: ...
    def latest(self, *, limit: int = 20, offset: int = 0) -> Sequence[Run]:
        """Runs that count, newest start first."""
        ...

    def count(self) -> int:
        """How many runs count: a run recorded twice is one."""
        ...

    def past(self, *, before: date, days: int | None = None) -> Sequence[PastRun]:
        """Runs that count whose local day lies in before-days .. before-1, by day and then by start.

        Without `days` all earlier ones.
        """
        ...

    def lengths(self, *, before: date, days: int | None = None) -> Sequence[Length]:
        """The runs that `past` gives, in the same order, with what a long history needs of them."""
        ...

    def since(self, day: date) -> Sequence[Run]:
        """Runs that count whose local day is `day` or later, oldest first."""
        ...

    def around(self, start: datetime, *, within: timedelta) -> Sequence[Run]:
        """Runs that count and start at most `within` before or after, oldest first."""
        ...

    def shadow(self, run_id: str, *, by: str | None) -> None:
        """Let another record count in this one's place, or (None) let it count again."""
        ...

    def part(self, run_id: str) -> None:
        """Let this record count for itself, however like another it looks."""
        ...

    def shadowed(self, by: str) -> Sequence[Run]:
        """The records in whose place this run counts, oldest first."""
        ...

    def mark_stale(self, *, first: date, last: date, came_in: date | None = None) -> None:
        """Note that the findings of the runs on these days no longer fit their history.

        `came_in`: the day of the run that changed it; the first that is told stays until they are judged.
        """
        ...

    def stale(self, *, limit: int) -> Sequence[Run]:
        """Runs whose findings wait to be judged again, oldest first; adding a run leaves it out of these."""
        ...

    def judge(self, run_id: str, findings: Findings, *, rejudged: str | None = None) -> None:
        """Replace the findings, and `rejudged` where it is given; the run is no longer stale."""
        ...

    def mark_unmeasured(self, run_id: str, *, by: MeasuredBy | None = None) -> None:
        """Note that a run waits to be measured again from its original, `by` whose word where it is given."""
        ...

    def unmeasured(self, *, limit: int) -> Sequence[Run]:
        """Runs that wait to be measured again, oldest first; adding a run leaves it out of these."""
        ...

    def count_unmeasured(self) -> int: ...
    def measure(self, run_id: str, metrics: RunMetrics, *, by: MeasuredBy | None) -> None:
        """Replace the numbers and what they were measured against; the run is no longer unmeasured."""
        ...

    def measured_by(self) -> Sequence[tuple[str, date, MeasuredBy]]:
        """(id, day, what it was measured against) of every run that keeps it, oldest day first."""
        ...


class Profiles(Protocol):
    """The one runner of this house."""

    def get(self) -> Athlete: ...
    def put(self, athlete: Athlete) -> None: ...
    def coaching(self) -> Coaching: ...
    def put_coaching(self, coaching: Coaching) -> None: ...


class CheckIns(Protocol):
    """Check-ins and what came of them."""

    def add(self, kept: KeptCheckIn) -> None: ...
    def add_once(self, kept: KeptCheckIn) -> None:
        """Add it unless its id is there already: of two processes one does."""
        ...

    def get(self, check_in_id: str) -> KeptCheckIn | None: ...
    def update(self, kept: KeptCheckIn) -> KeptCheckIn:
        """Write and give back with the next version. Raises Conflict when `kept.version` is not the stored one."""
        ...

    def open_for_run(self, run_id: str) -> KeptCheckIn | None: ...
    def any_for_run(self, run_id: str) -> bool:
        """Say whether this run has a check-in, open or ended."""
        ...

    def answered_for_run(self, run_id: str) -> bool:
        """Say whether a check-in about this run was answered to its end."""
        ...

    def add_assessment(self, kept: KeptAssessment) -> None: ...
    def assessment(self, assessment_id: str) -> KeptAssessment | None: ...
    def assessment_of_check_in(self, check_in_id: str) -> KeptAssessment | None: ...
    def assessment_of_run(self, run_id: str) -> KeptAssessment | None: ...
    def latest_assessments(self, *, limit: int = 10) -> Sequence[KeptAssessment]:
        """Newest first."""
        ...

    def answers(
        self, fact: str, *, since: datetime | None, limit: int
    ) -> Sequence[tuple[datetime, FactValue | None]]:
        """One fact of the latest assessments from `since` on and when they were made, newest first."""
        ...


class Rechecks(Protocol):
    """Times to ask again; rows, so that a restart forgets none."""

    def add(self, recheck: Recheck) -> None: ...
    def get(self, recheck_id: str) -> Recheck | None: ...
    def set_status(self, recheck_id: str, status: str) -> None: ...
    def waiting(self, *, due_before: datetime) -> Sequence[Recheck]:
        """Those with status `waiting` and due, earliest first."""
        ...

    def due(self) -> Sequence[Recheck]:
        """Those with status `due`, earliest first."""
        ...

    def of_assessment(self, assessment_id: str) -> Sequence[Recheck]: ...
    def drop_open(self) -> None:
        """Turn every waiting or due one into `dropped`: a newer assessment sets its own."""
        ...

    def drop_waiting(self) -> None:
        """Turn every waiting one into `dropped`; what is due stays."""
        ...


class GuidedSessions(Protocol):
    """Sittings and their logs."""

    def add(self, session: GuidedSession) -> None: ...
    def get(self, session_id: str) -> GuidedSession | None: ...
    def update(self, session: GuidedSession) -> GuidedSession:
        """Write the state and give back with the next version. Raises Conflict on an old version."""
        ...

    def latest(self, *, limit: int = 10) -> Sequence[GuidedSession]: ...
    def sittings(self, *, since: datetime | None, limit: int) -> Sequence[Sitting]:
        """How far the latest from `since` on came, newest first."""
        ...

    def sittings_with(self) -> Mapping[str, int]:
        """In how many sittings each exercise was done, by its id; one never done is left out."""
        ...

    def add_log(self, entry: LogEntry) -> None: ...
    def logs(self, session_id: str) -> Sequence[LogEntry]: ...


class Unit(Protocol):
    """One transaction: all of it happens, or none."""

    @property
    def runs(self) -> Runs: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def check_ins(self) -> CheckIns: ...
    @property
    def rechecks(self) -> Rechecks: ...
    @property
    def courses(self) -> Courses: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def guided(self) -> GuidedSessions: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def whole(self) -> Whole: ...
    @property
    def conversations(self) -> Conversations: ...


class Store(Protocol):
    """Where everything is remembered."""

    def unit(self, *, alone: bool = False) -> AbstractContextManager[Unit]:
        """Open a transaction: committed at the end of the block, rolled back when it raises.

        `alone`: nobody else writes while it lasts, so that what was read still holds when it writes.
        """
        ...

    def compact(self) -> None:
        """Leave nothing in the files of what was erased. Raises WorldError."""
        ...
