"""What would change an assessment's mind, on the real content."""

from service.content.loader import load
from service.core.assess import assess
from service.core.assess.triage import Care
from service.core.catalogue import FactValue
from service.core.turning import Turn, away, sooner, towards, turns

CATALOGUE = load()
TENDON: dict[str, FactValue] = {
    "q.site": "sit_bone", "q.side": "left", "q.onset": "gradual", "q.onset_days": 21.0, "q.pain": 3.0,
    "q.walk": "normal", "q.sit_pain": True, "q.sitbone_tender": True, "q.radiate": "none", "p.age": 43.0,
}  # fmt: skip
NERVE: dict[str, FactValue] = {
    "q.site": "buttock_deep", "q.side": "left", "q.onset": "gradual", "q.walk": "normal",
    "q.sit_pain": True, "q.sitbone_tender": False, "q.tingle": True, "q.radiate": "thigh", "q.back_pain": False,
    "q.cough_pain": False, "q.pop": False, "q.bruise": False, "q.weak": False, "q.onset_days": 28.0, "p.age": 40.0,
}  # fmt: skip


def all_turns(facts: dict[str, FactValue]) -> tuple[Turn, ...]:
    return turns(assess(facts, CATALOGUE), CATALOGUE)


def answers(found: tuple[Turn, ...]) -> set[tuple[str, FactValue]]:
    return {(turn.fact, turn.value) for turn in found}


def test_nerve_signs_would_change_the_name_of_a_sore_tendon() -> None:
    found = assess(TENDON, CATALOGUE)

    elsewhere = away(found, turns(found, CATALOGUE))

    assert {("q.tingle", True), ("q.radiate", "below_knee")} <= answers(elsewhere)
    assert {turn.top for turn in elsewhere if turn.fact == "q.tingle"} == {"pht_sciatic"}


def test_what_was_not_answered_stands_first() -> None:
    known = [turn.was is not None for turn in all_turns(TENDON)]

    assert known == sorted(known)
    assert True in known
    assert False in known


def test_a_danger_sign_asks_for_help_sooner_and_is_no_other_pattern() -> None:
    found = assess(TENDON, CATALOGUE)
    changed = turns(found, CATALOGUE)

    numb = [turn for turn in sooner(found, changed) if turn.fact == "q.saddle_numb"]

    assert [(turn.top, turn.care) for turn in numb] == [("rf_cauda_equina", Care("urgent", "emergency_now"))]
    assert ("q.saddle_numb", True) not in answers(away(found, changed))


def test_less_care_is_not_sooner() -> None:
    found = assess({**TENDON, "q.pain": 7.0}, CATALOGUE)
    changed = turns(found, CATALOGUE)

    milder = [turn for turn in changed if turn.fact == "q.trend" and turn.value == "better"]

    assert milder
    assert not set(milder) & set(sooner(found, changed))


def test_of_a_number_the_nearest_change_each_way_is_given() -> None:
    found = all_turns({**TENDON, "q.onset_days": 41.0})

    assert [turn.value for turn in found if turn.fact == "q.onset_days"] == [42.0]


def test_the_runner_up_is_put_first_by_what_speaks_for_it() -> None:
    found = assess(NERVE, CATALOGUE)

    assert found.also == ("pht_sciatic",)
    assert answers(towards("pht_sciatic", turns(found, CATALOGUE))) == {("q.sitbone_tender", True)}


def test_the_place_and_the_person_are_not_questioned() -> None:
    assert not {turn.fact for turn in all_turns(TENDON)} & {"q.site", "q.spots", "p.age", "p.sex"}
    assert all(not turn.fact.startswith(("run.", "d.")) for turn in all_turns(TENDON))
