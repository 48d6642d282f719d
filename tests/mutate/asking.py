"""What a check-in asks, looked at from the runner's side."""

from collections.abc import Mapping, Sequence

from service.core.assess import assess
from service.core.catalogue import Catalogue, FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn
from service.core.questions import Ask, answer, next_step
from service.core.questions.recheck import carry_over

QUIET: Mapping[str, FactValue] = {
    "q.chest_pain": False, "q.breathless": False, "q.fainted": False, "q.palpitations": False,
    "q.confusion": False, "q.vomiting": False, "q.fever": False, "q.dark_urine": False,
    "q.saddle_numb": False, "q.bladder_bowel": False, "q.calf_swelling": False, "q.walk": "normal",
    "q.site": "calf", "q.side": "both", "q.pain": 3.0, "q.onset": "gradual", "q.onset_days": 2.0,
}  # fmt: skip
"""An opening with nothing wrong in it."""
OPENING = tuple(QUIET)


def after_the_opening(catalogue: Catalogue, *, truth: Mapping[str, FactValue]) -> list[str]:
    """Give what is asked beside the opening, of a runner whose profile is known."""
    known = {name: value for name, value in truth.items() if not name.startswith("q.")}
    asked = _talk(catalogue, truth, known | _healthy(catalogue))
    return [facts for facts in asked if facts == "q.walk" or not set(facts.split("+")) & set(OPENING)]


def opening(catalogue: Catalogue) -> list[str]:
    return _talk(catalogue, {}, _healthy(catalogue))[:4]


def profile(catalogue: Catalogue) -> list[str]:
    asked = _talk(catalogue, {}, {})
    return next((facts.split("+") for facts in asked if facts.startswith("p.")), [])


def recheck(catalogue: Catalogue) -> list[str]:
    return list(carry_over(CheckIn(dict(QUIET)), catalogue.questionnaire, days=1).follow_up)


def after_a_no(catalogue: Catalogue) -> str | None:
    """Give what a "no" to the second bundle leaves to be asked."""
    open_ones = ("q.walk", "q.dark_urine", "q.calf_swelling")
    check_in = CheckIn({name: value for name, value in QUIET.items() if name not in open_ones})
    step = next_step(check_in, _healthy(catalogue), catalogue=catalogue)
    if not isinstance(step, Ask) or step.kind != "bundle":
        return None
    step = next_step(answer(check_in, step, given={}, bundle=False), _healthy(catalogue), catalogue=catalogue)
    return "+".join(step.facts) if isinstance(step, Ask) else None


def before_a_plan(
    catalogue: Catalogue, *, given: Mapping[str, FactValue], unknown: Sequence[str]
) -> list[str]:
    facts = {**QUIET, **_healthy(catalogue), **given}
    return list(assess({n: v for n, v in facts.items() if n not in unknown}, catalogue).open_questions)


def again(catalogue: Catalogue, *, given: Mapping[str, FactValue]) -> list[str]:
    """Give the facts of the repair question."""
    known = {name: value for name, value in given.items() if name.startswith("run.")} | _healthy(catalogue)
    answers = {**QUIET, **given}
    step = next_step(CheckIn(answers), known, catalogue=catalogue)
    return list(step.facts) if isinstance(step, Ask) and step.kind == "repair" else []


def choices(catalogue: Catalogue, *, fact: str) -> list[str]:
    return [choice.value for choice in catalogue.questionnaire.questions[fact].choices]


def _healthy(catalogue: Catalogue) -> dict[str, FactValue]:
    yes_no = {name: False for name in catalogue.questionnaire.profile if name not in {"p.age", "p.sex"}}
    return {"p.age": 30.0, "p.sex": "other", **yes_no}


def _talk(catalogue: Catalogue, truth: Mapping[str, FactValue], known: Mapping[str, FactValue]) -> list[str]:
    """Give every question or bundle, in order, of a runner who says the truth or "don't know"."""
    check_in, asked = CheckIn(), list[str]()
    while isinstance(step := next_step(check_in, known, catalogue=catalogue), Ask):
        asked.append("+".join(step.facts))
        if step.kind == "bundle":
            told: dict[str, Answer] = {fact: truth[fact] for fact in step.facts if fact in truth}
            check_in = answer(check_in, step, given=told, bundle=DONT_KNOW)
        else:
            said = {question.fact: truth.get(question.fact, DONT_KNOW) for question in step.questions}
            check_in = answer(check_in, step, given=said)
    return asked
