"""All that a physio or a doctor would ask first, on one page: load, place, answers, for and against, the days since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.app.assessing import get_assessment
from service.app.ports import Unit
from service.app.records import KeptAssessment, Run
from service.app.world import World
from service.core.assessment import Standing
from service.core.athlete import Athlete
from service.core.body import Spot, spots_in
from service.core.catalogue import Catalogue
from service.core.plan import Plan
from service.core.telling import fact_words, value_words

LOAD_DAYS = 28
"""Four weeks. Ours."""
PAIN_POINTS = 14
"""Check-ins; more do not fit the page's little chart."""
AFTER = timedelta(days=60)
"""How long after the assessment its story is told. Ours: the six-week re-check lies within it."""


@dataclass(frozen=True, slots=True)
class Load:
    """What was run in the four weeks up to the assessment."""

    runs: int
    total_m: float
    longest_m: float | None


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and what was said; None where the runner did not know."""

    question: str
    said: str | None


@dataclass(frozen=True, slots=True)
class HandOver:
    """One assessment for somebody who was not there."""

    kept: KeptAssessment
    plan: Plan
    athlete: Athlete
    run: Run | None
    load: Load
    spots: tuple[Spot, ...]
    answers: Sequence[Answered]
    """What was said yes to, measured or unknown; a plain no stands in `denied`."""
    denied: Sequence[str]
    """Questions answered no."""
    profile: Sequence[str]
    """Conditions and medicines that the runner said yes to."""
    pain: Sequence[tuple[date, float]]
    """Oldest first."""
    sessions: Sequence[tuple[date, bool]]
    """Days of guided sessions from the assessment on, and whether anything was done in them; oldest first."""

    @property
    def leading(self) -> Standing | None:
        """Give the pattern that fits best, where one does and no red flag outranks it."""
        found = self.kept.assessment
        unnamed = found.red_flags or found.top == "unclear" or not found.differential
        return None if unnamed else found.differential[0]


def hand_over(world: World, assessment_id: str) -> HandOver:
    """Gather it. Raises NotFound."""
    kept, plan = get_assessment(world, assessment_id)
    facts = kept.assessment.facts
    with world.store.unit() as unit:
        check_in = unit.check_ins.get(kept.check_in_id)
        unsure = check_in.check_in.unsure if check_in else ()
        return HandOver(
            kept=kept,
            plan=plan,
            athlete=unit.profiles.get(),
            run=unit.runs.get(kept.run_id) if kept.run_id else None,
            load=_load(unit, kept.made_at),
            spots=spots_in(facts),
            answers=[*_said(kept, world.catalogue), *_unsure(unsure, world.catalogue)],
            denied=_denied(kept, world.catalogue),
            profile=[
                fact_words(name, world.catalogue) for name in facts if _is_profile_yes(name, facts[name])
            ],
            pain=_pain(unit, kept.made_at),
            sessions=_sessions(unit, kept.made_at),
        )


def _load(unit: Unit, at: datetime) -> Load:
    runs = unit.runs.past(before=at.date() + timedelta(days=1), days=LOAD_DAYS)
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    return Load(len(runs), sum(metres), max(metres, default=None))


def _said(kept: KeptAssessment, catalogue: Catalogue) -> list[Answered]:
    shown = [
        (name, value)
        for name, value in kept.assessment.facts.items()
        if name.startswith("q.") and value is not False and name not in {"q.spots", "q.side", "q.site"}
    ]
    return [
        Answered(fact_words(name, catalogue), value_words(name, value, catalogue)) for name, value in shown
    ]


def _unsure(unsure: Sequence[str], catalogue: Catalogue) -> list[Answered]:
    return [Answered(fact_words(name, catalogue), None) for name in unsure if name.startswith("q.")]


def _denied(kept: KeptAssessment, catalogue: Catalogue) -> list[str]:
    facts = kept.assessment.facts
    return [
        fact_words(name, catalogue)
        for name, value in facts.items()
        if name.startswith("q.") and value is False
    ]


def _is_profile_yes(name: str, value: object) -> bool:
    return name.startswith("p.") and value is True


def _pain(unit: Unit, at: datetime) -> list[tuple[date, float]]:
    told = unit.check_ins.answers("q.pain", since=at - timedelta(days=LOAD_DAYS), limit=100)
    points = [
        (when.date(), float(value))
        for when, value in reversed(told)
        if value is not None and when <= at + AFTER
    ]
    return points[-PAIN_POINTS:]


def _sessions(unit: Unit, at: datetime) -> list[tuple[date, bool]]:
    found = unit.guided.sittings(since=at, limit=100)
    return [(one.created_at.date(), one.any_done) for one in reversed(found) if one.created_at <= at + AFTER]
