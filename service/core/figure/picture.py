"""A movement made flat: everything needed to draw any moment of it, and nothing left to work out.

Shapes name balls, frames say where the balls are. So a page draws a moment by putting balls between two frames and
stretching skin over them, and every frame was settled on its contacts before. All numbers are whole: tenths of a
hundredth of the body's height, to the right and down.
"""

from dataclasses import dataclass

from service.core.figure.shapes import Point, capsule, line

SWELL = 100
"""What `swell` and `breath` count in."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing that is drawn: capsules stretched over balls, or a cord through them."""

    kind: str
    """skin, shirt, shorts, shoe, muscle, or a cord's kind."""
    depth: str
    """near, far or middle."""
    capsules: tuple[tuple[int, int], ...] = ()
    cord: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A thing in the room that stands still, and its corners."""

    kind: str
    corners: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way that a ball takes (trace), a push that moves nothing (push), or the head of either (tip)."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the movement: from one frame to another in so many seconds."""

    seconds: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole movement, flat."""

    id: str
    side: str | None
    """Which side works as drawn; the other side is the mirror image."""
    box: tuple[int, int, int, int]
    """Left, top, width and height of what is shown."""
    floor: bool
    """Whether the floor is a line, seen from its edge."""
    radii: tuple[int, ...]
    swell: tuple[int, ...]
    """By how many hundredths of its radius each ball grows with a full breath."""
    frames: tuple[tuple[int, ...], ...]
    """x and y of every ball, in turn."""
    breath: tuple[int, ...]
    """Of each frame, in hundredths of a full breath."""
    shapes: tuple[Shape, ...]
    """From the farthest to the nearest."""
    room: tuple[Outline, ...]
    arrows: tuple[Arrow, ...]
    enter: Part | None
    """Into a hold; the cycle then breathes in it."""
    cycle: tuple[Part, ...]
    flows: bool
    """Whether parts follow each other without coming to rest."""
    stride: int
    """How far to the right one cycle takes a figure that travels."""
    key: int
    """The frame that tells most."""


def outline(picture: Picture, shape: Shape, at: int) -> str:
    """Give a shape in one frame as an SVG path."""
    frame = picture.frames[at]
    if shape.cord:
        return line(_spot(frame, ball) for ball in shape.cord)
    capsules = (
        capsule(_spot(frame, a), _spot(frame, b), radii=(_radius(picture, a, at), _radius(picture, b, at)))
        for a, b in shape.capsules
    )
    return "".join(dict.fromkeys(capsules))  # seen from the side, left and right fall on each other


def _spot(frame: tuple[int, ...], ball: int) -> Point:
    return float(frame[2 * ball]), float(frame[2 * ball + 1])


def _radius(picture: Picture, ball: int, at: int) -> float:
    return picture.radii[ball] * (1 + picture.swell[ball] * picture.breath[at] / SWELL**2)
