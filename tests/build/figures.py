"""Small figures: a standing body, a leg that lifts."""

from collections.abc import Mapping
from typing import Any

from service.core.figure import Figure
from service.core.figure.model import Pose, View

FEET = {"floor": ("foot.l", "foot.r")}


def pose(on: Mapping[str, tuple[str, ...]] | None = None, **angles: float) -> Pose:
    named = {name.replace("__", "."): degrees for name, degrees in angles.items()}
    return Pose(named, FEET if on is None else on)


def figure(*, poses: Mapping[str, Pose] | None = None, **more: Any) -> Figure:
    """A squat, unless told otherwise: start to `down` in two seconds and back in one."""
    fields: dict[str, Any] = {
        "start": "start",
        "cycle": (("down",), ("start",)),
        "seconds": (2.0, 1.0),
        "holds": False,
    }
    squat = {
        "start": pose(),
        "down": pose(hip__l=60, hip__r=60, knee__l=80, knee__r=80, lean=25, ankle__l=20, ankle__r=20),
    }
    return Figure("squat", View(), poses or squat, **(fields | more))
