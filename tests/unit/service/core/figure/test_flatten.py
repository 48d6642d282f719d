"""A movement made flat."""

from dataclasses import replace

import numpy as np
import pytest

from service.core.figure import outline, picture_of
from service.core.figure.camera import project
from service.core.figure.model import Prop, View
from tests.build.figures import figure, pose


@pytest.mark.parametrize(
    ("azimuth", "right", "toward"),
    [(0, (1, 0, 0), (0, 0, 1)), (90, (0, 0, -1), (1, 0, 0)), (-90, (0, 0, 1), (-1, 0, 0))],
)
def test_a_view_knows_its_right_and_what_is_near(
    azimuth: float, right: tuple[int, int, int], toward: tuple[int, int, int]
) -> None:
    flat, depth = project(np.array([right, toward], dtype=float), View(azimuth))

    assert flat[0] == pytest.approx((10, 0), abs=1e-9)
    assert depth == pytest.approx((0, 1), abs=1e-9)


def test_up_is_up_from_any_height() -> None:
    flat, _ = project(np.array([(0, 10, 0)], dtype=float), View(0, 30))

    assert flat[0, 1] < -80


def test_everything_that_is_drawn_is_inside_the_picture() -> None:
    picture = picture_of(figure())
    left, top, width, height = picture.box

    for frame in picture.frames:
        assert left < min(frame[::2]) <= max(frame[::2]) < left + width
        assert top < min(frame[1::2]) <= max(frame[1::2]) < top + height


def test_every_picture_has_the_same_shape() -> None:
    _, _, width, height = picture_of(figure()).box

    assert width / height == pytest.approx(4 / 3, abs=0.01)


def test_what_is_behind_is_drawn_first_and_paler() -> None:
    shapes = picture_of(figure()).shapes
    shades = [shape.depth for shape in shapes]

    assert shades.index("far") < shades.index("middle") < shades.index("near")


def test_a_muscle_is_tinted_only_where_it_is_seen() -> None:
    def tinted(view: View) -> int:
        made = picture_of(replace(figure(muscles=("quads.l", "quads.r")), view=view))
        return sum(shape.kind == "muscle" for shape in made.shapes)

    assert tinted(View(90)) == 2
    assert tinted(View(-90)) == 0


def test_a_cord_goes_through_hand_and_room() -> None:
    picture = picture_of(figure(props=(Prop("band", through=("palm.r", (50.0, 10.0, 0.0))),)))

    band = next(shape for shape in picture.shapes if shape.kind == "band")
    assert outline(picture, band, 0).endswith("L500 -100")


def test_a_breath_widens_the_belly() -> None:
    poses = {"start": pose(), "down": replace(pose(), breath=1.0)}
    picture = picture_of(figure(poses=poses))
    shirt = next(shape for shape in picture.shapes if shape.kind == "shirt" and shape.depth == "middle")

    assert outline(picture, shirt, 0) != outline(picture, shirt, picture.key)


def test_a_traced_ball_leaves_an_arrow() -> None:
    picture = picture_of(figure(trace=("crown",), pushes={"knee.r": (0.0, 10.0, 0.0)}))

    assert [arrow.kind for arrow in picture.arrows] == ["trace", "tip", "push", "tip"]


def test_the_pose_that_tells_most_can_be_named() -> None:
    assert picture_of(figure(shows="start")).key == 0
    assert picture_of(figure()).key == 8


@pytest.mark.parametrize(
    ("kind", "outlines"), [("mat", 1), ("wall", 1), ("bench", 3), ("chair", 4), ("rail", 2), ("wheel", 1)]
)
def test_a_thing_in_the_room_is_made_of_outlines(kind: str, outlines: int) -> None:
    back = -12.0 if kind == "chair" else None
    picture = picture_of(figure(props=(Prop(kind, x=(-12, 12), height=20, back=back),)))

    assert [one.kind for one in picture.room] == [kind] * outlines
