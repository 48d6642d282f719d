import pytest

from service.core.body import Spot, facts_of, merged, read_spot, read_spots, spots_in
from service.core.errors import InputError
from service.core.facts import validate

RIGHT_SIT = Spot("sit_bone", "right")
LEFT_GROIN = Spot("groin", "left")


def test_one_mark_says_where_and_on_which_side() -> None:
    assert facts_of([RIGHT_SIT]) == {"q.site": "sit_bone", "q.side": "right", "q.spots": "sit_bone:right"}


def test_both_sides_of_one_place_are_one_place() -> None:
    marked = [RIGHT_SIT, LEFT_GROIN, Spot("sit_bone", "left")]

    assert merged(marked) == (Spot("sit_bone", "both"), LEFT_GROIN)


def test_the_worst_place_is_judged_and_the_others_are_kept() -> None:
    facts = facts_of([RIGHT_SIT, LEFT_GROIN], worst="groin")

    assert facts == {"q.site": "groin", "q.side": "left", "q.spots": "groin:left sit_bone:right"}
    assert spots_in(facts) == (LEFT_GROIN, RIGHT_SIT)


@pytest.mark.parametrize(
    ("marked", "worst", "code"),
    [
        ([], None, "no_answer"),
        ([RIGHT_SIT, LEFT_GROIN], None, "which_is_worst"),
        ([RIGHT_SIT], "groin", "bad_answer"),
    ],
)
def test_marks_that_leave_the_worst_open_are_not_taken(
    marked: list[Spot], worst: str | None, code: str
) -> None:
    with pytest.raises(InputError) as refused:
        facts_of(marked, worst=worst)

    assert refused.value.code == code


@pytest.mark.parametrize("text", ["", "knee:left", "groin", "groin:up", "none:both"])
def test_a_place_nobody_knows_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_spot(text)


def test_all_over_the_legs_has_no_single_side() -> None:
    assert read_spot("whole_legs:left") == Spot("whole_legs", "both")


def test_a_corrected_place_stands_in_front_of_the_marks() -> None:
    facts = {"q.site": "calf", "q.side": "left", "q.spots": "groin:left sit_bone:right"}

    assert spots_in(facts) == (Spot("calf", "left"), LEFT_GROIN, RIGHT_SIT)


def test_where_nothing_hurts_there_is_nothing_to_show() -> None:
    assert spots_in({"q.site": "none", "q.spots": "groin:left"}) == ()
    assert spots_in({}) == ()
    assert spots_in({"q.site": "groin", "q.side": "left"}) == (LEFT_GROIN,)


def test_marks_are_kept_as_they_are_written() -> None:
    assert read_spots("groin:left sit_bone:right") == (LEFT_GROIN, RIGHT_SIT)
    assert validate({"q.spots": "groin:left sit_bone:right"}) == {"q.spots": "groin:left sit_bone:right"}
