"""Where the muscles lie that an exercise works: short runs of balls just under the surface. Places are ours."""

from service.core.figure.body import SIDES, Ball

Course = tuple[tuple[str, tuple[float, float, float], float], ...]
"""Frame without its side, place on the right side of the body, radius."""

_PAIRED: dict[str, tuple[str, Course]] = {
    "hamstrings": (
        "leg",
        (("hip", (-2.3, -6, 0.3), 1.7), ("hip", (-2.2, -13, 0.3), 2.0), ("hip", (-1.6, -21, 0), 1.2)),
    ),
    "quads": (
        "leg",
        (("hip", (2.2, -5, 0.3), 1.6), ("hip", (1.9, -12, 0.5), 2.1), ("hip", (1.4, -21, 0), 1.2)),
    ),
    "calves": (
        "leg",
        (("knee", (-1.4, -3.5, 0), 1.5), ("knee", (-1.7, -8, 0), 1.9), ("knee", (-0.9, -17, 0), 0.8)),
    ),
    "glutes": ("leg", (("pelvis", (-2.4, 2.6, 5.0), 2.2), ("pelvis", (-3.6, -2.0, 5.0), 2.9))),
    "outer_hip": ("leg", (("pelvis", (-0.4, 3.6, 7.2), 1.9), ("hip", (-0.4, -1.5, 3.0), 1.6))),
    "hip_front": ("leg", (("lumbar", (3.4, 1.0, 5.2), 1.3), ("hip", (3.2, -4.0, 0), 1.6))),
    "nerve": (
        "leg",
        (
            ("pelvis", (-3.2, 0, 4.6), 0.7),
            ("hip", (-2.4, -10, 0), 0.7),
            ("knee", (-1.6, -2, 0), 0.7),
            ("ankle", (-0.6, 3, 0), 0.6),
        ),
    ),
    "flank": (
        "torso",
        (("pelvis", (0.8, 4.4, 6.4), 1.8), ("lumbar", (1.0, 5.0, 5.4), 2.0), ("chest", (0.4, 4.0, 6.4), 1.6)),
    ),
    "abdomen": (
        "torso",
        (("pelvis", (2.6, 3.4, 1.6), 1.9), ("lumbar", (3.2, 3.4, 1.4), 1.9), ("chest", (3.2, 2.4, 1.6), 1.7)),
    ),
    "low_back": (
        "torso",
        (
            ("pelvis", (-3.4, 4.6, 1.8), 1.5),
            ("lumbar", (-2.9, 4.0, 1.8), 1.6),
            ("chest", (-3.4, 2.5, 1.8), 1.5),
        ),
    ),
    "shoulders": ("arm", (("shoulder", (0, -0.6, 0.2), 2.1), ("shoulder", (0, -6, 0), 1.4))),
}
_MIDDLE = frozenset({"pelvis", "lumbar", "chest", "neck"})


def _balls(name: str, side: str, way: int, course: Course) -> tuple[Ball, ...]:
    made = []
    for number, (frame, (x, y, z), radius) in enumerate(course):
        on = frame if frame in _MIDDLE else f"{frame}.{side}"
        made.append(Ball(f"{name}.{side}.{number}", on, (x, y, z * way), radius))
    return tuple(made)


MUSCLES: dict[str, tuple[str, tuple[Ball, ...]]] = {
    f"{name}.{side}": (part if part == "torso" else f"{part}.{side}", _balls(name, side, way, course))
    for side, way in SIDES
    for name, (part, course) in _PAIRED.items()
}
"""By name and side: the part of the body that carries it, and its balls."""

BONES: tuple[Ball, ...] = tuple(
    Ball(f"{ball.name}.bone", ball.frame, (0, ball.offset[1], 0), 0.0)
    for _, balls in MUSCLES.values()
    for ball in balls
)
"""Under each of these balls the middle of its bone, to know which way the muscle faces."""
