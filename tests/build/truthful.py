"""A runner who says only what is asked, truthfully, and how many questions that took."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.catalogue import Catalogue, FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn
from service.core.facts import merge
from service.core.questions import Ask, Done, answer, next_step


@dataclass(frozen=True, slots=True)
class Talk:
    """A whole check-in: how it ended, what came of it, and its length."""

    done: Done
    found: Assessment
    asked: tuple[Ask, ...]
    questions: int
    """Screens or breaths: a drill-down is one more; that of the opening's dangers and the
    page about the runner do not. Source: soreness.md §2."""


def talk(truth: Mapping[str, FactValue], catalogue: Catalogue) -> Talk:
    """Answer every question; a yes/no that the story does not mention is a no, the rest unknown."""
    known = {"p.age": 40.0, "p.sex": "female", **_healthy(catalogue)}
    known |= {name: value for name, value in truth.items() if not name.startswith("q.")}
    check_in, asked = CheckIn(), list[Ask]()
    while isinstance(step := next_step(check_in, known, catalogue=catalogue), Ask):
        asked.append(step)
        check_in = reply(check_in, step, truth=truth)
    found = assess(merge(known, check_in.answers), catalogue)
    opening = {part.id for part in catalogue.questionnaire.opening}
    return Talk(step, found, tuple(asked), questions=sum(_weight(ask, opening) for ask in asked))


def reply(check_in: CheckIn, step: Ask, *, truth: Mapping[str, FactValue]) -> CheckIn:
    if step.kind == "bundle":
        hit = any(truth.get(fact) is True or truth.get(fact) == "cannot" for fact in step.facts)
        return answer(check_in, step, given={}, bundle=hit)
    otherwise: dict[str, Answer] = {"yes_no": False, "number": DONT_KNOW, "choice": DONT_KNOW}
    given: dict[str, Answer] = {
        question.fact: truth.get(question.fact, otherwise[question.kind]) for question in step.questions
    }
    return answer(check_in, step, given=given)


def _weight(ask: Ask, opening: set[str]) -> int:
    if ask.kind == "profile":
        return 0
    if ask.kind == "drill":
        return 0 if ask.base in opening else 1
    return 1


def _healthy(catalogue: Catalogue) -> dict[str, FactValue]:
    return {name: False for name in catalogue.questionnaire.profile if name not in {"p.age", "p.sex"}}
