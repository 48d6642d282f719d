"""A posture that touches what it must and otherwise does as it is told."""

import numpy as np
import pytest

from service.core.figure.settle import Contact, residue, settle
from service.core.figure.skeleton import ANGLE, HIGH, INDEX, LOW, RADII, SIZE, Array, place


def standing(**degrees: float) -> Array:
    made = np.zeros(SIZE)
    made[1] = 53
    for name, angle in degrees.items():
        made[ANGLE[name.replace("__", ".")]] = np.radians(angle)
    return made


def on_floor(ball: str) -> Contact:
    return Contact(ball, (1,), np.array([0, RADII[INDEX[ball]], 0]))


def test_a_foot_in_the_air_comes_down() -> None:
    contacts = [on_floor("heel.r"), on_floor("ball.r")]

    settled = settle(standing(hip__r=20), contacts)

    assert residue(settled, contacts) < 0.01


def test_what_contacts_leave_open_stays_as_wanted() -> None:
    settled = settle(standing(shoulder__l=70, elbow__l=40), [on_floor("heel.r")])

    assert np.degrees(settled[ANGLE["shoulder.l"]]) == pytest.approx(70, abs=0.1)
    assert np.degrees(settled[ANGLE["elbow.l"]]) == pytest.approx(40, abs=0.1)


def test_nothing_sinks_into_the_floor() -> None:
    deep = standing()
    deep[1] = 40

    settled = settle(deep, [])

    assert residue(settled, []) < 0.01


def test_no_joint_goes_beyond_its_range() -> None:
    far = Contact("palm.r", (0, 1, 2), np.array([-60.0, 90.0, 10.0]))

    settled = settle(standing(), [on_floor("heel.r"), on_floor("heel.l"), far])

    assert (settled >= LOW - 1e-9).all()
    assert (settled <= HIGH + 1e-9).all()


def test_a_hand_holds_on_to_the_other_thigh() -> None:
    hold = Contact("palm.r", (0, 1, 2), np.zeros(3), against="behind_thigh.l")

    settled = settle(standing(hip__l=90, knee__l=90, shoulder__r=40, elbow__r=30), [on_floor("heel.r"), hold])

    points = place(settled).points
    assert np.allclose(points[INDEX["palm.r"]], points[INDEX["behind_thigh.l"]], atol=0.05)


def test_what_cannot_be_reached_is_told_by_the_residue() -> None:
    moon = Contact("palm.r", (1,), np.array([0.0, 400.0, 0.0]))

    assert residue(settle(standing(), [on_floor("heel.r"), moon]), [moon]) > 50
