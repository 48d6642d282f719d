"""Poses become frames, and what stands keeps standing."""

from dataclasses import replace

import numpy as np
import pytest

from service.core.figure.model import Prop
from service.core.figure.motion import ENTER_S, STEPS, move
from service.core.figure.skeleton import INDEX
from tests.build.figures import FEET, figure, pose


def test_each_part_of_a_repetition_is_a_range_of_frames() -> None:
    motion = move(figure())

    assert [(part.seconds, part.first, part.last) for part in motion.cycle] == [
        (2, 0, STEPS),
        (1, STEPS, 2 * STEPS),
    ]


def test_a_pause_needs_no_frames() -> None:
    motion = move(figure(cycle=(("down",), ("down",), ("start",)), seconds=(2.0, 1.0, 1.0)))

    assert motion.cycle[1].first == motion.cycle[1].last == STEPS


def test_the_end_of_a_repetition_is_its_beginning() -> None:
    motion = move(figure())

    assert np.allclose(motion.frames[0].points, motion.frames[-1].points)


def test_a_standing_foot_keeps_its_spot() -> None:
    heel = np.array([frame.points[INDEX["heel.r"]] for frame in move(figure()).frames])

    assert np.ptp(heel, axis=0).max() < 0.05


def test_a_hold_is_entered_once_and_then_breathes() -> None:
    poses = {"start": pose(), "up": pose(hip__r=40), "inhaled": pose(hip__r=40)}
    motion = move(figure(poses=poses, cycle=(("inhaled",), ("up",)), seconds=(4.0, 4.0), holds=True))

    assert motion.enter is not None
    assert motion.enter.seconds == ENTER_S
    assert motion.cycle[0].first == motion.enter.last


def test_a_figure_that_travels_ends_further_on() -> None:
    step = {
        "start": pose(hip__r=20, hip__l=-15, on={"floor": ("heel.r", "toes.l")}),
        "over": pose(hip__r=2, hip__l=10, knee__l=50, on={"floor": ("foot.r",)}),
        "left": pose(hip__l=20, hip__r=-15, on={"floor": ("heel.l", "toes.r")}),
    }
    motion = move(figure(poses=step, cycle=(("over", "left"),), seconds=(1.0,), travels=True))

    assert motion.advance[0] > 15


def test_a_foot_on_a_step_stands_on_its_top() -> None:
    poses = {"start": pose(hip__r=60, knee__r=70, on={"floor": ("foot.l",), "step": ("foot.r",)})}
    high = poses | {"down": pose(on={"step": ("foot.r",)})}
    motion = move(figure(poses=high, props=(Prop("step", x=(10, 40), height=12),)))

    assert motion.frames[-1].points[INDEX["heel.r"], 1] == pytest.approx(12 + 1.7, abs=0.02)


def test_in_the_air_the_lowest_ball_is_as_high_as_asked() -> None:
    motion = move(figure(poses={"start": pose(), "down": replace(pose(on={}, hip__r=40), lift=9.0)}))

    assert min(motion.frames[STEPS].points[INDEX[name], 1] for name in ("heel.l", "ball.l")) == pytest.approx(
        10.3, abs=0.5
    )


def test_feet_stand_in_the_first_pose_without_being_told_how_high() -> None:
    assert FEET
    assert move(figure()).frames[0].points[INDEX["heel.l"], 1] == pytest.approx(1.7, abs=0.02)
