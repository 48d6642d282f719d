"""Key poses become a run of frames: each pose settled once, each way between two poses in small steps.

Every frame is settled on its own contacts, so a foot that stands keeps standing all the way. The way itself has no
time: a part of a repetition is a range of frames, and who plays them brings the clock.
"""

from dataclasses import dataclass

import numpy as np

from service.core.figure.body import BALLS
from service.core.figure.contacts import Spots, between, contacts_of, find_spots
from service.core.figure.model import Figure, Pose
from service.core.figure.picture import Part
from service.core.figure.settle import Contact, settle
from service.core.figure.skeleton import ANGLE, RADII, SIZE, Array, place

STEPS = 8
"""Frames on the way between two poses; a limb that turns by 90 degrees is then never drawn 0.5 % short. Ours."""
ENTER_S = 2.0
"""Into a hold, and out of it. Ours."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One moment."""

    posture: Array
    points: Array
    """(n, 3)."""
    breath: float
    pose: str | None
    """The key pose this is; None on the way."""
    contacts: tuple[Contact, ...]
    """What had to be true of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """All frames of a figure and how they are played: enter once, then the cycle over and over."""

    frames: tuple[Frame, ...]
    enter: Part | None
    cycle: tuple[Part, ...]
    advance: Array
    """(3,): how far one cycle of a figure that travels has taken it; 0 for the others."""

    @property
    def cycle_s(self) -> float:
        """Give the length of one cycle."""
        return sum(part.seconds for part in self.cycle)


def move(figure: Figure) -> Motion:
    """Give the whole movement of a figure."""
    walk = _Walk(figure)
    enter = None
    if figure.holds:
        first = walk.here
        walk.go((figure.cycle[-1][-1],))
        enter = Part(ENTER_S, first, walk.here)
    begins = walk.frames[walk.here].posture
    parts = []
    for names, seconds in zip(figure.cycle, figure.seconds, strict=True):
        first = walk.here
        walk.go(names)
        parts.append(Part(seconds, first, walk.here))
    advance = walk.frames[walk.here].posture[:3] - begins[:3] if figure.travels else np.zeros(3)
    return Motion(tuple(walk.frames), enter, tuple(parts), advance)


class _Walk:
    """Goes from pose to pose and leaves frames behind."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure
        self._spots: Spots = {}
        self._settled: dict[str, Array] = {}
        self._pose = figure.poses[figure.start]
        self.frames: list[Frame] = []
        posture = self._reach(figure.start)
        self._keep(posture, self._pose.breath, figure.start, contacts_of(figure, self._pose, self._spots))

    @property
    def here(self) -> int:
        """Give the number of the frame it stands at."""
        return len(self.frames) - 1

    def go(self, names: tuple[str, ...]) -> None:
        """Walk on through these poses."""
        for name in names:
            following = self._figure.poses[name]
            if following is not self._pose:
                self._walk_to(self._reach(name), name)
                self._pose = following

    def _walk_to(self, posture: Array, name: str) -> None:
        begin, leaving, following = self.frames[-1].posture, self._pose, self._figure.poses[name]
        still = np.array_equal(begin, posture)
        for step in range(1, STEPS):
            share = step / STEPS
            contacts = between(self._figure, leaving, following, spots=self._spots, share=share)
            wanted = (1 - share) * begin + share * posture
            breath = (1 - share) * leaving.breath + share * following.breath
            self._keep(begin if still else settle(wanted, contacts), breath, None, contacts)
        self._keep(posture, following.breath, name, contacts_of(self._figure, following, self._spots))

    def _reach(self, name: str) -> Array:
        """Give the posture of a key pose; the same one each time, unless the figure travels."""
        if not self._figure.travels and name in self._settled:
            return self._settled[name]
        pose = self._figure.poses[name]
        if self._figure.travels and self.frames:
            kept = contacts_of(self._figure, self._pose, self._spots)
            names = {one.ball for one in kept} & {one.ball for one in contacts_of(self._figure, pose, {})}
            self._spots = {key: spot for key, spot in self._spots.items() if key[0] in names}
        contacts = contacts_of(self._figure, pose, self._spots)
        wanted = self._wanted(pose)
        posture = settle(wanted, contacts, begin=wanted)
        find_spots(pose, place(posture).points, self._spots)
        self._settled[name] = posture
        return posture

    def _wanted(self, pose: Pose) -> Array:
        wanted = np.zeros(SIZE)
        if self.frames:
            wanted[:3] = self.frames[-1].posture[:3] + np.array([pose.forward, 0, 0])
        for name, degrees in pose.angles.items():
            wanted[ANGLE[name]] = np.radians(degrees)
        lowest = float((place(wanted).points[:, 1] - RADII)[: len(BALLS)].min())
        if pose.lift is not None or not self.frames:
            wanted[1] += (pose.lift or 0.0) - lowest
        return wanted

    def _keep(self, posture: Array, breath: float, pose: str | None, contacts: list[Contact]) -> None:
        self.frames.append(Frame(posture, place(posture).points, breath, pose, tuple(contacts)))
