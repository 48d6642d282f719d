"""What a check-in would still have to ask before a plan may start: silence is not safety."""

from collections.abc import Iterator, Mapping

from service.core.agenda import branches_for, must_facts, probes_for, profile_open, still_open
from service.core.catalogue import Catalogue, FactValue, Questionnaire
from service.core.rules.predicate import facts_in


def open_questions(facts: Mapping[str, FactValue], catalogue: Catalogue) -> tuple[str, ...]:
    """Give the unknown facts that stand between the runner and a plan.

    They are those of the opening, of the probes, of the branch's musts with their bundle, and of the profile
    where a danger or a contraindication reads it. Once nothing hurts only a probe can still want something.
    """
    probed = _probes(facts, catalogue.questionnaire)
    if nothing_hurts(facts):
        return tuple(dict.fromkeys(probed))
    opening, branch = _opening(facts, catalogue.questionnaire), _branch(facts, catalogue.questionnaire)
    return tuple(dict.fromkeys([*opening, *probed, *branch, *_profile(facts, catalogue)]))


def nothing_hurts(facts: Mapping[str, FactValue]) -> bool:
    """Say whether the runner named no place and no pain. Source: rules.yaml `stop_early`."""
    return facts.get("q.site") == "none" and facts.get("q.pain") == 0


def _opening(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> Iterator[str]:
    for step in questionnaire.opening:
        yield from still_open(step, facts)


def _probes(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> Iterator[str]:
    for probe in probes_for(facts, questionnaire):
        yield from (fact for step in probe.ask for fact in still_open(step, facts))


def _branch(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> Iterator[str]:
    unknown = {fact for fact in must_facts(facts, questionnaire) if fact not in facts}
    for branch in branches_for(facts, questionnaire):
        yield from (
            fact for step in branch.ask if unknown & set(step.facts) for fact in still_open(step, facts)
        )


def _profile(facts: Mapping[str, FactValue], catalogue: Catalogue) -> Iterator[str]:
    conditions = [flag.when for flag in catalogue.red_flags]
    conditions += [found.when for found in catalogue.contraindications]
    read = {fact for condition in conditions for fact in facts_in(condition)}
    unknown = profile_open(facts, catalogue.questionnaire, sex=facts.get("p.sex"))
    yield from (fact for fact in unknown if fact in read)
