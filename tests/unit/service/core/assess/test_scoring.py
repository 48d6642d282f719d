import pytest

from service.core.assess.scoring import also, confidence, rank
from service.core.assessment import Standing
from tests.build.catalogue import ailment, catalogue, catalogue_with, label, scoring


def standing(name: str, score: int) -> Standing:
    return Standing(name, name, name, score, (), ())


def test_a_score_is_the_base_and_the_points_of_every_rule_that_fired() -> None:
    facts = {"q.onset": "next_day", "q.tender": "diffuse"}

    scores = {found.ailment: found.score for found in rank(facts, catalogue())}

    assert scores == {"sore": 1 + 4 + 3, "tear": -2 - 2, "fine": 0}


def test_reasons_stand_on_both_sides_largest_first() -> None:
    best = rank(
        {"q.onset": "sudden", "q.pop": True, "d.one_sided": True, "q.tender": "diffuse"}, catalogue()
    )[0]

    assert best.ailment == "tear"
    assert [(reason.rule, reason.points) for reason in best.reasons_for] == [("R2", 4), ("R5", 3), ("R3", 1)]
    assert [(reason.rule, reason.points) for reason in best.reasons_against] == [("R4", -2)]
    assert best.reasons_for[0].says == "because of R2"
    assert best.reasons_for[0].trace.seen == "sudden"


def test_equal_scores_go_to_the_more_cautious_triage() -> None:
    mild, careful = ailment("mild"), ailment("careful", label("careful", triage="see_clinician"))

    found = rank({}, catalogue_with(ailments={"mild": mild, "careful": careful}))

    assert [standing.ailment for standing in found] == ["careful", "mild"]


def test_equal_scores_and_triage_go_by_the_order_of_the_catalogue() -> None:
    found = rank({}, catalogue_with(ailments={"b": ailment("b"), "a": ailment("a")}))

    assert [standing.ailment for standing in found] == ["b", "a"]


def test_a_standing_carries_the_label_it_would_get() -> None:
    limping = next(found for found in rank({"q.walk": "limp"}, catalogue()) if found.ailment == "tear")
    walking = next(found for found in rank({}, catalogue()) if found.ailment == "tear")

    assert (limping.label, walking.label) == ("tear_moderate", "tear_mild")


def test_points_of_zero_are_no_reason() -> None:
    only = catalogue_with(scoring=(scoring("R", "always", sore=0, tear=2),))

    sore = next(found for found in rank({}, only) if found.ailment == "sore")

    assert (sore.reasons_for, sore.reasons_against) == ((), ())


@pytest.mark.parametrize(
    ("best", "second", "words"),
    [
        (8, 4, "high"),
        (8, 5, "moderate"),
        (7, 0, "moderate"),
        (5, 3, "moderate"),
        (5, 4, "low"),
        (4, 0, "low"),
        (3, -9, "low"),
    ],
)
def test_confidence_needs_points_and_a_lead(best: int, second: int, words: str) -> None:
    assert confidence([standing("a", best), standing("b", second)]) == words


def test_confidence_of_a_single_condition_is_measured_against_nothing() -> None:
    assert confidence([standing("a", 8)]) == "high"
    assert confidence([]) == "low"


def test_also_names_at_most_two_that_fit_nearly_as_well() -> None:
    differential = [standing(name, score) for name, score in [("a", 8), ("b", 5), ("c", 4), ("d", 3)]]

    assert also(differential, "a") == ("b", "c")


def test_also_leaves_out_what_is_far_behind_or_weak() -> None:
    assert also([standing("a", 9), standing("b", 4), standing("c", 3)], "a") == ("b",)
    assert also([standing("a", 5), standing("b", 1)], "a") == ()


def test_when_nothing_is_clear_the_best_is_named_beside_it() -> None:
    assert also([standing("a", 3), standing("b", 2), standing("c", 1)], "unclear") == ("a", "b")
