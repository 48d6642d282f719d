import pytest

from service.core.assess import assess
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Dose, FactValue, SittingWords
from service.core.dosing import halved
from service.core.errors import NotFound
from service.core.plan import plan
from service.core.routine import Routine, build, sitting
from tests.build.catalogue import catalogue, catalogue_with, exercise

SORE: dict[str, FactValue] = {"q.onset": "next_day", "q.tender": "diffuse", "q.side": "both", "q.pain": 4.0}


def routine_for(facts: dict[str, FactValue], content: Catalogue | None = None) -> Routine:
    content = content or catalogue()
    return build(plan(assess(facts, content), content, athlete=Athlete()), content)


def test_a_routine_has_the_plans_exercises_in_its_order_with_its_doses() -> None:
    made = routine_for(SORE)

    assert (made.id, made.title) == ("ease.p0", "sore words")
    assert [item.exercise.id for item in made.items] == ["walk", "sweep", "bridge"]
    assert made.items[2].dose == Dose(reps=5, hold_s=30.0)


def test_the_first_easier_version_comes_with_half_the_repetitions() -> None:
    easier = routine_for(SORE).items[2].easier

    assert easier is not None
    assert (easier.exercise.id, easier.dose.reps, easier.easier) == ("tilt", 4, None)


def test_a_blocked_easier_version_gives_way_to_the_next() -> None:
    made = sitting_with_bridge(blocked=("tilt",))

    assert made.items[0].easier is not None
    assert made.items[0].easier.exercise.id == "walk"


def test_without_an_easier_version_that_is_allowed_there_is_none() -> None:
    assert sitting_with_bridge(blocked=("gentle",)).items[0].easier is None
    assert routine_for(SORE).items[0].easier is None


def sitting_with_bridge(*, blocked: tuple[str, ...]) -> Routine:
    content = catalogue()
    bridge = content.protocols["ease"].phases[0].exercises[2]
    words = {"evening": SittingWords("Evening", "Slowly.")}
    evening = catalogue_with(sittings={"evening": (bridge,)}, sitting_words=words)
    return sitting("evening", evening, blocked=blocked)


def test_an_urgent_finding_makes_an_empty_routine() -> None:
    assert routine_for({**SORE, "q.chest_pain": True}).items == ()


@pytest.mark.parametrize(
    ("dose", "half"),
    [
        (Dose(reps=8), Dose(reps=4)),
        (Dose(reps=5, hold_s=30.0), Dose(reps=2, hold_s=30.0)),
        (Dose(reps=1, hold_s=30.0), Dose(reps=1, hold_s=15.0)),
        (Dose(reps=1), Dose(reps=1)),
        (Dose(sets=3, reps=2), Dose(sets=3, reps=1)),
    ],
)
def test_half_of_a_dose_is_half_the_repetitions_or_half_of_one_hold(dose: Dose, half: Dose) -> None:
    assert halved(dose) == half


def test_a_sitting_needs_no_plan_and_keeps_to_what_is_blocked() -> None:
    whole, spared = sitting("warm_up", catalogue()), sitting("warm_up", catalogue(), blocked=("stretch",))

    assert (whole.id, whole.title, whole.opening) == ("warm_up", "Warm-up", "Everything moves.")
    assert [item.exercise.id for item in whole.items] == ["walk", "sweep"]
    assert [item.exercise.id for item in spared.items] == ["walk"]


def test_a_sitting_nobody_wrote_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"There are: warm_up\."):
        sitting("yoga", catalogue())


def test_an_exercise_can_be_blocked_by_its_own_name() -> None:
    content = catalogue_with(exercises={**catalogue().exercises, "sweep": exercise("sweep")})

    assert [item.exercise.id for item in sitting("warm_up", content, blocked=("sweep",)).items] == ["walk"]


def test_a_planned_session_opens_with_how_much_pain_is_all_right() -> None:
    content = catalogue_with(advice={**catalogue().advice, "pain_rule": "Up to three is fine."})

    assert routine_for(SORE, content).opening == "Up to three is fine."
