"""Outlines. A limb is a row of capsules: two balls and the skin stretched over them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import acos, atan2, cos, floor, hypot, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


def whole(number: float) -> int:
    """Round halves up, as the page's script does."""
    return floor(number + 0.5)


def capsule(a: Point, b: Point, *, radii: tuple[float, float]) -> str:
    """Give the outline round two balls as an SVG path. All outlines turn the same way, so they add up."""
    ra, rb = radii
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length <= abs(ra - rb) + 1e-6:
        (x, y), r = (a, ra) if ra >= rb else (b, rb)
        return f"M{whole(x - r)} {whole(y)}a{whole(r)} {whole(r)} 0 1 1 0 .1z"
    along, tilt = atan2(b[1] - a[1], b[0] - a[0]), acos((ra - rb) / length)
    spots = [
        (whole(x + r * cos(angle)), whole(y + r * sin(angle)))
        for (x, y), r, angle in (
            (a, ra, along + tilt),
            (a, ra, along - tilt),
            (b, rb, along - tilt),
            (b, rb, along + tilt),
        )
    ]
    (x, y), *steps = spots[0], *((q[0] - p[0], q[1] - p[1]) for p, q in pairwise(spots))
    big, one, other = int(ra > rb), whole(ra), whole(rb)
    (dx, dy), (lx, ly), (ex, ey) = steps
    return f"M{x} {y}a{one} {one} 0 {big}1{dx} {dy}l{lx} {ly}a{other} {other} 0 {1 - big}1{ex} {ey}z"


def line(points: Iterable[Point]) -> str:
    """Give an open path through points."""
    return "M" + "L".join(f"{whole(x)} {whole(y)}" for x, y in points)


def tip(before: Point, end: Point) -> str:
    """Give an arrow's head at the end of a way."""
    along = atan2(end[1] - before[1], end[0] - before[0])
    wings = [(end[0] - 34 * cos(along + turn), end[1] - 34 * sin(along + turn)) for turn in (0.6, -0.6)]
    return line([wings[0], end, wings[1]])


def hull(points: Sequence[Point]) -> list[Point]:
    """Give the corners of the smallest convex outline, in order (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    halves = []
    for row in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in row:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves += half[:-1]
    return halves


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
