"""How a plan goes on: what a session, a night, a gate and a re-check change, forward or back, and why."""

from service.core.course.gates import pass_gate
from service.core.course.phases import plan_at
from service.core.course.rechecks import after_recheck
from service.core.course.sessions import after_night, after_session
from service.core.course.values import Move, Point, Progress, Session, Step, Why, start

__all__ = [
    "Move",
    "Point",
    "Progress",
    "Session",
    "Step",
    "Why",
    "after_night",
    "after_recheck",
    "after_session",
    "pass_gate",
    "plan_at",
    "start",
]
