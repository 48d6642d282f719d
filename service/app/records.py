"""What is remembered, as values. The store turns rows into these and back; nothing else knows about rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from service.core.activity import Device, Verdict
from service.core.assessment import Assessment
from service.core.catalogue import FactValue
from service.core.checkin import CheckIn
from service.core.course import Progress
from service.core.findings import Findings
from service.core.load.establish import MeasuredBy
from service.core.metrics import RunMetrics
from voice.player.messages import Log
from voice.player.state import State
from voice.script.model import Script


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file as it came, whatever it turned out to be. The bytes lie in the blob store under `sha256`."""

    sha256: str
    name: str
    size: int
    origin: str
    received_at: datetime
    verdict: Verdict
    reason: str | None
    file_type: str | None
    device: Device
    warnings: tuple[str, ...] = ()

    @property
    def activity_id(self) -> str:
        """Give the short public name; the same bytes always have the same one."""
        return activity_id(self.sha256)


def activity_id(sha256: str) -> str:
    """Give the public name of the file with this digest: 16 hex digits."""
    return sha256[:16]


@dataclass(frozen=True, slots=True)
class Run:
    """One running session of one file."""

    id: str
    """`<activity id>-<session index>`"""
    sha256: str
    metrics: RunMetrics
    findings: Findings
    shadowed_by: str | None = None
    """The id of the richer record of the same run, which counts in its place; None for a run that counts."""
    apart: bool = False
    """The runner said that this is a run of its own, however like another record it looks."""
    measured_by: MeasuredBy | None = None
    """What its numbers were measured against; None where it was measured before that was kept."""
    rejudged: str | None = None
    """What came in later and changed what is found in it, in a sentence; None where nothing did."""
    came_in: date | None = None
    """While its findings wait to be judged again: the day of the run that came in."""

    @property
    def activity_id(self) -> str:
        """Give the public name of the file this run came in."""
        return activity_id(self.sha256)


class Length(NamedTuple):
    """One run as the history page needs it: a plain tuple, because a page may ask for thousands."""

    id: str
    day: date
    distance_m: float | None
    load: float | None
    """100 is an hour at threshold."""
    load_estimated: bool
    descent_m: float | None
    steps: float | None


@dataclass(frozen=True, slots=True)
class KeptCheckIn:
    """A check-in, open or ended."""

    id: str
    run_id: str | None
    """None when the runner came without a run."""
    opened_at: datetime
    status: str
    """open, done or stopped."""
    check_in: CheckIn
    version: int
    """Counts writes; a write with an old version is a Conflict."""
    recheck_id: str | None = None
    """Set when this check-in answers a re-check."""

    @property
    def is_untouched(self) -> bool:
        """Say whether nobody has answered anything yet in one that a run opened."""
        return self.recheck_id is None and self.check_in == CheckIn()


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """An assessment with the moment it was made."""

    id: str
    check_in_id: str
    run_id: str | None
    made_at: datetime
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class GuidedSession:
    """One sitting with the player. `state` is all the player needs to go on where it was."""

    id: str
    assessment_id: str | None
    """None for a warm-up or an after-run sweep."""
    created_at: datetime
    script: Script
    state: State
    version: int
    last_key: str | None = None
    """Names the last event that was taken, where its driver named it."""
    heard_at: datetime | None = None
    """When its driver was last heard; None before the first event."""
    heard_clock: float = 0.0
    """What that driver's own clock said then, in seconds."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """How far a sitting came, without its script."""

    created_at: datetime
    state: State
    any_done: bool
    """At least one exercise was logged as done, or done in its easier version."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What happened to one exercise in one sitting."""

    session_id: str
    at: datetime
    log: Log


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a talk through an assistant stands, beside what the check-in and the session know themselves."""

    id: str
    """Of the door's making: one for each place that is talked to."""
    heard_at: datetime
    version: int = 0
    """Counts writes; 0 before the first."""
    check_in_id: str | None = None
    """The check-in that is being answered."""
    opening: bool = False
    """It may be told in free words now."""
    understood: Mapping[str, FactValue] | None = None
    """What was heard in them, until it has been called right."""
    asked: str | None = None
    """The one question of the conversation's own that waits for an answer."""
    told_until: float = 0.0
    """Time on the session's clock up to which this place has been told what the session says."""
    last_says: tuple[str, ...] = ()
    """What was said last, for who did not catch it."""


@dataclass(frozen=True, slots=True)
class Recheck:
    """A time to ask again."""

    id: str
    assessment_id: str
    due_at: datetime
    after_h: int
    """Hours after the answered check-in, as the plan's phase asks."""
    status: str
    """waiting, due, answered or dropped (a newer assessment took over)."""


@dataclass(frozen=True, slots=True)
class KeptCourse:
    """A plan as it goes on. At most one is going."""

    id: str
    assessment_id: str
    """The newest assessment that judged it."""
    opened_at: datetime
    counted_from: datetime
    """When the check-in was answered that its re-checks are counted from."""
    heard_at: datetime
    """When the runner last told anything about it."""
    status: str
    """going or ended."""
    progress: Progress
    version: int
    ended_why: str | None = None
    """superseded, lapsed or finished."""
    see_clinician: bool = False
    """Somebody should look at it; stays until somebody has."""
    sitting_id: str | None = None
    """The session that the runner has not told about yet."""
    pain_before: int | None = None
    """Pain when that session was started, 0-10."""


@dataclass(frozen=True, slots=True)
class CourseStep:
    """What happened to a plan at one moment, and why: its story, line by line."""

    course_id: str
    at: datetime
    what: str
    """check_in, recheck, session, morning, gate, run, looked_at or ended."""
    move: str
    why: tuple[str, ...]
    """Reasons (`service.core.course.Why`), the main one first."""
    phase: str
    """Where the plan is after it."""
    pain: float | None = None
    see_clinician: bool = False


@dataclass(frozen=True, slots=True)
class KeptReminder:
    """Something to be told once, at its time or soon after it."""

    key: str
    """What it is about: the same thing has the same key, however often it is worked out."""
    kind: str
    """One of `service.core.reminders.KINDS`."""
    due_at: datetime
    status: str = "waiting"
    """waiting, sent or dropped."""
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What was told at one moment, for everything that fell together."""

    id: str
    sent_at: datetime
    kinds: tuple[str, ...]
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way through one outlet."""

    message_id: str
    outlet: str
    status: str = "waiting"
    """waiting, sending, sent or failed."""
    tries: int = 0


Json = Mapping[str, object]
