"""A figure's file that does not fit stops the start, with the reason."""

from typing import Any

import pytest

from service.content.drawn import as_text, picture_from, read_pictures
from service.content.loader import load
from service.content.schema.figures import FigureFile
from service.core.errors import ContentError
from service.core.figure import picture_of
from tests.build.figures import figure

PLAIN: dict[str, Any] = {
    "id": "rdl",
    "muscles": ["hamstrings"],
    "start": "tall",
    "cycle": ["low", "low", "tall"],
    "poses": {
        "tall": {"angles": {"knee": 5}, "stands": {"floor": ["foot.l", "foot.r"]}},
        "low": {"like": "tall", "angles": {"lean": 60}},
    },
}
TEMPO_S = (3.0, 1.0, 2.0)


def made(**change: Any) -> Any:
    return FigureFile.model_validate(PLAIN | change).value(TEMPO_S)


def test_a_name_without_a_side_means_both() -> None:
    whole = made()

    assert whole.poses["tall"].angles == {"knee.l": 5, "knee.r": 5}
    assert whole.muscles == ("hamstrings.l", "hamstrings.r")


def test_a_pose_has_what_it_does_not_say_from_the_one_it_is_like() -> None:
    low = made().poses["low"]

    assert low.angles["knee.r"] == 5
    assert low.on == {"floor": ("foot.l", "foot.r")}


def test_a_hold_breathes_evenly() -> None:
    hold = made(cycle=[], hold="low")

    assert hold.holds
    assert hold.seconds == (4.0, 4.0)
    assert [hold.poses[name].breath for (name,) in hold.cycle] == [0.5, 0.0]


def test_a_drill_may_take_several_repetitions_for_both_legs() -> None:
    drill = made(cycle=["low", "low", "tall", "low", "low", "tall"])

    assert drill.seconds == TEMPO_S * 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"cycle": ["low", "tall"]}, "2 parts of a cycle do not fit a tempo of 3"),
        ({"cycle": ["low", "low", "up"]}, "unknown pose 'up'"),
        ({"start": "up"}, "unknown pose 'up'"),
        ({"muscles": ["wings"]}, "unknown muscle 'wings.l'"),
        ({"poses": {"tall": {"angles": {"tail": 3}}}}, "unknown angle 'tail.l'"),
        ({"poses": {"tall": {"stands": {"floor": ["tail"]}}}}, "unknown ball 'tail'"),
        ({"poses": {"tall": {"stands": {"cloud": ["seat.l"]}}, "low": {}}}, "unknown surface 'cloud'"),
        ({"poses": {"tall": {"touch": {"tail": "knee.r"}}}}, "unknown ball 'tail'"),
        ({"poses": {"tall": {"like": "later"}}}, "unknown pose above 'later'"),
        ({"props": [{"kind": "band", "through": ["tail", [0, 0, 0]]}]}, "unknown ball 'tail'"),
    ],
)
def test_what_leads_nowhere_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ContentError, match=says):
        made(**change)


def test_a_figure_needs_an_exercise() -> None:
    with pytest.raises(ContentError, match="unknown exercise 'rdl'"):
        FigureFile.model_validate(PLAIN).of({})


def test_a_picture_comes_back_from_its_file_as_it_was() -> None:
    picture = picture_of(figure(trace=("crown",)))

    assert picture_from(_read(as_text(picture))) == picture


def test_a_hold_s_picture_comes_back_too() -> None:
    kept = read_pictures()["iso_bridge"]

    assert picture_from(_read(as_text(kept))) == kept


def test_every_exercise_has_a_figure_and_its_picture() -> None:
    catalogue = load()

    assert catalogue.figures.keys() == catalogue.exercises.keys()
    assert catalogue.pictures.keys() == catalogue.exercises.keys()


def test_who_has_no_pictures_can_still_be_read(tmp_path: Any) -> None:
    assert read_pictures(tmp_path) == {}


def _read(text: str) -> Any:
    import json

    return json.loads(text)
