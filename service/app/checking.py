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

LOOKS_AT = 5
"""Newest runs among which the one that asks is looked for. Ours: more than anybody runs in that time."""

FRESH_FOR_H = 12
"""A check-in that was left is gone on with for this long; later its answers are not about now. Ours."""

CLOCK_SLACK_H = 1
"""A run that ended so far ahead of our clock has just ended; further ahead its watch is wrong. Ours."""


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

    One that was left too long ago ends as `stopped`. Raises NotFound for an unknown run.
    """
    with world.store.unit() as unit:
        already = _left_open(unit, run_id) if run_id is not None else None
        if already is not None and already.recheck_id == recheck_id:
            if world.clock.now() - already.opened_at <= timedelta(hours=FRESH_FOR_H):
                return already
            if already.is_untouched:
                return unit.check_ins.update(replace(already, opened_at=world.clock.now()))
            unit.check_ins.update(replace(already, status="stopped"))
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


def _left_open(unit: Unit, run_id: str) -> KeptCheckIn | None:
    if unit.runs.get(run_id) is None:
        raise NotFound("There is no such run here. Go back to the list of runs and pick one.")
    return unit.check_ins.open_for_run(run_id)


def look(world: World, check_in_id: str) -> Moment:
    """Say where the check-in stands. Raises NotFound."""
    with world.store.unit() as unit:
        return moment_of(world, unit, _get(unit, check_in_id))


def reply(
    world: World,
    check_in_id: str,
    *,
    step: str,
    given: Mapping[str, Answer],
    bundle: bool | Unsure | None = None,
) -> Moment:
    """Take the answers to `step`. The last answer ends the check-in and makes the assessment.

    Raises Conflict when another step is being asked by now, or none: show that. Raises NotFound.
    """
    with world.store.unit() as unit:
        kept = get_open(unit, check_in_id)
        moment = moment_of(world, unit, kept)
        if isinstance(moment.step, Done) or moment.step.step != step:
            raise Conflict("This question has been answered already, perhaps on another page.")
        check_in = answer(kept.check_in, moment.step, given=given, bundle=bundle)
        kept = unit.check_ins.update(replace(kept, check_in=check_in))
        moment = moment_of(world, unit, kept)
        return finish(world, unit, moment) if isinstance(moment.step, Done) else moment


def go_back(world: World, check_in_id: str) -> Moment:
    """Undo the last step of an open check-in. On the first step nothing changes."""
    with world.store.unit() as unit:
        kept = _get(unit, check_in_id)
        if kept.status == "open":
            kept = unit.check_ins.update(replace(kept, check_in=back(kept.check_in, world.catalogue)))
        return moment_of(world, unit, kept)


def asking(world: World) -> Run | None:
    """Give the newest run that is notable and recent, unless its check-in has ended already.

    Older ones are not asked about any more: how the legs feel now is one answer.
    """
    with world.store.unit() as unit:
        return asking_in(world, unit)


def asking_in(world: World, unit: Unit) -> Run | None:
    """Give what `asking` gives, in a unit that is open."""
    now = world.clock.now()
    for run in unit.runs.latest(limit=LOOKS_AT):
        hours_since = (now - run.metrics.end) / timedelta(hours=1)
        if -CLOCK_SLACK_H <= hours_since <= ASKS_FOR_H and run.findings.opens_check_in:
            return run if _unanswered(unit, run) else None
    return None


def _unanswered(unit: Unit, run: Run) -> bool:
    return unit.check_ins.open_for_run(run.id) is not None or not unit.check_ins.any_for_run(run.id)


def _get(unit: Unit, check_in_id: str) -> KeptCheckIn:
    kept = unit.check_ins.get(check_in_id)
    if kept is None:
        raise NotFound("There is no such check-in here. Start a new one from the first page.")
    if kept.status == "stopped":
        raise NotFound(
            "This check-in was left too long ago to go on with. Start a new one from the first page."
        )
    return kept


def get_open(unit: Unit, check_in_id: str) -> KeptCheckIn:
    """Give a check-in that can still be answered. Raises NotFound, and Conflict when it has ended."""
    kept = _get(unit, check_in_id)
    if kept.status != "open":
        raise Conflict("This check-in has ended. Start a new one from the first page.")
    return kept


def moment_of(world: World, unit: Unit, kept: KeptCheckIn) -> Moment:
    """Say where a check-in stands, in a unit that is open."""
    assessment = unit.check_ins.assessment_of_check_in(kept.id)
    # What was known when it ended: a profile that runs out later must not open it again.
    facts = assessment.assessment.facts if assessment else facts_for(world, unit, kept)
    return Moment(kept, next_step(kept.check_in, facts, catalogue=world.catalogue), assessment)


def finish(world: World, unit: Unit, moment: Moment) -> Moment:
    """End a check-in that has nothing more to ask, and assess it."""
    kept = unit.check_ins.update(replace(moment.kept, status="done"))
    return replace(moment, kept=kept, assessment=assess_check_in(world, unit, kept))
