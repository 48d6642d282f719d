import pytest

from service.core.assess import assess
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, FactValue
from service.core.errors import ContentError
from service.core.plan import LeftOut, Plan, blocks, phase_of, plan
from tests.build.catalogue import catalogue, catalogue_with, exercise, phase, protocol

SORE: dict[str, FactValue] = {"q.onset": "next_day", "q.tender": "diffuse", "q.side": "both", "q.pain": 4.0}


def plan_for(
    facts: dict[str, FactValue],
    *,
    unsure: tuple[str, ...] = (),
    athlete: Athlete | None = None,
    content: Catalogue | None = None,
) -> Plan:
    content = content or catalogue()
    return plan(assess(facts, content), content, athlete=athlete or Athlete(), unsure=unsure)


def exercises(made: Plan) -> list[str]:
    return [item.exercise for item in made.prescriptions]


def test_a_plan_is_the_first_phase_as_written() -> None:
    made = plan_for(SORE)

    assert (made.id, made.title, made.triage) == ("ease.p0", "sore words", "self_care")
    assert exercises(made) == ["walk", "sweep", "bridge"]
    assert (made.do, made.run, made.leave) == (("rest a little",), "no running", "pain of 1")
    assert [(advice.key, advice.says) for advice in made.advice] == [
        ("heat", "A warm pack."),
        ("bath", "A warm bath."),
    ]
    assert (made.recheck_h, made.left_out, made.rest_first) == ((24, 48), (), False)


def test_a_blocked_tag_removes_exercises_and_advice_and_says_why() -> None:
    made = plan_for({**SORE, "p.pregnant": True})

    assert exercises(made) == ["walk", "sweep"]
    assert made.left_out == (LeftOut("bridge", "bridge name", "blocked", ("K3 speaks against it",)),)
    assert [advice.key for advice in made.advice] == ["heat"]


def test_only_what_speaks_against_this_exercise_is_named() -> None:
    made = plan_for({**SORE, "p.pregnant": True, "p.anticoagulant": True, "q.tender": "diffuse"})

    assert [left.says for left in made.left_out] == [("K3 speaks against it",)]


def test_an_urgent_finding_gets_no_exercise() -> None:
    made = plan_for({**SORE, "q.chest_pain": True})

    assert (made.id, exercises(made), made.triage) == ("refer.p0", [], "urgent")
    assert made.left_out == (LeftOut("walk", "walk name", "urgent"),)


def test_dont_know_to_a_must_leaves_only_gentle_things_and_rest_first() -> None:
    made = plan_for(SORE, unsure=("q.walk",))

    assert exercises(made) == ["walk"]
    assert [(left.exercise, left.why) for left in made.left_out] == [
        ("sweep", "unsure"),
        ("bridge", "unsure"),
    ]
    assert (made.triage, made.rest_first, made.gentle_only) == ("rest_first", True, True)


def test_dont_know_never_lowers_the_triage() -> None:
    assert plan_for({**SORE, "q.onset_days": 50.0}, unsure=("q.walk",)).triage == "see_clinician"


def test_dont_know_to_anything_else_changes_nothing() -> None:
    assert plan_for(SORE, unsure=("q.trend",)) == plan_for(SORE)


def test_rest_comes_first_wherever_the_triage_asks_for_more_than_self_care() -> None:
    assert plan_for({"q.onset": "sudden"}).rest_first


@pytest.mark.parametrize(("age", "notes"), [(49, 0), (50, 1), (None, 0)])
def test_from_fifty_on_the_plan_says_what_changes(age: int | None, notes: int) -> None:
    assert len(plan_for(SORE, athlete=Athlete(age=age)).fifty_plus) == notes


def test_the_age_that_was_assessed_counts_before_the_profile() -> None:
    assert plan_for({**SORE, "p.age": 51.0}, athlete=Athlete(age=30)).fifty_plus


def test_without_words_for_it_nothing_is_said_from_fifty_on() -> None:
    silent = catalogue_with(advice={"heat": "A warm pack.", "bath": "A warm bath."})

    assert plan_for({**SORE, "p.age": 51.0}, content=silent).fifty_plus == ()


def test_what_changes_from_fifty_on_is_not_said_twice() -> None:
    ease = protocol("ease", phase(advice=("over_50", "heat")))
    told = catalogue_with(protocols={**catalogue().protocols, "ease": ease})

    assert [advice.key for advice in plan_for(SORE, content=told).advice] == ["heat"]


def test_a_plan_names_the_sources_of_what_is_left_of_it() -> None:
    assert plan_for({**SORE, "p.pregnant": True}).sources == (
        "source_of_ease",
        "source_of_walk",
        "source_of_sweep",
    )


@pytest.mark.parametrize("name", ["ease.p9", "nowhere.p0", "ease"])
def test_a_phase_nobody_wrote_is_our_fault(name: str) -> None:
    with pytest.raises(ContentError, match="no plan phase"):
        phase_of(name, catalogue())


def test_a_block_meets_the_id_or_any_tag() -> None:
    bridge = exercise("bridge", "lying", "stage1")

    assert blocks(bridge, ("bridge",))
    assert blocks(bridge, ("heat", "stage1"))
    assert not blocks(bridge, ("heat", "stage"))
    assert not blocks(bridge, ())
