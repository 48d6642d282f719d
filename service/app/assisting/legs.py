"""How the legs are today: what the newest run showed, what waits to be answered, and what the plan asks."""

from collections.abc import Iterator
from dataclasses import replace

from service.app.assisting.beginning import ask
from service.app.assisting.values import Answer, Turned
from service.app.overview import Overview, overview
from service.app.plan_view import PlanView, view_plan
from service.app.records import Conversation
from service.app.summing_up import line, outcome, plan_aloud
from service.app.world import World
from service.core.findings.spoken import spoken

TOLD = 2
"""Findings that are said; a listener keeps no more. Ours."""


def how_they_are(world: World, talk: Conversation) -> Turned:
    """Say it; an urgent answer of last time is said alone, and a question that the plan has comes last."""
    facts, plan = overview(world, runs=1), view_plan(world)
    if facts.latest is not None and facts.latest.assessment.triage == "urgent":
        return Turned(talk, Answer(outcome(world, facts.latest), title="Today"))
    says = (*_run(world, facts), *_waits(world, facts), *_plan(world, plan))
    wants = _wanted(plan)
    asked = ask(world, talk, wants, says=(wants,)) if wants else Turned(talk, Answer(()))
    answer = replace(asked.answer, says=(*says, *asked.answer.says), title="Today")
    return replace(asked, answer=answer)


def _run(world: World, facts: Overview) -> Iterator[str]:
    if not facts.runs:
        yield line(world, "no_runs")
        return
    with world.store.unit() as unit:
        units = unit.profiles.get().units
    for finding in facts.runs[0].findings.all[:TOLD]:
        yield spoken(finding, units=units)


def _waits(world: World, facts: Overview) -> Iterator[str]:
    if facts.asking is not None:
        yield line(world, "check_in_waits")
    elif facts.due:
        yield line(world, "recheck_waits")


def _plan(world: World, plan: PlanView | None) -> Iterator[str]:
    if plan is None:
        return
    points = plan.course.progress.points
    if points:
        yield line(world, "last_pain", number=f"{points[-1].pain:g}")
    yield from plan_aloud(world, plan)


def _wanted(plan: PlanView | None) -> str | None:
    """Give the question that the plan has, by the name of its line."""
    if plan is None:
        return None
    return "session_felt" if plan.asks_session else "morning_settled" if plan.asks_morning else None
