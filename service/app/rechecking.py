"""Ask again: re-checks become due by the clock, show on the page, and an answered one assesses anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from service.app.checking import open_check_in
from service.app.courses import going
from service.app.records import KeptAssessment, KeptCheckIn, Recheck
from service.app.world import World
from service.core.errors import Conflict, NotFound
from service.core.questions.recheck import carry_over
from service.core.turning import missing

MISSING_AT_H = (24, 72)
"""When an unclear pattern is asked for what is still open. Source: plans.yaml `unclear_watch.p0.do`."""
CLOSED = frozenset({"answered", "dropped"})


@dataclass(frozen=True, slots=True)
class DueRecheck:
    """A re-check that waits for an answer, and what it asks about."""

    recheck: Recheck
    about: KeptAssessment


def mark_due(world: World) -> int:
    """Turn every waiting re-check whose time has come into a due one; give how many. Safe to run at any time.

    Nothing hangs on it: `due` looks at the time as well, so that a page without a worker asks all the same.
    """
    with world.store.unit() as unit:
        ripe = unit.rechecks.waiting(due_before=world.clock.now())
        for recheck in ripe:
            unit.rechecks.set_status(recheck.id, "due")
        return len(ripe)


def due(world: World) -> Sequence[DueRecheck]:
    """Give the latest due re-check of each assessment: after a week away, one question is enough.

    None of a plan that was forgotten: its time is over.
    """
    with world.store.unit() as unit:
        course = going(world, unit)
        ripe = [*unit.rechecks.due(), *unit.rechecks.waiting(due_before=world.clock.now())]
        latest = {recheck.assessment_id: recheck for recheck in sorted(ripe, key=lambda one: one.due_at)}
        if course is None and unit.courses.latest() is not None:
            return []
        found = [(recheck, unit.check_ins.assessment(recheck.assessment_id)) for recheck in latest.values()]
        return [DueRecheck(recheck, about) for recheck, about in found if about is not None]


def answer_recheck(world: World, recheck_id: str) -> KeptCheckIn:
    """Open the check-in that answers this re-check.

    Raises NotFound, and Conflict when it was answered already or a newer assessment took over.
    """
    with world.store.unit() as unit:
        recheck = unit.rechecks.get(recheck_id)
        about = unit.check_ins.assessment(recheck.assessment_id) if recheck else None
        before = unit.check_ins.get(about.check_in_id) if about else None
    if recheck is None or about is None or before is None:
        raise NotFound("There is no such re-check here. Look at the first page for what is due.")
    if recheck.status in CLOSED:
        raise Conflict(
            "This re-check is over: a newer check-in took its place. The first page shows what is due."
        )
    days = (world.clock.now() - about.made_at) / timedelta(days=1)
    open_still = missing(about.assessment, world.catalogue) if recheck.after_h in MISSING_AT_H else ()
    seed = carry_over(before.check_in, world.catalogue.questionnaire, days=days, missing=open_still)
    return open_check_in(world, about.run_id, recheck_id=recheck_id, seed=seed)
