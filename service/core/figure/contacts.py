"""From "the foot stands on the step" to where each ball must be.

A ball that stands somewhere keeps its spot: the first pose in which it stands there finds the spot, and every
later one returns to it. Only a figure that travels finds a new spot for every landing.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from service.core.figure.model import FLOOR, GROUPS, Figure, Pose
from service.core.figure.settle import Contact
from service.core.figure.skeleton import INDEX, RADII, Array

Spots: TypeAlias = dict[tuple[str, str], Array]
"""(ball, surface) → its place."""
EVERY = (0, 1, 2)
SLIDING = "slider"
"""A surface on which nothing keeps its spot."""


def balls_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Take groups apart: "foot.r" is heel.r and ball.r."""
    made: list[str] = []
    for name in names:
        stem, _, side = name.partition(".")
        made += [f"{ball}.{side}" for ball in GROUPS[stem]] if stem in GROUPS else [name]
    return tuple(made)


def standing(pose: Pose) -> set[tuple[str, str]]:
    """Give every ball with the surface it is on."""
    return {(ball, surface) for surface, names in pose.on.items() for ball in balls_of(names)}


def contacts_of(figure: Figure, pose: Pose, spots: Spots) -> list[Contact]:
    """Give all contacts of a pose; a ball whose spot is not known yet may choose it."""
    made = [_on(figure, ball, surface, spots) for ball, surface in sorted(standing(pose))]
    return made + [_held(ball, place) for ball, place in pose.touch.items()]


def between(figure: Figure, first: Pose, second: Pose, *, spots: Spots, share: float) -> list[Contact]:
    """Give the contacts on the way from one pose to the next: what both have."""
    both = standing(first) & standing(second)
    made = [_on(figure, ball, surface, spots) for ball, surface in sorted(both)]
    for ball in sorted(first.touch.keys() & second.touch.keys()):
        one, other = first.touch[ball], second.touch[ball]
        if isinstance(one, str) or isinstance(other, str):
            made += [_held(ball, one)] if one == other else []
        else:
            made.append(Contact(ball, EVERY, (1 - share) * np.array(one) + share * np.array(other)))
    return made


def find_spots(pose: Pose, points: Array, spots: Spots) -> None:
    """Remember where the balls of this pose stand, unless they stood there before."""
    for ball, surface in standing(pose):
        if surface == SLIDING:
            continue
        spots.setdefault((ball, surface), points[INDEX[ball]].copy())


def _on(figure: Figure, ball: str, surface: str, spots: Mapping[tuple[str, str], Array]) -> Contact:
    radius = RADII[INDEX[ball]]
    known = spots.get((ball, surface))
    if surface == "wall":
        wall = next(prop for prop in figure.props if prop.kind == "wall")
        facing = wall.x[0] if wall.x[0] > 0 else wall.x[1]
        target = np.array([facing - radius if facing > 0 else facing + radius, 0.0, 0.0])
        axis = 0
    else:
        level = 0.0 if surface == FLOOR else next(p.height for p in figure.props if p.kind == surface)
        target, axis = np.array([0.0, level + radius, 0.0]), 1
    if known is None:
        return Contact(ball, (axis,), target)
    spot = known.copy()
    spot[axis] = target[axis]
    return Contact(ball, EVERY, spot)


def _held(ball: str, place: object) -> Contact:
    if isinstance(place, str):
        return Contact(ball, EVERY, np.zeros(3), against=place)
    return Contact(ball, EVERY, np.array(place, dtype=float))
