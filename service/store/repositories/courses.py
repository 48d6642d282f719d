"""Plans as they go on, and their stories."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Select, select

from service.app.records import CourseStep, KeptCourse
from service.store.codec import COURSE, COURSE_STEP
from service.store.repositories.base import Repository, Values
from service.store.rows import CourseRow, CourseStepRow


class SqlCourses(Repository):
    """The `Courses` port."""

    def add(self, course: KeptCourse) -> None:
        """Add a new one."""
        self._insert(CourseRow, _values(course))

    def get(self, course_id: str) -> KeptCourse | None:
        """Give the course of this id."""
        return self._first(select(CourseRow).where(CourseRow.id == course_id))

    def latest(self) -> KeptCourse | None:
        """Give the one that was opened last."""
        return self._first(select(CourseRow).order_by(CourseRow.opened_at.desc(), CourseRow.id.desc()))

    def update(self, course: KeptCourse) -> KeptCourse:
        """Write the next version. Raises Conflict, or NotFound when there is none."""
        written = replace(course, version=course.version + 1)
        self._update_version(CourseRow, CourseRow.id == course.id, _values(written), read=course.version)
        return written

    def add_step(self, step: CourseStep) -> None:
        """Remember one more thing that happened."""
        self._insert(
            CourseStepRow, {"course_id": step.course_id, "at": step.at, "body": COURSE_STEP.dump(step)}
        )

    def steps(self, course_id: str) -> Sequence[CourseStep]:
        """Give the story, in order."""
        of_it = select(CourseStepRow).where(CourseStepRow.course_id == course_id)
        rows = self._all(of_it.order_by(CourseStepRow.at, CourseStepRow.id))
        return [COURSE_STEP.load(row.body) for row in rows]

    def _first(self, wanted: Select[CourseRow]) -> KeptCourse | None:
        row = self._one(wanted)
        return None if row is None else COURSE.load(row.body)


def _values(course: KeptCourse) -> Values:
    return {
        "id": course.id,
        "assessment_id": course.assessment_id,
        "opened_at": course.opened_at,
        "status": course.status,
        "version": course.version,
        "body": COURSE.dump(course),
    }
