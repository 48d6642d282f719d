"""Mutants of what is asked: steps, facts in a bundle, musts, probes, the profile, the re-check, the choices."""

from collections.abc import Iterator
from dataclasses import replace

from service.core.catalogue import Branch, Catalogue, Questionnaire, Step
from service.core.rules.predicate import facts_in
from tests.mutate.conditions import weakened
from tests.mutate.mutant import Mutant, leaving_out, swapping


def mutants(catalogue: Catalogue) -> Iterator[Mutant]:
    asked = catalogue.questionnaire
    changes = (*_opening(asked), *_branches(asked), *_probes(asked), *_additions(asked), *_lists(asked))
    for gone, changed, about in (*changes, *_choices(asked)):
        yield Mutant(gone, replace(catalogue, questionnaire=changed), frozenset(about))


Change = tuple[str, Questionnaire, tuple[str, ...]]


def _opening(asked: Questionnaire) -> Iterator[Change]:
    for step, others in leaving_out(asked.opening):
        yield f"opening {step.id}", replace(asked, opening=others), ("opening",)
        for fact, less in _shorter(step):
            yield (
                f"opening {step.id}: {fact}",
                replace(asked, opening=swapping(asked.opening, step, less)),
                ("opening",),
            )
        for fact, also_no in leaving_out(step.also_no):
            changed = swapping(asked.opening, step, replace(step, also_no=also_no))
            yield f"opening {step.id}: {fact} after a no", replace(asked, opening=changed), ("opening",)


def _branches(asked: Questionnaire) -> Iterator[Change]:
    for branch, others in leaving_out(asked.branches):
        about = ("asks", *facts_in(branch.when))
        yield f"branch {branch.id}", replace(asked, branches=others), about
        for gone, less in _fewer(branch):
            changed = replace(asked, branches=swapping(asked.branches, branch, less))
            yield f"branch {gone}", changed, about
        for fact, must in leaving_out(branch.must):
            changed = replace(asked, branches=swapping(asked.branches, branch, replace(branch, must=must)))
            yield f"branch {branch.id}: must {fact}", changed, ("must", fact, *facts_in(branch.when))


def _probes(asked: Questionnaire) -> Iterator[Change]:
    for probe, others in leaving_out(asked.probes):
        about = ("asks", *facts_in(probe.when))
        yield f"probe {probe.id}", replace(asked, probes=others), about
        for gone, less in _fewer(probe):
            yield f"probe {gone}", replace(asked, probes=swapping(asked.probes, probe, less)), about


def _additions(asked: Questionnaire) -> Iterator[Change]:
    for name, added in asked.additions.items():
        for branch, others in leaving_out(added):
            about = ("asks", *facts_in(branch.when))
            yield f"addition {branch.id}", replace(asked, additions={**asked.additions, name: others}), about
            for gone, less in _fewer(branch):
                changed = {**asked.additions, name: swapping(added, branch, less)}
                yield f"addition {gone}", replace(asked, additions=changed), about


def _lists(asked: Questionnaire) -> Iterator[Change]:
    for fact, profile in leaving_out(asked.profile):
        yield f"profile {fact}", replace(asked, profile=profile), ("profile",)
    for fact, follow_up in leaving_out(asked.follow_up):
        yield f"re-check {fact}", replace(asked, follow_up=follow_up), ("recheck",)


def _choices(asked: Questionnaire) -> Iterator[Change]:
    for fact, question in asked.questions.items():
        for choice, others in leaving_out(question.choices):
            questions = {**asked.questions, fact: replace(question, choices=others)}
            yield (
                f"answer {choice.value} to {fact}",
                replace(asked, questions=questions),
                (f"answers {fact}",),
            )


def _fewer(branch: Branch) -> Iterator[tuple[str, Branch]]:
    """Give the branch without one step, one fact of a bundle, or one part of its condition."""
    for step, ask in leaving_out(branch.ask):
        facts = "+".join(step.facts)
        must = tuple(fact for fact in branch.must if fact not in step.facts)
        yield f"{branch.id}: {facts}", replace(branch, ask=ask, must=must)
        for fact, less in _shorter(step):
            left = tuple(other for other in branch.must if other != fact)
            yield f"{branch.id}: {fact}", replace(branch, ask=swapping(branch.ask, step, less), must=left)
    for gone, when in weakened(branch.when):
        yield f"{branch.id}: {gone}", replace(branch, when=when)


def _shorter(step: Step) -> Iterator[tuple[str, Step]]:
    if len(step.facts) > 1:
        for fact, facts in leaving_out(step.facts):
            also_no = tuple(other for other in step.also_no if other != fact)
            yield fact, replace(step, facts=facts, also_no=also_no)
