"""From answers to an assessment, and from an assessment to the times to ask again."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from service.app.courses import follow, plan_of
from service.app.judging import HISTORY_DAYS, history_of
from service.app.ports import Unit
from service.app.records import KeptAssessment, KeptCheckIn, Run
from service.app.world import World
from service.core.assess import assess
from service.core.athlete import Athlete
from service.core.catalogue import FactValue
from service.core.checkin import CheckIn
from service.core.errors import NotFound
from service.core.facts import gather, learn
from service.core.findings.run_facts import run_facts
from service.core.plan import Plan

DANGER_LASTS = timedelta(days=7)
"""How long an urgent answer is recalled beside calmer ones. Ours."""
_LOOKED_THROUGH = 20


def facts_for(world: World, unit: Unit, kept: KeptCheckIn) -> dict[str, FactValue]:
    """Give every fact known in this check-in: the run's, the profile's and the answers so far."""
    athlete = unit.profiles.get()
    run = unit.runs.get(kept.run_id) if kept.run_id else None
    measured = _measured(unit, run, athlete, now=world.clock.now()) if run else {}
    return gather(measured, kept.check_in, athlete=athlete.as_confirmed(world.clock.local_date()))


def _measured(unit: Unit, run: Run, athlete: Athlete, *, now: datetime) -> Mapping[str, FactValue]:
    day = run.metrics.day
    past = unit.runs.past(before=day, days=HISTORY_DAYS)
    return run_facts(run.metrics, history_of(past, day=day, athlete=athlete), findings=run.findings, now=now)


def assess_check_in(world: World, unit: Unit, kept: KeptCheckIn) -> KeptAssessment:
    """Assess an answered check-in, remember the result, and let the plan follow it, with its re-checks.

    The re-check that this check-in answers is remembered as answered; older ones are dropped.
    """
    assessment = assess(facts_for(world, unit, kept), world.catalogue)
    made = KeptAssessment(
        id=uuid.uuid4().hex[:12],
        check_in_id=kept.id,
        run_id=kept.run_id,
        made_at=world.clock.now(),
        assessment=assessment,
    )
    unit.check_ins.add_assessment(made)
    _remember_profile(world, unit, kept.check_in)
    follow(world, unit, kept, made=made)
    return made


def get_assessment(world: World, assessment_id: str) -> tuple[KeptAssessment, Plan]:
    """Give a stored assessment and its plan. Raises NotFound."""
    with world.store.unit() as unit:
        kept = unit.check_ins.assessment(assessment_id)
        if kept is None:
            raise NotFound("There is no such assessment here. Start a check-in from the first page.")
        return kept, plan_of(world, unit, kept)


def danger_before(world: World, kept: KeptAssessment) -> KeptAssessment | None:
    """Give the urgent assessment of the week before a calmer one: calm answers do not undo it."""
    if kept.assessment.triage == "urgent":
        return None
    with world.store.unit() as unit:
        newest = unit.check_ins.latest_assessments(limit=_LOOKED_THROUGH)
    since = kept.made_at - DANGER_LASTS
    before = (one for one in newest if since <= one.made_at < kept.made_at)
    return next((one for one in before if one.assessment.triage == "urgent"), None)


def _remember_profile(world: World, unit: Unit, check_in: CheckIn) -> None:
    """Keep what the check-in learned about the runner, so that it is not asked again for 90 days.

    What was confirmed too long ago goes: a "don't know" of today must not bring back a "no" of last year.
    """
    today = world.clock.local_date()
    known = unit.profiles.get().as_confirmed(today)
    learned = learn(known, check_in, on=today)
    if learned != known:
        unit.profiles.put(learned)
