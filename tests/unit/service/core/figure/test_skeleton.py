"""Where the body is for its angles, and how that changes."""

import numpy as np
import pytest

from service.core.figure.body import BALLS, HINGES
from service.core.figure.skeleton import ANGLE, INDEX, RADII, SIZE, Array, place, slopes


def posture(**degrees: float) -> Array:
    made = np.zeros(SIZE)
    for name, angle in degrees.items():
        made[ANGLE[name.replace("__", ".")]] = np.radians(angle)
    return made


def at(name: str, **degrees: float) -> Array:
    return np.asarray(place(posture(**degrees)).points[INDEX[name]])


def test_the_body_is_seven_and_a_half_heads_high() -> None:
    points = place(posture()).points

    crown = points[INDEX["crown"], 1] + RADII[INDEX["crown"]]
    sole = points[INDEX["heel.r"], 1] - RADII[INDEX["heel.r"]]
    chin = points[INDEX["jaw"], 1] - RADII[INDEX["jaw"]]

    assert crown - sole == pytest.approx(100, abs=1)
    assert (crown - sole) / (crown - chin) == pytest.approx(7.5, abs=0.4)


@pytest.mark.parametrize(
    ("ball", "angle", "axis", "way"),
    [
        ("knee.r", "hip__r", 0, 1),
        ("heel.r", "knee__r", 0, -1),
        ("tip.r", "ankle__r", 1, 1),
        ("palm.r", "shoulder__r", 0, 1),
        ("palm.r", "elbow__r", 0, 1),
        ("knee.r", "hip_out__r", 2, 1),
        ("knee.l", "hip_out__l", 2, -1),
        ("tip.r", "hip_turn__r", 2, 1),
        ("tip.l", "hip_turn__l", 2, -1),
        ("crown", "lean", 0, 1),
        ("crown", "lumbar", 0, 1),
        ("crown", "roll", 2, 1),
        ("nose", "neck_twist", 2, 1),
    ],
)
def test_a_positive_angle_turns_as_physiotherapists_count(ball: str, angle: str, axis: int, way: int) -> None:
    moved = at(ball, **{angle: 30}) - at(ball)

    assert way * moved[axis] > 1


@pytest.mark.parametrize(
    "angle", ["hip", "hip_out", "hip_turn", "knee", "ankle", "toes", "shoulder", "shoulder_out", "elbow"]
)
def test_the_left_side_is_the_mirror_of_the_right(angle: str) -> None:
    left = place(posture(**{f"{angle}__l": 35, f"{'hip' if angle != 'hip' else 'knee'}__l": 20})).points
    right = place(posture(**{f"{angle}__r": 35, f"{'hip' if angle != 'hip' else 'knee'}__r": 20})).points
    names = [ball.name for ball in BALLS]
    other = [
        names.index(name[:-1] + {"l": "r", "r": "l"}[name[-1]]) if "." in name else n
        for n, name in enumerate(names)
    ]

    assert np.allclose(left[: len(names)] * (1, 1, -1), right[other])


def test_slopes_are_what_a_small_turn_does() -> None:
    random = np.random.default_rng(7)
    here = random.uniform(-0.6, 0.6, SIZE)
    which = [INDEX[name] for name in ("tip.r", "fingers.l", "crown", "seat.r")]

    slope = slopes(place(here), which)

    for number in range(SIZE):
        step = np.zeros(SIZE)
        step[number] = 1e-6
        change = (place(here + step).points[which] - place(here - step).points[which]) / 2e-6
        assert np.allclose(slope[:, :, number], change, atol=1e-6)


def test_every_hinge_has_room_on_both_sides_of_rest_or_bends_one_way() -> None:
    assert all(hinge.low_deg <= 0 < hinge.high_deg for hinge in HINGES)
