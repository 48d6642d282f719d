"""The things in the room, as outlines: simple boxes seen from the figure's own point of view."""

from itertools import product

import numpy as np

from service.core.figure.camera import project
from service.core.figure.model import Prop, View
from service.core.figure.picture import Outline
from service.core.figure.shapes import hull, whole

MAT = 1.4
BOARD = 2.4
LEG = 1.6
WALL = 108.0


def outlines(prop: Prop, view: View) -> list[Outline]:
    """Give what is drawn of a thing; a cord has nothing of its own here."""
    if prop.through and prop.x == (0.0, 0.0):
        return []
    if prop.kind == "wheel":
        return [Outline(prop.kind, _wheel(prop, view))]
    return [Outline(prop.kind, _seen(box, view)) for box in _boxes(prop)]


def _wheel(prop: Prop, view: View) -> tuple[tuple[int, int], ...]:
    radius, turns = (prop.x[1] - prop.x[0]) / 2, np.linspace(0, 2 * np.pi, 36, endpoint=False)
    middle = (prop.x[0] + prop.x[1]) / 2
    rim = np.stack([middle + radius * np.cos(turns), radius * (1 + np.sin(turns)), 0 * turns], axis=-1)
    flat, _ = project(rim, view)
    return tuple((whole(float(x)), whole(float(y))) for x, y in flat)


def _seen(box: tuple[tuple[float, float], ...], view: View) -> tuple[tuple[int, int], ...]:
    corners = np.array(list(product(*box)), dtype=float)
    flat, _ = project(corners, view)
    return tuple((whole(x), whole(y)) for x, y in hull([(float(x), float(y)) for x, y in flat]))


def _boxes(prop: Prop) -> list[tuple[tuple[float, float], ...]]:
    x, z, height = prop.x, prop.z, prop.height
    match prop.kind:
        case "mat" | "slider":
            return [(x, (-MAT, 0.0), z)]
        case "chair" | "bench":
            seat = [(x, (height - BOARD, height), z)]
            legs = [((at, at + LEG), (0.0, height - BOARD), z) for at in (x[0] + 1, x[1] - 1 - LEG)]
            if prop.back is None:
                return [*legs, *seat]
            edge = x[0] if prop.back < (x[0] + x[1]) / 2 else x[1] - LEG
            return [*legs, ((edge, edge + LEG), (height, height + 26.0), z), *seat]
        case "wall":
            return [(x, (0.0, WALL), z)]
        case "rail":
            return [((x[0], x[0] + LEG), (0.0, height), z), (x, (height - LEG, height), z)]
        case _:
            return [(x, (0.0, height), z)]
