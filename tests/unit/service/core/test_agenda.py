from dataclasses import replace

from service.core.agenda import branches_for, must_facts, needed_facts, probes_for, still_open
from service.core.catalogue import FactValue
from tests.build.catalogue import bundle, one, questionnaire

LONG: dict[str, FactValue] = {"q.onset": "during", "run.duration_min": 200.0}


def test_the_first_branch_that_is_true_is_taken() -> None:
    both = {"q.site": "groin", "q.onset": "sudden"}

    assert [branch.id for branch in branches_for(both, questionnaire())] == ["B_groin"]
    assert [branch.id for branch in branches_for({}, questionnaire())] == ["B_default"]


def test_an_addition_joins_its_branch_when_it_is_true() -> None:
    assert [branch.id for branch in branches_for(LONG, questionnaire())] == ["B_during", "B_during_long"]
    assert [branch.id for branch in branches_for({"q.onset": "during"}, questionnaire())] == ["B_during"]


def test_a_probe_is_asked_only_when_it_is_true() -> None:
    assert [probe.id for probe in probes_for({"q.pain": 7.0}, questionnaire())] == ["G_pain7"]
    assert probes_for({"q.pain": 6.0}, questionnaire()) == ()


def test_what_an_addition_asks_is_a_must_too() -> None:
    assert must_facts(LONG, questionnaire()) == ("q.cramp", "q.drank_lot", "q.headache")


def test_the_dangers_asked_of_everybody_are_needed_beside_the_musts() -> None:
    assert needed_facts({"q.site": "groin"}, questionnaire()) == (
        "q.chest_pain",
        "q.palpitations",
        "q.vomiting",
        "q.dark_urine",
        "q.walk",
        "q.hop_pain",
    )


def test_without_any_branch_nothing_is_a_must() -> None:
    bare = replace(questionnaire(), branches=())

    assert branches_for({}, bare) == ()
    assert must_facts({}, bare) == ()


def test_a_step_is_open_for_the_facts_nobody_knows() -> None:
    step = bundle("Q2", "q.dark_urine", "q.walk", also_no=("q.walk",))

    assert still_open(step, {}) == ("q.dark_urine", "q.walk")
    assert still_open(step, {"q.walk"}) == ("q.dark_urine",)
    assert still_open(step, {"q.dark_urine"}) == ()
    assert still_open(one("B1", "q.walk"), {"q.dark_urine"}) == ("q.walk",)
