"""Find the posture nearest to the wanted angles in which every contact is where it must be.

Damped Gauss-Newton: contacts weigh so much more than wishes that they hold to a hundredth of a unit, and the
wishes decide all that contacts leave open. A ball that would sink into the floor becomes a contact too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.core.figure.body import BALLS, HINGES
from service.core.figure.model import EXTRA
from service.core.figure.skeleton import HIGH, INDEX, LOW, RADII, Array, place, slopes

CONTACT_WEIGHT = 40.0
"""Against 1 for a radian of most wishes. Ours, by trial."""
ROUNDS = 40
LONGEST_STEP = 0.5
"""Radians in one round; longer ones overshoot."""
SINKS = 1e-3
ENOUGH, CLOSE = 8, 4e-3
"""After so many rounds contacts this near are near enough: the rest is shuffling between equal wishes."""
GOOD_ENOUGH = 1e-3
"""A hundredth of a millimetre and a bit, at a body height of 1.75 m."""

_SOLID = [n for n, ball in enumerate(BALLS) if ball.radius and ball.name.split(".")[0] not in EXTRA]
_STIFF = {"turn": 4.0, "roll": 2.0, "lean": 1.0, "lumbar": 1.5, "chest": 2.5, "neck": 1.2}
_LOOSE = {"shoulder": 0.5, "elbow": 0.3, "wrist": 0.4, "ankle": 0.7, "toes": 0.5}


PATIENCE = 3
"""So often a ball may leave the floor again; then it stays, so that the search comes to an end."""


TOGETHER = 0.05
"""The deepest ball is held first, with those just as deep: holding it lifts most of the others."""


@dataclass(slots=True)
class _Floor:
    """The balls that would sink, and so are held on the floor, until they rise by themselves."""

    under: list[int]
    left: dict[int, int]

    def look(self, depths: Array) -> bool:
        """Take up what is below the floor, and let go what is above it; say whether anything was taken up."""
        for n in [n for n in self.under if depths[n] < -SINKS and self.left.get(n, 0) < PATIENCE]:
            self.under.remove(n)
            self.left[n] = self.left.get(n, 0) + 1
        sunk = [n for n in _SOLID if n not in self.under and depths[n] > SINKS]
        deepest = max((depths[n] for n in sunk), default=0.0)
        self.under += [n for n in sunk if depths[n] > deepest - TOGETHER]
        return bool(sunk)


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """One ball's place, or its place against another ball's, along some of the room's axes."""

    ball: str
    axes: tuple[int, ...]
    target: Array
    """(3,); only the named axes count. With `against`: the difference."""
    against: str | None = None


def _weights() -> Array:
    made = np.full(len(HINGES) + 3, 1.0)
    made[:3] = 2e-3
    for number, hinge in enumerate(HINGES):
        stem = hinge.name.split(".")[0]
        root = stem.split("_")[0]
        sideways = 2.0 if stem.endswith(("_side", "_twist")) else 1.0
        made[number + 3] = (_STIFF | _LOOSE).get(root, 1.0) * sideways
    return made


WEIGHTS = _weights()


def settle(wanted: Array, contacts: Sequence[Contact], *, begin: Array | None = None) -> Array:
    """Give the posture. Contacts that contradict each other leave a residue: ask `residue`."""
    posture = np.clip(wanted if begin is None else begin, LOW, HIGH)
    posture = _nearest(posture, wanted, contacts, floor=None)
    return _nearest(posture, wanted, contacts, floor=_Floor([], {}))


def _nearest(posture: Array, wanted: Array, contacts: Sequence[Contact], *, floor: "_Floor | None") -> Array:
    """Walk downhill to the nearest posture. A ball found below the floor stays on it from then on."""
    for done in range(ROUNDS):
        misses, slope = _system(posture, contacts, floor)
        left = WEIGHTS * WEIGHTS * (wanted - posture)
        step = _step(slope, misses, left)
        stuck = ((posture <= LOW) & (step < 0)) | ((posture >= HIGH) & (step > 0))
        if stuck.any():
            step = _step(np.where(stuck, 0.0, slope), misses, np.where(stuck, 0.0, left))
        step *= min(1.0, LONGEST_STEP / max(1e-9, float(np.abs(step[3:]).max())))
        moved = np.clip(posture + step, LOW, HIGH)
        close = done > ENOUGH and np.abs(misses).max(initial=0.0) < CLOSE
        near = close or np.abs(moved - posture).max() < GOOD_ENOUGH
        if near and not (floor and floor.look(RADII - place(moved).points[:, 1])):
            return moved
        posture = moved
    return posture


def _step(slope: Array, misses: Array, left: Array) -> Array:
    matrix = CONTACT_WEIGHT**2 * slope.T @ slope + np.diag(WEIGHTS**2)
    return np.asarray(np.linalg.solve(matrix, CONTACT_WEIGHT**2 * slope.T @ misses + left))


def residue(posture: Array, contacts: Sequence[Contact]) -> float:
    """Give the largest distance by which a contact is missed or the floor is cut."""
    misses, _ = _system(posture, contacts, _Floor([], {}))
    return float(np.abs(misses).max(initial=0.0))


def _system(posture: Array, contacts: Sequence[Contact], floor: "_Floor | None") -> tuple[Array, Array]:
    """Give by how much each contact is missed, and how that changes with the posture."""
    placed = place(posture)
    if floor is not None:
        floor.look(RADII - placed.points[:, 1])
    sunk = floor.under if floor else []
    wanted = list(dict.fromkeys(INDEX[name] for one in contacts for name in (one.ball, one.against) if name))
    which = list(dict.fromkeys([*wanted, *sunk]))
    at = {number: row for row, number in enumerate(which)}
    slope = slopes(placed, which) if which else np.zeros((0, 3, posture.size))
    misses, rows = [], []
    for one in contacts:
        spot, turn = placed.points[INDEX[one.ball]], slope[at[INDEX[one.ball]]]
        if one.against is not None:
            spot = spot - placed.points[INDEX[one.against]]
            turn = turn - slope[at[INDEX[one.against]]]
        misses += [one.target[axis] - spot[axis] for axis in one.axes]
        rows += [turn[axis] for axis in one.axes]
    misses += [RADII[n] - placed.points[n, 1] for n in sunk]
    rows += [slope[at[n], 1] for n in sunk]
    return np.array(misses), np.array(rows).reshape(len(rows), posture.size)
