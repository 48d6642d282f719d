"""The check-in as a conversation: open it, show the next step, take the answers, go back, end it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from service.app.assessing import assess_check_in, facts_for
from service.app.ports import Unit
from service.app.records import KeptAssessment, KeptCheckIn, Run
from service.app.world import World
from service.core.checkin import Answer, CheckIn, Unsure
from service.core.errors import Conflict, NotFound
from service.core.questions import Ask, Done, answer, back, next_step

ASKS_FOR_H = 72
"""A run with a finding asks for its check-in for this long after it ended. Ours: soreness peaks within it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a check-in stands: the next thing to ask, or why it is done."""

    kept: KeptCheckIn
    step: Ask | Done
    assessment: KeptAssessment | None = None
    """Set once the check-in is done."""


def open_check_in(
    world: World, run_id: str | None, *, recheck_id: str | None = None, seed: CheckIn | None = None
) -> KeptCheckIn:
    """Give the open check-in of this run, or open one, with `seed` as its first answers.

    Raises NotFound for an unknown run.
    """
    with world.store.unit() as unit:
        if run_id is not None:
            if unit.runs.get(run_id) is None:
                raise NotFound("There is no such run here. Go back to the list of runs and pick one.")
            already = unit.check_ins.open_for_run(run_id)
            if already is not None and already.recheck_id == recheck_id:
                return already
        kept = KeptCheckIn(
            id=uuid.uuid4().hex[:12],
            run_id=run_id,
            opened_at=world.clock.now(),
            status="open",
            check_in=seed or CheckIn(),
            version=1,
            recheck_id=recheck_id,
        )
        unit.check_ins.add(kept)
        return kept


def look(world: World, check_in_id: str) -> Moment:
    """Say where the check-in stands. Raises NotFound."""
    with world.store.unit() as unit:
        return _moment(world, unit, _get(unit, check_in_id))


def reply(
    world: World,
    check_in_id: str,
    *,
    step: str,
    given: Mapping[str, Answer],
    bundle: bool | Unsure | None = None,
) -> Moment:
    """Take the answers to `step`. The last answer ends the check-in and makes the assessment.

    Raises Conflict when another step is being asked by now: show that one. Raises NotFound.
    """
    with world.store.unit() as unit:
        kept = _get(unit, check_in_id)
        moment = _moment(world, unit, kept)
        if isinstance(moment.step, Done) or moment.step.step != step:
            raise Conflict("This question has been answered already, perhaps on another page.")
        check_in = answer(kept.check_in, moment.step, given=given, bundle=bundle)
        kept = unit.check_ins.update(replace(kept, check_in=check_in))
        moment = _moment(world, unit, kept)
        return _finish(world, unit, moment) if isinstance(moment.step, Done) else moment


def go_back(world: World, check_in_id: str) -> Moment:
    """Undo the last step of an open check-in. On the first step nothing changes."""
    with world.store.unit() as unit:
        kept = _get(unit, check_in_id)
        if kept.status == "open":
            kept = unit.check_ins.update(replace(kept, check_in=back(kept.check_in, world.catalogue)))
        return _moment(world, unit, kept)


def asking(world: World) -> Run | None:
    """Give the newest run that should be asked about: notable, recent, and without any check-in yet."""
    now = world.clock.now()
    with world.store.unit() as unit:
        for run in unit.runs.latest(limit=5):
            recent = now - run.metrics.end <= timedelta(hours=ASKS_FOR_H)
            if recent and run.findings.opens_check_in and not unit.check_ins.any_for_run(run.id):
                return run
    return None


def _get(unit: Unit, check_in_id: str) -> KeptCheckIn:
    kept = unit.check_ins.get(check_in_id)
    if kept is None:
        raise NotFound("There is no such check-in here. Start a new one from the first page.")
    return kept


def _moment(world: World, unit: Unit, kept: KeptCheckIn) -> Moment:
    facts = facts_for(world, unit, kept)
    step = next_step(kept.check_in, facts, catalogue=world.catalogue)
    return Moment(kept, step, unit.check_ins.assessment_of_check_in(kept.id))


def _finish(world: World, unit: Unit, moment: Moment) -> Moment:
    kept = unit.check_ins.update(replace(moment.kept, status="done"))
    return replace(moment, kept=kept, assessment=assess_check_in(world, unit, kept))
