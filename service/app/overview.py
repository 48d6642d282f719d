"""What the first page shows: the newest runs, what is asked, and what today's plan is."""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.files import MAX_FILE_BYTES
from service.app import checking, rechecking
from service.app.courses import going
from service.app.rechecking import DueRecheck
from service.app.records import KeptAssessment, KeptCheckIn, KeptCourse, KeptFile, Run
from service.app.world import World
from service.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page's facts."""

    runs: Sequence[Run]
    """Newest first."""
    run_count: int
    asking: Run | None
    """The run whose check-in is wanted now."""
    due: Sequence[DueRecheck]
    latest: KeptAssessment | None
    """The assessment that today's plan stands on; None before the first, and once its plan was put away."""
    put_away: KeptCourse | None = None
    """The last plan, where none goes on: it ended or was forgotten."""
    unmeasured: int = 0
    """Runs that wait to be measured again from their originals."""


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One file and its runs, as the activity page shows them."""

    file: KeptFile
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What has come of a run so far: a check-in that waits for more answers, and the newest assessment."""

    open: KeptCheckIn | None = None
    assessment: KeptAssessment | None = None


def overview(world: World, *, runs: int = 12) -> Overview:
    """Gather the first page."""
    asking = checking.asking(world)
    due = rechecking.due(world)
    with world.store.unit() as unit:
        course, last = going(world, unit), unit.courses.latest()
        latest = next(iter(unit.check_ins.latest_assessments(limit=1)), None)
        return Overview(
            runs=unit.runs.latest(limit=runs),
            run_count=unit.runs.count(),
            asking=asking,
            due=due,
            latest=latest if course is not None or last is None else None,
            put_away=last if course is None else None,
            unmeasured=unit.runs.count_unmeasured(),
        )


def list_runs(world: World, *, limit: int, offset: int) -> Sequence[Run]:
    """Give runs, newest first."""
    with world.store.unit() as unit:
        return unit.runs.latest(limit=limit, offset=offset)


def get_activity(world: World, activity_id: str) -> ActivityView:
    """Give a file and its runs. Raises NotFound."""
    with world.store.unit() as unit:
        file = unit.runs.file_by_activity(activity_id)
        if file is None:
            raise NotFound("There is no such activity here. It may have been imported on another machine.")
        return ActivityView(file, unit.runs.of_activity(activity_id))


def follow_up(world: World, run_id: str) -> FollowUp:
    """Give the check-in of a run that is open, and its newest assessment; both may be there, or neither."""
    with world.store.unit() as unit:
        if not unit.check_ins.any_for_run(run_id):
            return FollowUp()
        return FollowUp(unit.check_ins.open_for_run(run_id), unit.check_ins.assessment_of_run(run_id))


def original(world: World, activity_id: str) -> tuple[str, bytes]:
    """Give the name and the bytes of the file as it came. Raises NotFound, also for one too large to keep."""
    file = get_activity(world, activity_id).file
    if file.size > MAX_FILE_BYTES:
        raise NotFound(
            "This file was too large to take in, so it was not kept. Look for it where it came from."
        )
    return file.name, world.blobs.get(file.sha256)
