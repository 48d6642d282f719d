"""The order of the check-in and its early ends.

The opening (dangers first), profile, probes, branch; each fact at most once, none that is known. It ends early
on a red flag, when nothing hurts, or when the answer is clear and every `must` fact has been asked: a confident
score says nothing about a danger nobody asked about. Source: soreness.md §2, rules.yaml `questionnaire`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from service.core.agenda import (
    branches_for,
    must_facts,
    needed_facts,
    probes_for,
    profile_open,
    still_open,
)
from service.core.assess import assess
from service.core.assess.open_questions import nothing_hurts
from service.core.assess.triage import STOPS_AT_ONCE
from service.core.assessment import Assessment
from service.core.catalogue import Catalogue, FactValue, Step
from service.core.checkin import CheckIn
from service.core.facts import merge
from service.core.questions.asking import Ask, Done, ask_profile, ask_repair, ask_step


def next_step(check_in: CheckIn, facts: Mapping[str, FactValue], *, catalogue: Catalogue) -> Ask | Done:
    """Say what to ask next, or why nothing more is asked.

    `facts`: what is known beside the answers, from the watch and from a profile that was confirmed in time
    (`athlete.PROFILE_VALID_DAYS`); leave an older profile out, then it is asked again.
    """
    known = merge(facts, check_in.answers)
    talk = _Talk(check_in, known, assess(known, catalogue), catalogue)
    if talk.stops_at_once:
        return talk.done("red_flag")
    pending = talk.pending()
    if pending is not None and talk.is_inside(pending):
        return pending
    if talk.assessment.red_flags:
        return talk.done("red_flag")
    return talk.repair() or pending or talk.done(talk.why())


@dataclass(frozen=True, slots=True)
class _Talk:
    """One moment of the check-in."""

    check_in: CheckIn
    known: Mapping[str, FactValue]
    assessment: Assessment
    catalogue: Catalogue

    @property
    def stops_at_once(self) -> bool:
        return any(flag.urgency in STOPS_AT_ONCE for flag in self.assessment.red_flags)

    @property
    def settled(self) -> set[str]:
        """Facts that need no question: known, or asked and not known."""
        return {*self.known, *self.check_in.answers}

    def is_inside(self, pending: Ask) -> bool:
        """Say whether the last answer left its own step half done."""
        last = self.check_in.asked[-1] if self.check_in.asked else ""
        return last.startswith(f"{pending.base}:")

    def repair(self) -> Ask | None:
        questions = self.catalogue.questionnaire.questions
        standing = {fired.id for fired in self.assessment.repairs} - set(self.check_in.repaired)
        for found in self.catalogue.contradictions:
            if found.id in standing:
                ask = ask_repair(found, self.check_in, questions=questions)
                if ask.facts:
                    return ask
        return None

    def pending(self) -> Ask | None:
        """Give the first thing that is still to be asked, or None."""
        return (
            self._first(self._opening())
            or self._profile()
            or self._first(self._probes())
            or (None if self.is_enough() else self._branch())
        )

    def why(self) -> str:
        if nothing_hurts(self.known):
            return "nothing_hurts"
        return "enough" if self._first(self._branch_steps()) else "complete"

    def is_enough(self) -> bool:
        """Say whether the rest of the branch may be left out."""
        if nothing_hurts(self.known):
            return True
        must = must_facts(self.assessment.facts, self.catalogue.questionnaire)
        return self.assessment.confidence == "high" and self.settled.issuperset(must)

    def done(self, why: str) -> Done:
        needed = needed_facts(self.assessment.facts, self.catalogue.questionnaire)
        return Done(why, unsure=tuple(fact for fact in needed if fact in self.check_in.unsure))

    def _profile(self) -> Ask | None:
        questionnaire = self.catalogue.questionnaire
        unknown = profile_open(self.settled, questionnaire, sex=self.known.get("p.sex"))
        return ask_profile(unknown, questions=questionnaire.questions) if unknown else None

    def _branch(self) -> Ask | None:
        return self._first(self._branch_steps())

    def _opening(self) -> Iterable[Step]:
        """Give what everybody is asked, up to the place and the pain where nothing hurts."""
        opening = self.catalogue.questionnaire.opening
        if nothing_hurts(self.known):
            ends = (n for n, step in enumerate(opening, 1) if {"q.site", "q.pain"} & set(step.facts))
            opening = opening[: max(ends, default=0)]
        return chain(opening, (Step(f"F:{fact}", (fact,), "one") for fact in self.check_in.follow_up))

    def _probes(self) -> Iterable[Step]:
        probes = probes_for(self.assessment.facts, self.catalogue.questionnaire)
        return chain.from_iterable(probe.ask for probe in probes)

    def _branch_steps(self) -> Iterable[Step]:
        """Give the branch's steps, what must be asked in front: then the end can come early."""
        branches = branches_for(self.assessment.facts, self.catalogue.questionnaire)
        must = set(must_facts(self.assessment.facts, self.catalogue.questionnaire))
        steps = chain.from_iterable(branch.ask for branch in branches)
        return sorted(steps, key=lambda step: must.isdisjoint(step.facts))

    def _first(self, steps: Iterable[Step]) -> Ask | None:
        for step in steps:
            if facts := self._open(step):
                questionnaire = self.catalogue.questionnaire
                return ask_step(step, facts, check_in=self.check_in, questionnaire=questionnaire)
        return None

    def _open(self, step: Step) -> tuple[str, ...]:
        if f"{step.id}:yes" in self.check_in.asked:
            return tuple(fact for fact in step.facts if fact not in self.settled)
        return still_open(step, self.settled)
