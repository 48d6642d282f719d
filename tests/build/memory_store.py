"""The store and the blobs in memory, for tests of use cases. They pass the contract suites of the real ones.

Records are frozen, so keeping them is enough; a unit that raises puts the old dictionaries back. What a
database would refuse (a second row of one id, a parent that is missing) is an AssertionError here: a bug.
"""

import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from service.app.records import (
    Conversation,
    CourseStep,
    Delivery,
    GuidedSession,
    KeptAssessment,
    KeptCheckIn,
    KeptCourse,
    KeptFile,
    KeptReminder,
    Length,
    LogEntry,
    Message,
    Recheck,
    Run,
    Sitting,
)
from service.core.athlete import Athlete
from service.core.catalogue import FactValue
from service.core.errors import Conflict, NotFound
from service.core.findings import Findings
from service.core.load.establish import MeasuredBy
from service.core.load.past_run import PastRun, remembered
from service.core.metrics import RunMetrics
from tests.build.memory_small import MemoryBlobs, MemoryNotes, MemoryProfiles, MemoryWhole
from tests.build.memory_talks import MemoryConversations
from tests.build.waiting import PATIENCE_S
from voice.script.coaching import Coaching

__all__ = ["MemoryBlobs", "MemoryStore"]


@dataclass
class Tables:
    """Everything, by id."""

    files: dict[str, KeptFile] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    stale: dict[str, None] = field(default_factory=dict)
    unmeasured: dict[str, None] = field(default_factory=dict)
    profile: dict[int, Athlete] = field(default_factory=dict)
    coaching: dict[int, Coaching] = field(default_factory=dict)
    check_ins: dict[str, KeptCheckIn] = field(default_factory=dict)
    assessments: dict[str, KeptAssessment] = field(default_factory=dict)
    rechecks: dict[str, Recheck] = field(default_factory=dict)
    sessions: dict[str, GuidedSession] = field(default_factory=dict)
    logs: dict[int, LogEntry] = field(default_factory=dict)
    courses: dict[str, KeptCourse] = field(default_factory=dict)
    steps: dict[int, CourseStep] = field(default_factory=dict)
    reminders: dict[str, KeptReminder] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    deliveries: dict[tuple[str, str], Delivery] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)

    def copy(self) -> "Tables":
        return Tables(*(dict(table) for table in vars(self).values()))  # in the order of the fields


class MemoryRuns:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def file(self, sha256: str) -> KeptFile | None:
        return self._tables.files.get(sha256)

    def file_by_activity(self, activity_id: str) -> KeptFile | None:
        return next((file for file in self._tables.files.values() if file.activity_id == activity_id), None)

    def add_file(self, file: KeptFile) -> None:
        self._tables.files[file.sha256] = file

    def files(self, *, limit: int = 50, offset: int = 0) -> Sequence[KeptFile]:
        newest = sorted(self._tables.files.values(), key=lambda f: (f.received_at, f.sha256), reverse=True)
        return newest[offset : offset + limit]

    def add(self, run: Run) -> None:
        assert run.sha256 in self._tables.files, "a run needs its file"
        self._tables.runs[run.id] = replace(run, came_in=None)
        self._tables.stale.pop(run.id, None)
        self._tables.unmeasured.pop(run.id, None)

    def get(self, run_id: str) -> Run | None:
        return self._tables.runs.get(run_id)

    def of_activity(self, activity_id: str) -> Sequence[Run]:
        return self._oldest_first(run for run in self._tables.runs.values() if run.activity_id == activity_id)

    def latest(self, *, limit: int = 20, offset: int = 0) -> Sequence[Run]:
        return self._oldest_first(self._counting())[::-1][offset : offset + limit]

    def count(self) -> int:
        return len(self._counting())

    def past(self, *, before: date, days: int | None = None) -> Sequence[PastRun]:
        first = date.min if days is None else before - timedelta(days=days)
        wanted = (
            run
            for run in self._counting()
            if first <= run.metrics.day < before and run.metrics.quarantined is None
        )
        ordered = sorted(wanted, key=lambda run: (run.metrics.day, run.metrics.start, run.id))
        return [remembered(run.id, run.metrics, apart=run.apart) for run in ordered]

    def lengths(self, *, before: date, days: int | None = None) -> Sequence[Length]:
        past = self.past(before=before, days=days)
        return [Length(*(getattr(run, name) for name in Length._fields)) for run in past]

    def since(self, day: date) -> Sequence[Run]:
        return self._oldest_first(run for run in self._counting() if run.metrics.day >= day)

    def around(self, start: datetime, *, within: timedelta) -> Sequence[Run]:
        return self._oldest_first(run for run in self._counting() if abs(run.metrics.start - start) <= within)

    def shadow(self, run_id: str, *, by: str | None) -> None:
        self._change(run_id, shadowed_by=by)

    def part(self, run_id: str) -> None:
        self._change(run_id, shadowed_by=None, apart=True)

    def shadowed(self, by: str) -> Sequence[Run]:
        return self._oldest_first(run for run in self._tables.runs.values() if run.shadowed_by == by)

    def mark_stale(self, *, first: date, last: date, came_in: date | None = None) -> None:
        inside = [run for run in self._tables.runs.values() if first <= run.metrics.day <= last]
        for run in inside:
            if run.id not in self._tables.stale:
                self._change(run.id, came_in=came_in)
                self._tables.stale[run.id] = None

    def stale(self, *, limit: int) -> Sequence[Run]:
        return self._oldest_first(self._tables.runs[run_id] for run_id in self._tables.stale)[:limit]

    def judge(self, run_id: str, findings: Findings, *, rejudged: str | None = None) -> None:
        said = {} if rejudged is None else {"rejudged": rejudged}
        self._change(run_id, findings=findings, came_in=None, **said)
        self._tables.stale.pop(run_id, None)

    def mark_unmeasured(self, run_id: str, *, by: MeasuredBy | None = None) -> None:
        if run_id in self._tables.runs:
            self._tables.unmeasured[run_id] = None
        if by is not None:
            self._change(run_id, measured_by=by)

    def unmeasured(self, *, limit: int) -> Sequence[Run]:
        return self._oldest_first(self._tables.runs[run_id] for run_id in self._tables.unmeasured)[:limit]

    def count_unmeasured(self) -> int:
        return len(self._tables.unmeasured)

    def measure(self, run_id: str, metrics: RunMetrics, *, by: MeasuredBy | None) -> None:
        self._change(run_id, metrics=metrics, measured_by=by)
        self._tables.unmeasured.pop(run_id, None)

    def measured_by(self) -> Sequence[tuple[str, date, MeasuredBy]]:
        kept = sorted(self._tables.runs.values(), key=lambda run: (run.metrics.day, run.id))
        return [(run.id, run.metrics.day, run.measured_by) for run in kept if run.measured_by is not None]

    def _change(self, run_id: str, **values: Any) -> None:
        if run_id in self._tables.runs:
            self._tables.runs[run_id] = replace(self._tables.runs[run_id], **values)

    def _counting(self) -> list[Run]:
        return [run for run in self._tables.runs.values() if run.shadowed_by is None]

    def _oldest_first(self, runs: Iterable[Run]) -> list[Run]:
        return sorted(runs, key=lambda run: (run.metrics.start, run.id))


class MemoryCheckIns:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add_once(self, kept: KeptCheckIn) -> None:
        if kept.id not in self._tables.check_ins:
            self.add(kept)

    def add(self, kept: KeptCheckIn) -> None:
        assert kept.id not in self._tables.check_ins, "a check-in is added once"
        assert kept.run_id is None or kept.run_id in self._tables.runs, "a check-in's run must exist"
        assert kept.recheck_id is None or kept.recheck_id in self._tables.rechecks, "its re-check must exist"
        self._tables.check_ins[kept.id] = kept

    def get(self, check_in_id: str) -> KeptCheckIn | None:
        return self._tables.check_ins.get(check_in_id)

    def update(self, kept: KeptCheckIn) -> KeptCheckIn:
        _check_version(self._tables.check_ins.get(kept.id), kept)
        self._tables.check_ins[kept.id] = replace(kept, version=kept.version + 1)
        return self._tables.check_ins[kept.id]

    def open_for_run(self, run_id: str) -> KeptCheckIn | None:
        about = [c for c in self._tables.check_ins.values() if c.run_id == run_id and c.status == "open"]
        return max(about, key=lambda c: (c.opened_at, c.id), default=None)

    def any_for_run(self, run_id: str) -> bool:
        return any(kept.run_id == run_id for kept in self._tables.check_ins.values())

    def answered_for_run(self, run_id: str) -> bool:
        about = (kept for kept in self._tables.check_ins.values() if kept.run_id == run_id)
        return any(kept.status == "done" for kept in about)

    def add_assessment(self, kept: KeptAssessment) -> None:
        assert kept.id not in self._tables.assessments, "an assessment is added once"
        assert kept.check_in_id in self._tables.check_ins, "an assessment needs its check-in"
        self._tables.assessments[kept.id] = kept

    def assessment(self, assessment_id: str) -> KeptAssessment | None:
        return self._tables.assessments.get(assessment_id)

    def assessment_of_check_in(self, check_in_id: str) -> KeptAssessment | None:
        of_it = [a for a in self._tables.assessments.values() if a.check_in_id == check_in_id]
        return max(of_it, key=lambda a: (a.made_at, a.id), default=None)

    def assessment_of_run(self, run_id: str) -> KeptAssessment | None:
        of_it = [a for a in self._tables.assessments.values() if a.run_id == run_id]
        return max(of_it, key=lambda a: (a.made_at, a.id), default=None)

    def latest_assessments(self, *, limit: int = 10) -> Sequence[KeptAssessment]:
        every = self._tables.assessments.values()
        return sorted(every, key=lambda a: (a.made_at, a.id), reverse=True)[:limit]

    def answers(
        self, fact: str, *, since: datetime | None, limit: int
    ) -> Sequence[tuple[datetime, FactValue | None]]:
        return [
            (kept.made_at, kept.assessment.facts.get(fact))
            for kept in self.latest_assessments(limit=limit)
            if since is None or kept.made_at >= since
        ]


class MemoryRechecks:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, recheck: Recheck) -> None:
        assert recheck.id not in self._tables.rechecks, "a re-check is added once"
        assert recheck.assessment_id in self._tables.assessments, "a re-check needs its assessment"
        self._tables.rechecks[recheck.id] = recheck

    def get(self, recheck_id: str) -> Recheck | None:
        return self._tables.rechecks.get(recheck_id)

    def set_status(self, recheck_id: str, status: str) -> None:
        if recheck_id not in self._tables.rechecks:
            raise NotFound("There is no re-check under this name.")
        self._tables.rechecks[recheck_id] = replace(self._tables.rechecks[recheck_id], status=status)

    def waiting(self, *, due_before: datetime) -> Sequence[Recheck]:
        return [r for r in self._earliest_first() if r.status == "waiting" and r.due_at <= due_before]

    def due(self) -> Sequence[Recheck]:
        return [r for r in self._earliest_first() if r.status == "due"]

    def of_assessment(self, assessment_id: str) -> Sequence[Recheck]:
        return [r for r in self._earliest_first() if r.assessment_id == assessment_id]

    def drop_open(self) -> None:
        for recheck in self._earliest_first():
            if recheck.status in {"waiting", "due"}:
                self.set_status(recheck.id, "dropped")

    def drop_waiting(self) -> None:
        for recheck in self._earliest_first():
            if recheck.status == "waiting":
                self.set_status(recheck.id, "dropped")

    def _earliest_first(self) -> list[Recheck]:
        return sorted(self._tables.rechecks.values(), key=lambda r: (r.due_at, r.id))


class MemoryGuidedSessions:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, session: GuidedSession) -> None:
        assert session.id not in self._tables.sessions, "a session is added once"
        of = session.assessment_id
        assert of is None or of in self._tables.assessments, "a session's assessment must exist"
        self._tables.sessions[session.id] = session

    def get(self, session_id: str) -> GuidedSession | None:
        return self._tables.sessions.get(session_id)

    def update(self, session: GuidedSession) -> GuidedSession:
        stored = self._tables.sessions.get(session.id)
        _check_version(stored, session)
        assert stored is not None
        self._tables.sessions[session.id] = replace(
            stored,
            state=session.state,
            version=session.version + 1,
            last_key=session.last_key,
            heard_at=session.heard_at,
            heard_clock=session.heard_clock,
        )
        return replace(session, version=session.version + 1)

    def latest(self, *, limit: int = 10) -> Sequence[GuidedSession]:
        return sorted(self._tables.sessions.values(), key=lambda s: (s.created_at, s.id), reverse=True)[
            :limit
        ]

    def sittings(self, *, since: datetime | None, limit: int) -> Sequence[Sitting]:
        return [
            Sitting(kept.created_at, kept.state, any_done=self._any_done(kept.id))
            for kept in self.latest(limit=limit)
            if since is None or kept.created_at >= since
        ]

    def sittings_with(self) -> Mapping[str, int]:
        done = {(e.log.exercise, e.session_id) for e in self._tables.logs.values() if e.log.outcome == "done"}
        return Counter(exercise for exercise, _ in done)

    def _any_done(self, session_id: str) -> bool:
        return any(entry.log.outcome in {"done", "easier"} for entry in self.logs(session_id))

    def add_log(self, entry: LogEntry) -> None:
        assert entry.session_id in self._tables.sessions, "a log entry needs its session"
        self._tables.logs[len(self._tables.logs)] = entry

    def logs(self, session_id: str) -> Sequence[LogEntry]:
        return sorted(
            (e for e in self._tables.logs.values() if e.session_id == session_id), key=lambda e: e.at
        )


class MemoryCourses:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, course: KeptCourse) -> None:
        assert course.id not in self._tables.courses, "a course is added once"
        assert course.assessment_id in self._tables.assessments, "a course needs its assessment"
        self._tables.courses[course.id] = course

    def get(self, course_id: str) -> KeptCourse | None:
        return self._tables.courses.get(course_id)

    def latest(self) -> KeptCourse | None:
        return max(self._tables.courses.values(), key=lambda c: (c.opened_at, c.id), default=None)

    def update(self, course: KeptCourse) -> KeptCourse:
        _check_version(self._tables.courses.get(course.id), course)
        self._tables.courses[course.id] = replace(course, version=course.version + 1)
        return self._tables.courses[course.id]

    def add_step(self, step: CourseStep) -> None:
        assert step.course_id in self._tables.courses, "a step needs its course"
        self._tables.steps[len(self._tables.steps)] = step

    def steps(self, course_id: str) -> Sequence[CourseStep]:
        return sorted(
            (s for s in self._tables.steps.values() if s.course_id == course_id), key=lambda s: s.at
        )


class MemoryReminders:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(self, reminder: KeptReminder) -> None:
        known = self._tables.reminders.get(reminder.key)
        if known is None:
            self._tables.reminders[reminder.key] = reminder
        elif known.status == "waiting":
            self._tables.reminders[reminder.key] = replace(known, due_at=reminder.due_at)

    def get(self, key: str) -> KeptReminder | None:
        return self._tables.reminders.get(key)

    def waiting(self) -> Sequence[KeptReminder]:
        waits = (one for one in self._tables.reminders.values() if one.status == "waiting")
        return sorted(waits, key=lambda one: (one.due_at, one.key))

    def drop_waiting(self, *, but: Collection[str] = ()) -> None:
        for one in self.waiting():
            if one.key not in but:
                self._tables.reminders[one.key] = replace(one, status="dropped")

    def claim(self, message: Message, keys: Sequence[str], *, outlets: Sequence[str] = ()) -> tuple[str, ...]:
        waits = {one.key for one in self.waiting()}
        claimed = tuple(key for key in keys if key in waits)
        for key in claimed:
            known = self._tables.reminders[key]
            self._tables.reminders[key] = replace(known, status="sent", message_id=message.id)
        if claimed:
            assert message.id not in self._tables.messages, "a message is added once"
            self._tables.messages[message.id] = message
            made = (Delivery(message.id, outlet) for outlet in outlets)
            self._tables.deliveries.update({(one.message_id, one.outlet): one for one in made})
        return claimed

    def last_sent(self) -> datetime | None:
        return max((message.sent_at for message in self._tables.messages.values()), default=None)

    def messages(self, *, unread: bool, limit: int = 20) -> Sequence[Message]:
        newest = sorted(self._tables.messages.values(), key=lambda m: (m.sent_at, m.id), reverse=True)
        return [message for message in newest if not unread or message.read_at is None][:limit]

    def mark_read(self, *, at: datetime) -> None:
        for message in self.messages(unread=True, limit=len(self._tables.messages)):
            self._tables.messages[message.id] = replace(message, read_at=at)

    def deliveries(self, *, status: str) -> Sequence[Delivery]:
        wanted = (one for one in self._tables.deliveries.values() if one.status == status)
        sent_at = {message.id: message.sent_at for message in self._tables.messages.values()}
        return sorted(wanted, key=lambda one: (sent_at[one.message_id], one.message_id, one.outlet))

    def take(self, delivery: Delivery) -> bool:
        known = self._tables.deliveries.get((delivery.message_id, delivery.outlet))
        if known is None or known.status != "waiting":
            return False
        self._tables.deliveries[known.message_id, known.outlet] = replace(
            known, status="sending", tries=delivery.tries + 1
        )
        return True

    def settle(self, delivery: Delivery, status: str) -> None:
        key = (delivery.message_id, delivery.outlet)
        if key in self._tables.deliveries:
            self._tables.deliveries[key] = replace(self._tables.deliveries[key], status=status)

    def feed(self) -> str | None:
        return self._tables.feeds.get("calendar")

    def set_feed(self, token: str) -> None:
        self._tables.feeds["calendar"] = token


def _check_version(
    stored: KeptCheckIn | GuidedSession | KeptCourse | None, kept: KeptCheckIn | GuidedSession | KeptCourse
) -> None:
    if stored is None:
        raise NotFound("There is nothing to change under this name.")
    if stored.version != kept.version:
        raise Conflict("This was changed in another place meanwhile.")


class MemoryUnit:
    def __init__(self, tables: Tables) -> None:
        self.runs = MemoryRuns(tables)
        self.profiles = MemoryProfiles(tables.profile, tables.coaching)
        self.check_ins = MemoryCheckIns(tables)
        self.rechecks = MemoryRechecks(tables)
        self.courses = MemoryCourses(tables)
        self.reminders = MemoryReminders(tables)
        self.guided = MemoryGuidedSessions(tables)
        self.notes = MemoryNotes(tables.notes)
        self.whole = MemoryWhole(vars(tables))
        self.conversations = MemoryConversations(tables.conversations)


class MemoryStore:
    """One unit at a time; others wait."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._lock = threading.Lock()

    @contextmanager
    def unit(self, *, alone: bool = False) -> Iterator[MemoryUnit]:
        del alone  # every unit here is
        assert self._lock.acquire(timeout=PATIENCE_S), "a unit inside a unit waits for itself"
        try:
            changed = self._tables.copy()
            yield MemoryUnit(changed)
            self._tables = changed
        finally:
            self._lock.release()

    def compact(self) -> None:
        """Nothing is left in files, as there are none."""
