"""The check-in itself, tried on the specification's cases: a runner who says only what is asked."""

from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from service.content.loader import load
from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.catalogue import FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn
from service.core.facts import merge, validate
from service.core.questions import Ask, Done, answer, next_step

VIGNETTES = Path(__file__).parents[3] / "shared/spec/soreness/vignettes_public.yaml"
CATALOGUE = load()
needs_spec = pytest.mark.skipif(
    not VIGNETTES.exists(), reason="the specification's folder ../shared is not beside the checkout"
)
TYPICAL, LONGEST = 8, 12
"""Questions. Source: soreness.md §2: median 8, at most 12."""


def cases() -> list[dict[str, Any]]:
    if not VIGNETTES.exists():
        return []
    found: list[dict[str, Any]] = yaml.safe_load(VIGNETTES.read_text(encoding="utf-8"))["vignettes"]
    return found


def truth_of(case: Mapping[str, Any]) -> dict[str, FactValue]:
    return validate(
        {f"{kind}.{name}": value for kind, facts in case["facts"].items() for name, value in facts.items()}
    )


def healthy() -> dict[str, FactValue]:
    return {name: False for name in CATALOGUE.questionnaire.profile if name not in ("p.age", "p.sex")}


def talk(truth: Mapping[str, FactValue]) -> tuple[Assessment, list[str], Done]:
    """Answer every question from the case; a yes/no it does not mention is a no, the rest unknown."""
    known = {"p.age": 40.0, "p.sex": "female", **healthy()}
    known |= {name: value for name, value in truth.items() if not name.startswith("q.")}
    check_in, asked = CheckIn(), list[str]()
    while isinstance(step := next_step(check_in, known, catalogue=CATALOGUE), Ask):
        asked.append(step.step)
        check_in = reply(check_in, step, truth=truth)
    return assess(merge(known, check_in.answers), CATALOGUE), asked, step


def reply(check_in: CheckIn, step: Ask, *, truth: Mapping[str, FactValue]) -> CheckIn:
    if step.kind == "bundle":
        hit = any(truth.get(fact) is True or truth.get(fact) == "cannot" for fact in step.facts)
        return answer(check_in, step, given={}, bundle=hit)
    otherwise: dict[str, Answer] = {"yes_no": False, "number": DONT_KNOW, "choice": DONT_KNOW}
    given: dict[str, Answer] = {
        question.fact: truth.get(question.fact, otherwise[question.kind]) for question in step.questions
    }
    return answer(check_in, step, given=given)


@needs_spec
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases()])
def test_hearing_only_what_was_asked_is_enough(case: dict[str, Any]) -> None:
    expect = case["expect"]

    found, asked, done = talk(truth_of(case))

    assert found.top in {expect["top"], *expect.get("also_ok", ())}
    assert (found.triage, found.urgency) == (expect["triage"], expect["urgency"])
    assert len(asked) <= LONGEST
    assert (done.why == "red_flag") is expect["top"].startswith("rf_")


@needs_spec
def test_a_typical_check_in_is_short() -> None:
    lengths = [len(talk(truth_of(case))[1]) for case in cases()]

    assert median(lengths) <= TYPICAL


NEVER_LEFT_OUT = [fact for branch in CATALOGUE.questionnaire.branches for fact in branch.must]


def test_every_must_has_a_question() -> None:
    assert set(NEVER_LEFT_OUT) <= set(CATALOGUE.questionnaire.questions)
