from dataclasses import replace

from service.core.assess.open_questions import nothing_hurts, open_questions
from service.core.catalogue import FactValue
from tests.build.catalogue import branch, catalogue, catalogue_with, one, questionnaire

OPENING: dict[str, FactValue] = {
    "q.chest_pain": False,
    "q.palpitations": False,
    "q.vomiting": False,
    "q.dark_urine": False,
    "q.site": "mid_thigh_back",
    "q.side": "left",
    "q.pain": 4.0,
    "q.onset": "sudden",
    "q.onset_days": 1.0,
}
PROFILE: dict[str, FactValue] = {"p.anticoagulant": False, "p.pregnant": False}


def test_knowing_nothing_leaves_the_opening_the_musts_and_the_profile_that_matters() -> None:
    assert open_questions({}, catalogue()) == (
        "q.chest_pain",
        "q.palpitations",
        "q.vomiting",
        "q.dark_urine",
        "q.walk",
        "q.site",
        "q.side",
        "q.pain",
        "q.onset",
        "q.onset_days",
        "p.anticoagulant",
        "p.pregnant",
    )


def test_a_must_is_open_with_the_rest_of_its_bundle() -> None:
    assert open_questions({**OPENING, **PROFILE}, catalogue()) == ("q.pop", "q.bruise", "q.weak", "q.walk")


def test_a_known_must_leaves_the_rest_of_its_bundle_alone() -> None:
    facts = {**OPENING, **PROFILE, "q.pop": False, "q.walk": "normal"}

    assert open_questions(facts, catalogue()) == ()


def test_a_probe_that_is_true_is_open() -> None:
    facts = {**OPENING, **PROFILE, "q.pop": False, "q.walk": "normal", "q.pain": 8.0}

    assert open_questions(facts, catalogue()) == ("q.tense_swelling", "q.little_urine")


def test_an_addition_that_is_true_is_open() -> None:
    facts = {**OPENING, **PROFILE, "q.onset": "during", "run.duration_min": 200.0, "q.cramp": False}

    assert open_questions(facts, catalogue()) == ("q.drank_lot", "q.headache")


def test_nothing_is_open_when_nothing_hurts() -> None:
    facts: dict[str, FactValue] = {"q.site": "none", "q.pain": 0.0}

    assert nothing_hurts(facts)
    assert open_questions(facts, catalogue()) == ()


def test_a_probe_outlives_that_nothing_hurts() -> None:
    sick = branch("G_sick", "q.vomiting is true", one("G2", "q.headache"))
    asking = catalogue_with(questionnaire=replace(questionnaire(), probes=(sick,)))

    assert open_questions({"q.site": "none", "q.pain": 0.0, "q.vomiting": True}, asking) == ("q.headache",)


def test_pain_without_a_place_is_not_nothing() -> None:
    assert not nothing_hurts({"q.site": "none", "q.pain": 1.0})
    assert not nothing_hurts({"q.site": "none"})
    assert not nothing_hurts({"q.pain": 0.0})
