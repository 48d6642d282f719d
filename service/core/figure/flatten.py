"""From a settled movement to its picture: projected, put in order of depth, framed."""

from itertools import pairwise

import numpy as np

from service.core.figure.body import Ball
from service.core.figure.camera import SCALE, project
from service.core.figure.model import Figure, View
from service.core.figure.motion import Motion, move
from service.core.figure.muscles import MUSCLES
from service.core.figure.parts import PARTS, Layers
from service.core.figure.picture import SWELL, Arrow, Outline, Picture, Shape
from service.core.figure.room import outlines
from service.core.figure.shapes import Point, line, tip, whole
from service.core.figure.skeleton import INDEX, POINTS, Array

SWELLS = {"belly": 34, "ribs.l": 7, "ribs.r": 7}
"""By how many hundredths a ball grows with a full breath. Ours."""
MARGIN = 6 * SCALE
HEADROOM = 3 * SCALE
SHAPE = 4 / 3
"""Width to height of every picture."""
LEAST = 78 * SCALE
"""No picture shows less height than this, so that lying figures are not giants."""
BEHIND = 2.5
"""A limb so far behind the trunk is drawn paler."""
HIDDEN = -0.4
"""A muscle that faces away by more of its distance from the bone is on the side that is not seen."""


def picture_of(figure: Figure, motion: Motion | None = None) -> Picture:
    """Work out the whole picture of a figure: some tenths of a second."""
    motion = motion or move(figure)
    flat, depth = _projected(motion, figure.view)
    flat, stride = _followed(flat, motion, figure.view)
    room = tuple(one for prop in figure.props for one in outlines(prop, figure.view))
    frames = np.concatenate([flat, _fixed(figure, len(flat))], axis=1)
    shapes, kept = _renumbered((*_shapes(figure, depth), *_cords(figure)), frames.shape[1])
    whole_frames = np.floor(frames[:, kept] + 0.5).astype(int)
    balls = [POINTS[n] if n < len(POINTS) else None for n in kept]
    return Picture(
        figure.id,
        figure.side,
        _box(whole_frames, room),
        floor=not figure.view.elevation_deg,
        radii=tuple(whole(ball.radius * SCALE) if ball else 0 for ball in balls),
        swell=tuple(SWELLS.get(ball.name, 0) if ball else 0 for ball in balls),
        frames=tuple(tuple(int(n) for n in frame.ravel()) for frame in whole_frames),
        breath=tuple(whole(frame.breath * SWELL) for frame in motion.frames),
        shapes=shapes,
        room=room,
        arrows=_arrows(figure, motion, flat),
        enter=motion.enter,
        cycle=motion.cycle,
        flows=figure.flows,
        stride=whole(stride),
        key=_key(figure, motion),
    )


def _projected(motion: Motion, view: View) -> tuple[Array, Array]:
    both = [project(frame.points, view) for frame in motion.frames]
    return np.array([flat for flat, _ in both]), np.array([depth for _, depth in both])


def _followed(flat: Array, motion: Motion, view: View) -> tuple[Array, float]:
    """Take away the way that a travelling figure goes, evenly over its cycle."""
    ways, _ = project(motion.advance[None, :], view)
    shares, spent = np.zeros(len(flat)), 0.0
    for part in motion.cycle:
        steps = np.arange(part.last - part.first + 1)
        shares[part.first : part.last + 1] = spent + part.seconds * steps / max(1, len(steps) - 1)
        spent += part.seconds
    return flat - (shares / spent)[:, None, None] * np.array([ways[0, 0], 0.0]), float(ways[0, 0])


def _fixed(figure: Figure, frames: int) -> Array:
    """Give the places in the room that cords go through, the same in every frame."""
    places = [place for prop in figure.props for place in prop.through if not isinstance(place, str)]
    spots, _ = project(np.array(places, dtype=float).reshape(-1, 3), figure.view)
    return np.broadcast_to(spots, (frames, *spots.shape))


def _stretch(motion: Motion) -> tuple[int, int]:
    """Give the frames of the first stretch that moves."""
    part = motion.enter or next(part for part in motion.cycle if part.last > part.first)
    return part.first, part.last


def _key(figure: Figure, motion: Motion) -> int:
    if figure.shows is None:
        return _stretch(motion)[1]
    return next(n for n, frame in enumerate(motion.frames) if frame.pose == figure.shows)


# ---- what is drawn, from the farthest to the nearest


def _shapes(figure: Figure, depth: Array) -> list[Shape]:
    means = {name: _mean_depth(layers, depth) for name, layers in PARTS.items()}
    means["head"] = means["torso"] - 0.01
    made: list[Shape] = []
    for name in sorted(PARTS, key=lambda name: means[name]):
        shade = _shade(name, means[name] - means["torso"], figure.far)
        for kind, pairs in PARTS[name]:
            made.append(Shape(kind, shade, tuple((INDEX[a], INDEX[b]) for a, b in pairs)))
        made += [Shape("muscle", shade, row) for row in _muscles(figure, name, depth)]
    return made


def _shade(name: str, away: float, far: tuple[str, ...] | None) -> str:
    if name in {"torso", "head"}:
        return "middle"
    behind = away < -BEHIND if far is None else name in far
    return "far" if behind else "near"


def _muscles(figure: Figure, name: str, depth: Array) -> list[tuple[tuple[int, int], ...]]:
    """Give the muscles on the side of a part that is seen."""
    made = []
    for muscle in figure.muscles:
        part, balls = MUSCLES[muscle]
        own = [INDEX[ball.name] for ball in balls]
        if part == name and _faces(balls, depth) > HIDDEN:
            made.append(tuple(pairwise(own)))
    return made


def _faces(balls: tuple[Ball, ...], depth: Array) -> float:
    """Give how much a muscle faces who looks: 1 straight at them, -1 straight away."""
    outward = [np.hypot(ball.offset[0], ball.offset[2]) for ball in balls]
    nearer = [(depth[:, INDEX[ball.name]] - depth[:, INDEX[f"{ball.name}.bone"]]).mean() for ball in balls]
    return float(np.sum(nearer) / np.sum(outward))


def _mean_depth(layers: Layers, depth: Array) -> float:
    body = {
        INDEX[ball] for kind, pairs in layers if kind in {"skin", "shirt"} for pair in pairs for ball in pair
    }
    return float(depth[:, sorted(body)].mean())


def _cords(figure: Figure) -> list[Shape]:
    made, fixed = [], len(POINTS)
    for prop in figure.props:
        cord = []
        for place in prop.through:
            cord.append(INDEX[place] if isinstance(place, str) else fixed)
            fixed += not isinstance(place, str)
        if prop.kind == "weight":
            made.append(Shape(prop.kind, "near", tuple((ball, ball) for ball in cord)))
        elif cord:
            made.append(Shape(prop.kind, "near", cord=tuple(cord)))
    return made


def _renumbered(shapes: tuple[Shape, ...], balls: int) -> tuple[tuple[Shape, ...], list[int]]:
    """Keep only the balls that something is stretched over."""
    stretched = {n for shape in shapes for pair in shape.capsules for n in pair}
    kept = sorted(stretched | {n for shape in shapes for n in shape.cord})
    at = dict(zip(kept, range(balls), strict=False))
    return tuple(
        Shape(
            shape.kind,
            shape.depth,
            tuple((at[a], at[b]) for a, b in shape.capsules),
            tuple(at[n] for n in shape.cord),
        )
        for shape in shapes
    ), kept


# ---- arrows and the frame around it all


def _arrows(figure: Figure, motion: Motion, flat: Array) -> tuple[Arrow, ...]:
    first, last = _stretch(motion)
    made = []
    for ball in figure.trace:
        way = [_point(spot) for spot in flat[first : last + 1, INDEX[ball]]]
        made += [Arrow("trace", line(way)), Arrow("tip", tip(way[-2], way[-1]))]
    for ball, push in figure.pushes.items():
        ends, _ = project(np.array([(0, 0, 0), push], dtype=float), figure.view)
        begin = flat[last, INDEX[ball]]
        way = [_point(begin), _point(begin + ends[1])]
        made += [Arrow("push", line(way)), Arrow("tip", tip(*way))]
    return tuple(made)


def _point(spot: Array) -> Point:
    return float(spot[0]), float(spot[1])


def _box(frames: Array, room: tuple[Outline, ...]) -> tuple[int, int, int, int]:
    corners = [spot for thing in room if thing.kind not in {"wall", "mat"} for spot in thing.corners]
    flat = np.concatenate([frames.reshape(-1, 2), np.array(corners).reshape(-1, 2)])
    left, top = flat.min(axis=0) - MARGIN - HEADROOM
    right, bottom = flat.max(axis=0) + MARGIN
    top = min(top, bottom - LEAST)
    height = max(bottom - top, (right - left) / SHAPE)
    spare = height - (bottom - top)
    width = height * SHAPE
    return (
        whole((left + right - width) / 2),
        whole(top - spare * 0.55),
        whole(width),
        whole(height),
    )
