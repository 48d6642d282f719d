"""Sittings with the player, and their logs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import distinct, exists, func, select

from service.app.records import GuidedSession, LogEntry, Sitting
from service.store.codec import LOG, SCRIPT, STATE
from service.store.repositories.base import Repository
from service.store.rows import GuidedSessionRow, SessionLogRow


class SqlGuidedSessions(Repository):
    """The `GuidedSessions` port."""

    def add(self, session: GuidedSession) -> None:
        """Add a new one."""
        self._insert(
            GuidedSessionRow,
            {
                "id": session.id,
                "assessment_id": session.assessment_id,
                "created_at": session.created_at,
                "version": session.version,
                "script": SCRIPT.dump(session.script),
                "state": STATE.dump(session.state),
                "last_key": session.last_key,
                "heard_at": session.heard_at,
                "heard_clock": session.heard_clock,
            },
        )

    def get(self, session_id: str) -> GuidedSession | None:
        """Give the sitting of this id."""
        row = self._one(select(GuidedSessionRow).where(GuidedSessionRow.id == session_id))
        return None if row is None else _session(row)

    def update(self, session: GuidedSession) -> GuidedSession:
        """Write the state; the script never changes. Raises Conflict, or NotFound when there is none."""
        values = {
            "state": STATE.dump(session.state),
            "last_key": session.last_key,
            "heard_at": session.heard_at,
            "heard_clock": session.heard_clock,
        }
        self._update_version(
            GuidedSessionRow, GuidedSessionRow.id == session.id, values, read=session.version
        )
        return replace(session, version=session.version + 1)

    def latest(self, *, limit: int = 10) -> Sequence[GuidedSession]:
        """Give the latest, newest first."""
        newest = select(GuidedSessionRow).order_by(
            GuidedSessionRow.created_at.desc(), GuidedSessionRow.id.desc()
        )
        return [_session(row) for row in self._all(newest.limit(limit))]

    def sittings(self, *, since: datetime | None, limit: int) -> Sequence[Sitting]:
        """Give how far the latest came, newest first."""
        of_it = SessionLogRow.session_id == GuidedSessionRow.id
        done = exists().where(of_it, SessionLogRow.outcome.in_(("done", "easier")))
        columns = select(GuidedSessionRow.created_at, GuidedSessionRow.state, done)
        wanted = columns if since is None else columns.where(GuidedSessionRow.created_at >= since)
        newest = wanted.order_by(GuidedSessionRow.created_at.desc(), GuidedSessionRow.id.desc())
        return [
            Sitting(created_at, STATE.load(state), any_done=any_done)
            for created_at, state, any_done in self._session.execute(newest.limit(limit))
        ]

    def sittings_with(self) -> Mapping[str, int]:
        """Give in how many sittings each exercise was done."""
        counted = select(SessionLogRow.exercise, func.count(distinct(SessionLogRow.session_id)))
        done = counted.where(SessionLogRow.outcome == "done").group_by(SessionLogRow.exercise)
        return {row[0]: row[1] for row in self._session.execute(done)}

    def add_log(self, entry: LogEntry) -> None:
        """Remember one more thing that happened."""
        self._insert(
            SessionLogRow,
            {
                "session_id": entry.session_id,
                "at": entry.at,
                "exercise": entry.log.exercise,
                "outcome": entry.log.outcome,
                "body": LOG.dump(entry.log),
            },
        )

    def logs(self, session_id: str) -> Sequence[LogEntry]:
        """Give what happened, in order."""
        of_it = select(SessionLogRow).where(SessionLogRow.session_id == session_id)
        rows = self._all(of_it.order_by(SessionLogRow.at, SessionLogRow.id))
        return [LogEntry(row.session_id, row.at, LOG.load(row.body)) for row in rows]


def _session(row: GuidedSessionRow) -> GuidedSession:
    return GuidedSession(
        id=row.id,
        assessment_id=row.assessment_id,
        created_at=row.created_at,
        script=SCRIPT.load(row.script),
        state=STATE.load(row.state),
        version=row.version,
        last_key=row.last_key,
        heard_at=row.heard_at,
        heard_clock=row.heard_clock,
    )
