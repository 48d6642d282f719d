"""All that a runner is told in one story: from facts through assessment and plan to the words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from service.content.loader import load
from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.athlete import Athlete
from service.core.background import background, run_words
from service.core.catalogue import FactValue
from service.core.facts import validate
from service.core.plan import Plan, plan
from service.core.routine import build

CATALOGUE = load()


@dataclass(frozen=True, slots=True)
class Told:
    found: Assessment
    plan: Plan

    @property
    def exercises(self) -> list[str]:
        return [item.exercise for item in self.plan.prescriptions]

    @property
    def advice(self) -> list[str]:
        return [one.key for one in self.plan.advice]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._sentences()).split())

    def _sentences(self) -> Iterator[str]:
        yield self.found.label
        yield from background(self.found, CATALOGUE)
        yield run_words(self.found.facts) or ""
        for fired in (*self.found.red_flags, *self.found.escalations):
            yield fired.says
        yield from (*self.plan.do, self.plan.run, self.plan.leave, *self.plan.fifty_plus)
        yield from (one.says for one in self.plan.advice)
        yield from (sentence for left in self.plan.left_out for sentence in left.says)
        for item in build(self.plan, CATALOGUE).items:
            yield from (item.exercise.purpose, *item.exercise.setup, *item.exercise.move)
            yield item.exercise.note or ""


def told(facts: Mapping[str, FactValue], *, phase: str | None = None) -> Told:
    """Give what these facts lead to; in `phase`, a later part of the plan."""
    found = assess(validate(facts), CATALOGUE)
    if phase:
        found = replace(found, first_phase=phase)
    return Told(found, plan(found, CATALOGUE, athlete=Athlete()))
