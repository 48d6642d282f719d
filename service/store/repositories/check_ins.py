"""Check-ins and what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import exists, select

from service.app.records import KeptAssessment, KeptCheckIn
from service.core.catalogue import FactValue
from service.store.codec import ASSESSMENT, CHECK_IN, KNOWN
from service.store.repositories.base import Repository, Values
from service.store.rows import AssessmentRow, CheckInRow

NEWEST = (AssessmentRow.made_at.desc(), AssessmentRow.id.desc())


class SqlCheckIns(Repository):
    """The `CheckIns` port."""

    def add(self, kept: KeptCheckIn) -> None:
        """Add a new one."""
        self._insert(CheckInRow, _check_in_values(kept))

    def add_once(self, kept: KeptCheckIn) -> None:
        """Add it unless its id is there already."""
        self._insert_new(CheckInRow, _check_in_values(kept))

    def get(self, check_in_id: str) -> KeptCheckIn | None:
        """Give the check-in of this id."""
        row = self._one(select(CheckInRow).where(CheckInRow.id == check_in_id))
        return None if row is None else _check_in(row)

    def update(self, kept: KeptCheckIn) -> KeptCheckIn:
        """Write the next version. Raises Conflict, or NotFound when there is none."""
        self._update_version(CheckInRow, CheckInRow.id == kept.id, _check_in_values(kept), read=kept.version)
        return replace(kept, version=kept.version + 1)

    def open_for_run(self, run_id: str) -> KeptCheckIn | None:
        """Give the open check-in about this run, the newest if there are several."""
        about = select(CheckInRow).where(CheckInRow.run_id == run_id, CheckInRow.status == "open")
        row = self._one(about.order_by(CheckInRow.opened_at.desc(), CheckInRow.id.desc()))
        return None if row is None else _check_in(row)

    def any_for_run(self, run_id: str) -> bool:
        """Say whether there is one about this run, whatever its status."""
        return self._session.scalar(select(exists().where(CheckInRow.run_id == run_id))) is True

    def answered_for_run(self, run_id: str) -> bool:
        """Say whether one about this run is done."""
        done = exists().where(CheckInRow.run_id == run_id, CheckInRow.status == "done")
        return self._session.scalar(select(done)) is True

    def add_assessment(self, kept: KeptAssessment) -> None:
        """Add a new one."""
        self._insert(AssessmentRow, _assessment_values(kept))

    def assessment(self, assessment_id: str) -> KeptAssessment | None:
        """Give the assessment of this id."""
        row = self._one(select(AssessmentRow).where(AssessmentRow.id == assessment_id))
        return None if row is None else _assessment(row)

    def assessment_of_check_in(self, check_in_id: str) -> KeptAssessment | None:
        """Give the newest assessment of this check-in."""
        of_it = select(AssessmentRow).where(AssessmentRow.check_in_id == check_in_id)
        row = self._one(of_it.order_by(*NEWEST))
        return None if row is None else _assessment(row)

    def assessment_of_run(self, run_id: str) -> KeptAssessment | None:
        """Give the newest assessment of this run."""
        row = self._one(select(AssessmentRow).where(AssessmentRow.run_id == run_id).order_by(*NEWEST))
        return None if row is None else _assessment(row)

    def latest_assessments(self, *, limit: int = 10) -> Sequence[KeptAssessment]:
        """Give the latest, newest first."""
        return [_assessment(row) for row in self._all(select(AssessmentRow).order_by(*NEWEST).limit(limit))]

    def answers(
        self, fact: str, *, since: datetime | None, limit: int
    ) -> Sequence[tuple[datetime, FactValue | None]]:
        """Give one fact of the latest, newest first."""
        newest = select(AssessmentRow.made_at, AssessmentRow.body).order_by(*NEWEST).limit(limit)
        wanted = newest if since is None else newest.where(AssessmentRow.made_at >= since)
        return [(made_at, _facts(body).get(fact)) for made_at, body in self._session.execute(wanted)]


@lru_cache(maxsize=512)
def _facts(body: str) -> Mapping[str, FactValue]:
    """Read the facts of an assessment; it never changes, and pages of a long history ask for the same ones."""
    return KNOWN.load(body).facts


def _check_in_values(kept: KeptCheckIn) -> Values:
    return {
        "id": kept.id,
        "run_id": kept.run_id,
        "opened_at": kept.opened_at,
        "status": kept.status,
        "version": kept.version,
        "recheck_id": kept.recheck_id,
        "body": CHECK_IN.dump(kept.check_in),
    }


def _check_in(row: CheckInRow) -> KeptCheckIn:
    return KeptCheckIn(
        id=row.id,
        run_id=row.run_id,
        opened_at=row.opened_at,
        status=row.status,
        check_in=CHECK_IN.load(row.body),
        version=row.version,
        recheck_id=row.recheck_id,
    )


def _assessment_values(kept: KeptAssessment) -> Values:
    return {
        "id": kept.id,
        "check_in_id": kept.check_in_id,
        "run_id": kept.run_id,
        "made_at": kept.made_at,
        "top": kept.assessment.top,
        "triage": kept.assessment.triage,
        "content_version": kept.assessment.content_version,
        "body": ASSESSMENT.dump(kept.assessment),
    }


def _assessment(row: AssessmentRow) -> KeptAssessment:
    return KeptAssessment(
        id=row.id,
        check_in_id=row.check_in_id,
        run_id=row.run_id,
        made_at=row.made_at,
        assessment=ASSESSMENT.load(row.body),
    )
