"""A human of 7.5 heads, as hinges and balls. One unit is a hundredth of the body's height.

At rest the figure stands, looks along +x and has +y above; +z is its right. Every hinge turns about one axis
of its own frame. What is drawn, and what touches the ground, are balls that ride on these frames.

Sources: lengths drillis1966 (shares of stature), rounded and drawn in a little at the shoulders; ranges
aaos1965, in their active or, where a hand helps, passive form. Widths are ours.
"""

from dataclasses import dataclass

FLEX, SIDE, TURN = (0, 0, 1), (1, 0, 0), (0, 1, 0)


@dataclass(frozen=True, slots=True)
class Hinge:
    """One angle of the body."""

    name: str
    frame: str
    axis: tuple[int, int, int]
    """In the frame as the hinges before it have left it."""
    sign: int
    """Which way the name's direction turns about the axis."""
    low_deg: float
    high_deg: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A bone's end: where it hangs on the frame before it, in that frame."""

    name: str
    parent: str | None
    offset: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ball:
    """A round place on a frame."""

    name: str
    frame: str
    offset: tuple[float, float, float]
    radius: float


SIDES = (("l", -1), ("r", 1))

FRAMES: tuple[Frame, ...] = (
    Frame("pelvis", None, (0, 0, 0)),
    Frame("lumbar", "pelvis", (0, 7, 0)),
    Frame("chest", "lumbar", (0, 10, 0)),
    Frame("neck", "chest", (0, 13, 0)),
    *(
        Frame(
            f"{name}.{side}", parent if parent in {"pelvis", "chest"} else f"{parent}.{side}", (x, y, z * way)
        )
        for side, way in SIDES
        for name, parent, (x, y, z) in (
            ("shoulder", "chest", (0, 11.2, 9.6)),
            ("elbow", "shoulder", (0, -18.6, 0)),
            ("wrist", "elbow", (0, -14.6, 0)),
            ("hip", "pelvis", (0, 0, 5.2)),
            ("knee", "hip", (0, -24.5, 0)),
            ("ankle", "knee", (0, -24.6, 0)),
            ("toes", "ankle", (6.8, -2.6, 0)),
        )
    ),
)

HINGES: tuple[Hinge, ...] = (
    Hinge("turn", "pelvis", TURN, -1, -360, 360),
    Hinge("lean", "pelvis", FLEX, -1, -180, 180),
    Hinge("roll", "pelvis", SIDE, 1, -120, 120),
    *(
        Hinge(f"{name}{kind}", name, axis, sign, -low, high)
        for name, bend, arch, side, twist in (
            ("lumbar", 55, 30, 30, 15),
            ("chest", 40, 25, 25, 35),
            ("neck", 60, 60, 45, 75),
        )
        for kind, axis, sign, low, high in (
            ("", FLEX, -1, arch, bend),
            ("_side", SIDE, 1, side, side),
            ("_twist", TURN, -1, twist, twist),
        )
    ),
    *(
        Hinge(
            f"{name}{kind}.{side}", f"{name}.{side}", axis, sign if axis == FLEX else sign * way, -low, high
        )
        for side, way in SIDES
        for name, kind, axis, sign, low, high in (
            ("shoulder", "", FLEX, 1, 60, 180),
            ("shoulder", "_out", SIDE, -1, 50, 180),
            ("shoulder", "_turn", TURN, -1, 90, 90),
            ("elbow", "", FLEX, 1, 0, 150),
            ("wrist", "", FLEX, 1, 90, 90),
            ("hip", "", FLEX, 1, 30, 135),
            ("hip", "_out", SIDE, -1, 30, 60),
            ("hip", "_turn", TURN, -1, 45, 60),
            ("knee", "", FLEX, -1, 0, 150),
            ("ankle", "", FLEX, 1, 70, 30),
            ("toes", "", FLEX, 1, 40, 80),
        )
    ),
)

_MIDDLE = (
    ("belly", "lumbar", (1.4, 3.0, 0), 4.8),
    ("nape", "neck", (0, 0, 0), 3.0),
    ("jaw", "neck", (1.2, 7.6, 0), 4.3),
    ("crown", "neck", (0.2, 11.2, 0), 5.5),
    ("nose", "neck", (6.0, 8.4, 0), 1.0),
    ("on_belly", "lumbar", (6.4, 3, 0), 0.0),
    ("stick_neck", "chest", (-7.8, 16, 0), 0.0),
    ("stick_hand", "pelvis", (-7.8, 5, 0), 0.0),
    ("stick_low", "pelvis", (-7.6, -7, 0), 0.7),
    ("stick_high", "chest", (-7.6, 32, 0), 0.7),
)
_PAIRED = (
    ("seat", "pelvis", (-2.2, -1.0, 4.0), 4.9),
    ("hipside", "pelvis", (0, 1.2, 4.2), 5.5),
    ("waist", "lumbar", (0, 2.2, 3.0), 5.0),
    ("ribs", "chest", (0.2, 3.6, 3.8), 6.0),
    ("back", "chest", (-0.6, 8, 5.0), 5.0),
    ("yoke", "chest", (0, 11, 6.4), 3.6),
    ("shoulder", "shoulder", (0, 0, 0), 3.0),
    ("sleeve", "shoulder", (0, -8, 0), 2.65),
    ("elbow", "elbow", (0, 0, 0), 2.2),
    ("wrist", "wrist", (0, 0, 0), 1.6),
    ("palm", "wrist", (0, -3.6, 0), 1.7),
    ("fingers", "wrist", (0, -7.6, 0), 1.0),
    ("weight", "wrist", (0, -4.4, 0), 3.6),
    ("hip", "hip", (0, 0, 0), 5.1),
    ("thigh", "hip", (0, -10, 0), 4.4),
    ("hem", "hip", (0, -12, 0), 4.25),
    ("knee", "knee", (0, 0, 0), 3.3),
    ("calf", "knee", (-1.0, -7.5, 0), 2.95),
    ("ankle", "ankle", (0, 0, 0), 2.0),
    ("heel", "ankle", (-2.2, -2.2, 0), 1.7),
    ("ball", "toes", (0, 0, 0), 1.3),
    ("tip", "toes", (3.0, -0.3, 0), 1.0),
    # places that hands and straps hold on to
    ("behind_thigh", "hip", (-4.4, -15, 0), 0.0),
    ("behind_knee", "knee", (-3.0, -1.5, 0), 0.0),
    ("on_thigh", "hip", (4.6, -19, 0), 0.0),
    ("on_knee", "knee", (3.6, -0.5, 0), 0.0),
    ("hip_bone", "pelvis", (3.4, 3.6, 7.4), 0.0),
    ("outer_knee", "hip", (0, -20, 3.8), 0.0),
    ("outer_ankle", "ankle", (0, 2.5, 2.2), 0.0),
    ("instep", "ankle", (3.0, -1.0, 0), 1.6),
    ("inner_heel", "ankle", (-2.2, -2.2, -3.5), 0.0),
    ("inner_knee", "knee", (0, 0, -6.4), 0.0),
    ("under_heel", "ankle", (-4.5, -4.3, 0), 0.0),
    ("under_tip", "toes", (4.5, -1.7, 0), 0.0),
)

BALLS: tuple[Ball, ...] = (
    *(Ball(*ball) for ball in _MIDDLE),
    *(
        Ball(
            f"{name}.{side}",
            frame if frame in {"pelvis", "lumbar", "chest"} else f"{frame}.{side}",
            (x, y, z * way),
            radius,
        )
        for side, way in SIDES
        for name, frame, (x, y, z), radius in _PAIRED
    ),
)
