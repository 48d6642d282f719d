"""Files about how an exercise looks: key poses of a jointed figure, and the things in the room."""

from collections.abc import Container, Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from service.content.schema.common import Document, Strict, Text
from service.core.catalogue import Exercise
from service.core.errors import ContentError
from service.core.figure.body import HINGES
from service.core.figure.contacts import balls_of
from service.core.figure.model import FLOOR, Figure, Holdable, Pose, Prop, Spot, View
from service.core.figure.muscles import MUSCLES
from service.core.figure.skeleton import INDEX

Number: TypeAlias = float | int
Place: TypeAlias = str | list[Number]
Pair: TypeAlias = Annotated[list[Number], Field(min_length=2, max_length=2)]
ANGLES = frozenset(hinge.name for hinge in HINGES)
BREATH_S = 4.0
"""In a hold the figure breathes in and out in so many seconds each. Ours: slow and even."""


class PropEntry(Strict):
    """A thing in the room."""

    kind: Literal[
        "mat", "wall", "chair", "bench", "step", "cushion", "rail", "bike", "wheel", "slider",
        "towel", "band", "belt", "stick", "weight", "hold",
    ]  # fmt: skip
    x: Pair = Field(default_factory=lambda: [0.0, 0.0])
    z: Pair = Field(default_factory=lambda: [-16.0, 16.0])
    height: Number = 0
    back: Number | None = None
    through: list[Place] = Field(default_factory=list)

    def value(self) -> Prop:
        """Give the core's value. Raises ContentError."""
        return Prop(
            self.kind,
            x=(float(self.x[0]), float(self.x[1])),
            z=(float(self.z[0]), float(self.z[1])),
            height=float(self.height),
            back=None if self.back is None else float(self.back),
            through=tuple(_place(place) for place in self.through),
        )


class PoseEntry(Strict):
    """A key pose; what it does not say it has from the pose it is like."""

    like: Text | None = None
    angles: dict[Text, Number] = Field(default_factory=dict)
    stands: dict[Text, list[Text]] | None = None
    """Surface and what stands or lies on it."""
    touch: dict[Text, Place] | None = None
    forward: Number = 0
    lift: Number | None = None
    breath: float = Field(0.0, ge=0, le=1)

    def value(self, base: Pose | None) -> Pose:
        """Give the core's value. Raises ContentError."""
        angles = dict(base.angles) if base else {}
        for name, degrees in self.angles.items():
            angles.update(dict.fromkeys(_hinges(name), float(degrees)))
        on = (
            {surface: tuple(names) for surface, names in self.stands.items()}
            if self.stands is not None
            else None
        )
        touch = (
            {ball: _place(place) for ball, place in self.touch.items()} if self.touch is not None else None
        )
        made = Pose(
            angles,
            on=on if on is not None else (base.on if base else {}),
            touch=touch if touch is not None else (base.touch if base else {}),
            forward=float(self.forward),
            lift=None if self.lift is None else float(self.lift),
            breath=self.breath,
        )
        _known(balls_of(tuple(name for names in made.on.values() for name in names)), INDEX, "ball")
        _known(tuple(made.touch), INDEX, "ball")
        return made


class FigureFile(Document):
    """figures/<id>."""

    named_by = "id"

    id: Text
    view: Pair = Field(default_factory=lambda: [0.0, 0.0])
    """Azimuth and elevation."""
    side: Literal["left", "right"] | None = None
    muscles: list[Text] = Field(min_length=1)
    props: list[PropEntry] = Field(default_factory=list)
    poses: dict[Text, PoseEntry] = Field(min_length=1)
    start: Text
    cycle: list[Text | list[Text]] = Field(default_factory=list)
    hold: Text | None = None
    rhythm_s: list[float] | None = None
    """Only where the exercise is measured in minutes: how long each part takes."""
    flows: bool = False
    travels: bool = False
    trace: list[Text] = Field(default_factory=list)
    pushes: dict[Text, list[Number]] = Field(default_factory=dict)
    shows: Text | None = None
    far: list[Text] | None = None

    def of(self, exercises: Mapping[str, Exercise]) -> Figure:
        """Give the figure of its exercise. Raises ContentError."""
        _known((self.id,), exercises, "exercise")
        return self.value(exercises[self.id].dose.tempo_s)

    def value(self, tempo_s: tuple[float, ...]) -> Figure:
        """Give the core's value for an exercise of that tempo. Raises ContentError."""
        poses = self._poses()
        cycle = tuple((part,) if isinstance(part, str) else tuple(part) for part in self.cycle)
        if self.hold is not None:
            cycle = (("inhaled",), (self.hold,))
        _known((self.start, *(name for part in cycle for name in part)), poses, "pose")
        muscles = tuple(name for muscle in self.muscles for name in _sided(muscle, MUSCLES, "muscle"))
        for prop in self.props:
            _known(tuple(place for place in prop.through if isinstance(place, str)), INDEX, "ball")
        known = {FLOOR, "wall"} | {prop.kind for prop in self.props}
        _known(tuple(surface for pose in poses.values() for surface in pose.on), known, "surface")
        return Figure(
            self.id,
            View(*map(float, self.view)),
            poses,
            self.start,
            cycle,
            seconds=self._seconds(tempo_s, len(cycle)),
            holds=self.hold is not None,
            flows=self.flows,
            travels=self.travels,
            side=self.side,
            muscles=muscles,
            props=tuple(prop.value() for prop in self.props),
            trace=tuple(self.trace),
            pushes={ball: _spot(way) for ball, way in self.pushes.items()},
            shows=self.shows,
            far=None if self.far is None else tuple(self.far),
        )

    def _poses(self) -> dict[str, Pose]:
        made: dict[str, Pose] = {}
        for name, entry in self.poses.items():
            if entry.like is not None:
                _known((entry.like,), made, "pose above")
            made[name] = entry.value(made[entry.like] if entry.like else None)
        if self.hold is not None:
            _known((self.hold,), made, "pose")
            made["inhaled"] = PoseEntry(like=self.hold, breath=0.5).value(made[self.hold])
        return made

    def _seconds(self, tempo_s: tuple[float, ...], parts: int) -> tuple[float, ...]:
        """Give the length of each part. Raises ContentError where poses and tempo do not go together."""
        if self.hold is not None:
            tempo_s = (BREATH_S, BREATH_S)
        elif self.rhythm_s is not None:
            tempo_s = tuple(self.rhythm_s)
        if not tempo_s or not parts or parts % len(tempo_s):
            raise ContentError(f"{parts} parts of a cycle do not fit a tempo of {len(tempo_s)}")
        return tempo_s * (parts // len(tempo_s))


def _hinges(name: str) -> list[str]:
    return _sided(name, ANGLES, "angle")


def _sided(name: str, known: Container[str], what: str) -> list[str]:
    """Give the name, or both sides of it. Raises ContentError."""
    names = [name] if name in known else [f"{name}.l", f"{name}.r"]
    _known(tuple(names), known, what)
    return names


def _place(place: Place) -> Holdable:
    if isinstance(place, str):
        return place
    return _spot(place)


def _spot(place: list[Number]) -> Spot:
    x, y, z = place
    return (float(x), float(y), float(z))


def _known(names: tuple[str, ...], known: Container[str], what: str) -> None:
    for name in names:
        if name not in known:
            raise ContentError(f"unknown {what} {name!r}")
