"""Forward kinematics: angles in, places out, with how each place moves when an angle does.

A posture is one vector: x, y, z of the pelvis, then every hinge of the body in radians.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from service.core.figure.body import BALLS, FRAMES, HINGES, Ball
from service.core.figure.muscles import BONES, MUSCLES

Array = NDArray[np.float64]

POINTS: tuple[Ball, ...] = (
    *BALLS,
    *(ball for _, balls in MUSCLES.values() for ball in balls),
    *BONES,
)
INDEX = {ball.name: number for number, ball in enumerate(POINTS)}
RADII: Array = np.array([ball.radius for ball in POINTS])
ANGLE = {hinge.name: number + 3 for number, hinge in enumerate(HINGES)}
"""Place of each angle in a posture."""
SIZE = len(HINGES) + 3
LOW: Array = np.array([-np.inf] * 3 + [np.radians(hinge.low_deg) for hinge in HINGES])
HIGH: Array = np.array([np.inf] * 3 + [np.radians(hinge.high_deg) for hinge in HINGES])

_BY_FRAME = {
    frame.name: [n for n, hinge in enumerate(HINGES) if hinge.frame == frame.name] for frame in FRAMES
}
_PARENT = [
    next((n for n, other in enumerate(FRAMES) if other.name == frame.parent), None) for frame in FRAMES
]
_HANGS = [np.array(frame.offset, dtype=float) for frame in FRAMES]
_AXIS = [(hinge.axis.index(1), hinge.sign) for hinge in HINGES]
_FRAME_OF = [next(n for n, frame in enumerate(FRAMES) if frame.name == ball.frame) for ball in POINTS]
_OFFSETS: Array = np.array([ball.offset for ball in POINTS], dtype=float)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A posture in space."""

    points: Array
    """(n, 3): where each of POINTS is."""
    axes: Array
    """(hinges, 3): the axis of each hinge, with its sign."""
    pivots: Array
    """(hinges, 3): where each hinge sits."""


def place(posture: Array) -> Placed:
    """Give where everything is."""
    turns = np.empty((len(FRAMES), 3, 3))
    spots = np.empty((len(FRAMES), 3))
    axes = np.empty((len(HINGES), 3))
    pivots = np.empty((len(HINGES), 3))
    for number, frame in enumerate(FRAMES):
        parent = _PARENT[number]
        turned = np.eye(3) if parent is None else turns[parent].copy()
        spot = posture[:3] if parent is None else spots[parent] + turned @ _HANGS[number]
        for hinge in _BY_FRAME[frame.name]:
            axis, sign = _AXIS[hinge]
            axes[hinge] = turned[:, axis] * sign
            pivots[hinge] = spot
            _turn(turned, axis, sign * posture[hinge + 3])
        turns[number], spots[number] = turned, spot
    points = spots[_FRAME_OF] + np.einsum("nij,nj->ni", turns[_FRAME_OF], _OFFSETS)
    return Placed(points, axes, pivots)


def _turn(frame: Array, axis: int, angle: float) -> None:
    """Turn a frame about one of its own axes, in place."""
    if angle == 0:
        return
    c, s = cos(angle), sin(angle)
    one, other = (axis + 1) % 3, (axis + 2) % 3
    first, second = frame[:, one].copy(), frame[:, other].copy()
    frame[:, one] = c * first + s * second
    frame[:, other] = c * second - s * first


def slopes(placed: Placed, which: list[int]) -> Array:
    """Give d place / d posture of some points: (points, 3, posture)."""
    points = placed.points[which]
    arms = points[:, None, :] - placed.pivots[None, :, :]
    moved = np.cross(placed.axes[None, :, :], arms) * _carries()[which][:, :, None]
    made = np.zeros((len(which), 3, SIZE))
    made[:, :, :3] = np.eye(3)
    made[:, :, 3:] = moved.transpose(0, 2, 1)
    return made


@lru_cache(maxsize=1)
def _carries() -> Array:
    """Give (points, hinges): 1 where the hinge moves the point."""
    parents = {frame.name: frame.parent for frame in FRAMES}
    made = np.zeros((len(POINTS), len(HINGES)))
    for number, ball in enumerate(POINTS):
        frame: str | None = ball.frame
        while frame is not None:
            made[number, _BY_FRAME[frame]] = 1
            frame = parents[frame]
    return made
