"""What is true of every figure at every moment: joints in range, contacts kept, nothing below the floor."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.content.loader import load
from service.core.figure import picture_of
from service.core.figure.body import BALLS
from service.core.figure.model import EXTRA
from service.core.figure.motion import Motion, move
from service.core.figure.muscles import MUSCLES
from service.core.figure.settle import Contact, residue
from service.core.figure.skeleton import HIGH, INDEX, LOW, RADII

CATALOGUE = load()
TOLERANCE = 0.3
"""Hundredths of the body's height: half a centimetre, two thirds of a line's width in the picture."""
SAME = 5
"""Tenths of a hundredth: two machines may round a search differently."""
SOLID = [n for n, ball in enumerate(BALLS) if ball.radius and ball.name.split(".")[0] not in EXTRA]


@pytest.fixture(scope="module", params=sorted(CATALOGUE.figures))
def name(request: pytest.FixtureRequest) -> str:
    """Every figure in turn: a fixture of the module, so that each is worked out once for all its tests."""
    return str(request.param)


@cache
def motion_of(name: str) -> Motion:
    return move(CATALOGUE.figures[name])


def test_no_joint_leaves_its_range(name: str) -> None:
    for frame in motion_of(name).frames:
        assert (frame.posture >= LOW - 1e-6).all()
        assert (frame.posture <= HIGH + 1e-6).all()


def test_what_must_touch_touches_and_nothing_is_below_the_floor(name: str) -> None:
    for frame in motion_of(name).frames:
        assert residue(frame.posture, frame.contacts) < TOLERANCE


@settings(max_examples=15, deadline=None)
@given(share=st.floats(0, 1), data=st.data())
def test_between_two_frames_it_is_no_less_true(name: str, share: float, data: st.DataObject) -> None:
    frames = motion_of(name).frames
    number = data.draw(st.integers(0, len(frames) - 2))
    one, other = frames[number], frames[number + 1]
    points = (1 - share) * one.points + share * other.points

    assert (points[SOLID, 1] - RADII[SOLID]).min() > -TOLERANCE
    for contact in set(_fixed(one.contacts)) & set(_fixed(other.contacts)):
        ball, axis, target = contact
        assert abs(points[INDEX[ball], axis] - target) < TOLERANCE


def _fixed(contacts: tuple[Contact, ...]) -> list[tuple[str, int, float]]:
    return [
        (one.ball, axis, round(float(one.target[axis]), 3))
        for one in contacts
        if one.against is None
        for axis in one.axes
    ]


def test_no_limb_leaps_between_two_frames(name: str) -> None:
    for one, other in zip(motion_of(name).frames, motion_of(name).frames[1:], strict=False):
        assert np.degrees(np.abs(other.posture[3:] - one.posture[3:])).max() < 28


def test_the_end_of_a_repetition_joins_its_beginning(name: str) -> None:
    motion = motion_of(name)
    begin, end = motion.frames[motion.cycle[0].first], motion.frames[motion.cycle[-1].last]

    assert np.abs(end.points - motion.advance - begin.points).max() < 1.0


def test_it_moves_in_the_tempo_of_its_exercise(name: str) -> None:
    dose, figure = CATALOGUE.exercises[name].dose, CATALOGUE.figures[name]
    cycle_s = sum(figure.seconds)

    assert bool(dose.tempo_s) != (figure.holds or dose.hold_s is not None)
    if dose.tempo_s:
        repetitions = cycle_s / sum(dose.tempo_s)
        assert repetitions == pytest.approx(round(repetitions))
        assert figure.seconds[: len(dose.tempo_s)] == dose.tempo_s


def test_it_works_with_muscles_that_exist_and_one_is_seen(name: str) -> None:
    assert set(CATALOGUE.figures[name].muscles) <= MUSCLES.keys()
    assert any(shape.kind == "muscle" for shape in CATALOGUE.pictures[name].shapes)


def test_who_changes_sides_has_a_side_to_change_from(name: str) -> None:
    assert CATALOGUE.exercises[name].dose.sides == 1 or CATALOGUE.figures[name].side is not None


def test_the_picture_that_is_kept_is_the_one_that_is_made(name: str) -> None:
    kept, made = CATALOGUE.pictures[name], picture_of(CATALOGUE.figures[name], motion_of(name))

    assert (kept.id, kept.side, kept.cycle, kept.enter) == (made.id, made.side, made.cycle, made.enter)
    assert [(one.kind, one.depth) for one in kept.shapes] == [(one.kind, one.depth) for one in made.shapes], (
        "run `make figures`"
    )
    assert np.abs(np.array(kept.frames) - np.array(made.frames)).max() <= SAME, "run `make figures`"
