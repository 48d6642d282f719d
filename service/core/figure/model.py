"""What a figure is made of, as its file says it. Angles in degrees, lengths in hundredths of the body's height."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Spot: TypeAlias = tuple[float, float, float]
Holdable: TypeAlias = str | Spot
"""A ball of the body by its name, or a place in the room."""

FLOOR = "floor"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "foot": ("heel", "ball"),
    "toes": ("ball", "tip"),
    "hand": ("palm", "fingers"),
    "forearm": ("elbow", "palm"),
    "shin": ("knee", "ankle"),
    "side": ("hip", "ribs"),
}
"""Names for balls that touch together; each needs its side."""
EXTRA = frozenset({"weight", "stick_low", "stick_high"})
"""Balls that are no part of the body, so they neither touch nor are kept above the floor."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One key pose."""

    angles: Mapping[str, float]
    """By hinge, in degrees; what is not named is 0."""
    on: Mapping[str, tuple[str, ...]]
    """Surface → balls that stand or lie on it."""
    touch: Mapping[str, Holdable] = field(default_factory=dict)
    """Ball → what it holds on to."""
    forward: float = 0.0
    """How far the pelvis is wanted in front of where the pose before had it; matters only in the air."""
    lift: float | None = None
    """In the air: how high the lowest ball is above the floor."""
    breath: float = 0.0
    """0 with the air out, 1 with the air in."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the room: a box on the floor, or a cord through balls and places."""

    kind: str
    x: tuple[float, float] = (0.0, 0.0)
    z: tuple[float, float] = (-16.0, 16.0)
    height: float = 0.0
    back: float | None = None
    """A chair's: where its back stands."""
    through: tuple[Holdable, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Where the figure is seen from: 0 its right side, 90 its front, -90 its back; and how far from above."""

    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """How an exercise looks."""

    id: str
    view: View
    poses: Mapping[str, Pose] = field(hash=False)
    start: str
    cycle: tuple[tuple[str, ...], ...]
    """For each part of a repetition the poses it goes through; the last one ends it. Of a hold: how it breathes."""
    seconds: tuple[float, ...]
    """Length of each entry of the cycle."""
    holds: bool
    """Whether the cycle goes on inside one pose that `start` leads to."""
    flows: bool = False
    """Whether the poses are passed through without a stop, as in walking."""
    travels: bool = False
    """Whether each cycle ends further on, so that the view must go along."""
    side: str | None = None
    """Which side works as drawn; None for both at once. The other side is the mirror image."""
    muscles: tuple[str, ...] = ()
    """What works most, each with its side."""
    props: tuple[Prop, ...] = ()
    trace: tuple[str, ...] = ()
    """Balls whose way is shown by an arrow."""
    pushes: Mapping[str, Spot] = field(default_factory=dict, hash=False)
    """Ball → the way it presses without moving, shown by an arrow."""
    shows: str | None = None
    """The pose that tells most, for a single picture; None where it ends the first stretch."""
    far: tuple[str, ...] | None = None
    """Parts in the paler shade of what lies behind; None where depth alone decides."""
