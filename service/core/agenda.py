"""Which steps of the questionnaire the facts call for.

Shared by the check-in (what to ask next) and the assessment (what is still open): the two can never disagree.
"""

from collections.abc import Iterable, Mapping

from service.core.catalogue import AtLeast, Branch, FactValue, Questionnaire, Step
from service.core.rules.predicate import holds


def branches_for(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> tuple[Branch, ...]:
    """Give the first branch whose test is true, followed by those of its additions whose test is true."""
    branch = next((branch for branch in questionnaire.branches if holds(branch.when, facts)), None)
    if branch is None:
        return ()
    return branch, *_true(questionnaire.additions.get(branch.id, ()), facts)


def probes_for(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> tuple[Branch, ...]:
    """Give the probes whose test is true: they stand in front of the branch."""
    return tuple(_true(questionnaire.probes, facts))


def must_facts(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> tuple[str, ...]:
    """Give the facts that are never left out on this branch: its musts, and all that its additions ask.

    Without the musts a confident score under-triaged torn tendons and pressed nerves (soreness.md §6). The
    additions count as well (ours): each is there because a danger has become likelier, and a clear score for
    soreness had skipped the headache question after a long run.
    """
    branch, *additions = branches_for(facts, questionnaire) or (_NOTHING,)
    added = [fact for addition in additions for step in addition.ask for fact in step.facts]
    return tuple(dict.fromkeys([*branch.must, *added]))


def needed_facts(facts: Mapping[str, FactValue], questionnaire: Questionnaire) -> tuple[str, ...]:
    """Give the facts without which no full plan starts: the dangers asked of everybody, and the musts.

    A "don't know" to one of them leaves only gentle things to do. Source: rules.yaml `meta.unknown_policy`;
    that the opening's bundles count as well is ours.
    """
    dangers = [fact for step in questionnaire.opening if step.kind == "bundle" for fact in step.facts]
    return tuple(dict.fromkeys([*dangers, *must_facts(facts, questionnaire)]))


_NOTHING = Branch("", AtLeast(0, ()), ())


def profile_open(
    known: Iterable[str], questionnaire: Questionnaire, *, sex: FactValue | None
) -> tuple[str, ...]:
    """Give the profile's facts that are not known yet. A man is not asked whether he is pregnant."""
    settled = {*known, "p.pregnant"} if sex == "male" else set(known)
    return tuple(fact for fact in questionnaire.profile if fact not in settled)


def still_open(step: Step, known: Iterable[str]) -> tuple[str, ...]:
    """Give the facts of a step that are not known yet.

    A bundle answered "no" leaves its `also_no` facts unknown on purpose: with only those left, it is done.
    """
    settled = set(known)
    unknown = tuple(fact for fact in step.facts if fact not in settled)
    return () if set(unknown) <= set(step.also_no) else unknown


def _true(branches: Iterable[Branch], facts: Mapping[str, FactValue]) -> list[Branch]:
    return [branch for branch in branches if holds(branch.when, facts)]
