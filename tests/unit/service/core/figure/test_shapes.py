"""Outlines as SVG paths."""

import re
from itertools import accumulate

import pytest

from service.core.figure.shapes import capsule, hull, line, tip, whole


@pytest.mark.parametrize(("number", "rounded"), [(0.5, 1), (-0.5, 0), (1.49, 1), (-1.51, -2)])
def test_halves_are_rounded_up_as_the_page_s_script_does(number: float, rounded: int) -> None:
    assert whole(number) == rounded


def test_a_capsule_goes_round_both_balls() -> None:
    path = capsule((0, 0), (100, 0), radii=(20, 10))

    steps = [tuple(map(int, step)) for step in re.findall(r"(?:M|l| 0 \d1)(-?\d+) (-?\d+)", path)]
    corners = list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1])))
    assert [abs(y) for _, y in corners] == [20, 20, 10, 10]
    assert path.endswith("z")


def test_a_ball_inside_the_other_leaves_a_circle() -> None:
    assert capsule((0, 0), (3, 0), radii=(20, 10)).count("a") == 1
    assert capsule((0, 0), (3, 0), radii=(10, 20)).startswith("M-17 0")


def test_a_hull_leaves_out_what_lies_inside() -> None:
    corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]

    assert set(hull([*corners, (2.0, 2.0), (2.0, 0.0)])) == set(corners)


def test_a_line_goes_through_its_points() -> None:
    assert line([(0, 0), (1.6, 2), (3, -4)]) == "M0 0L2 2L3 -4"


def test_an_arrow_s_head_ends_where_the_way_ends() -> None:
    assert "L100 0L" in tip((0, 0), (100, 0))
