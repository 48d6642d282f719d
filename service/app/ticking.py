"""A session that was done without the voice: ticked off by hand, and told about like any other."""

from collections.abc import Set
from dataclasses import replace

from service.app.coaching import start_plan_session
from service.app.ports import Unit
from service.app.records import GuidedSession, LogEntry
from service.app.world import World
from service.core.errors import InputError
from voice.player.messages import Log
from voice.player.state import Mode

BY_HAND_S = 0.0
"""Seconds worked of an exercise that was ticked: nobody measured them."""


def tick_off(
    world: World, assessment_id: str, done: Set[str], *, pain_before: int | None = None
) -> GuidedSession:
    """Write down today's session with these exercises done and the others skipped.

    Raises InputError where nothing is ticked, and as `start_plan_session` does.
    """
    if not done:
        raise InputError("Tick what you did, then send it again.", code="nothing_ticked")
    session = start_plan_session(world, assessment_id, pain_before=pain_before)
    with world.store.unit() as unit:
        return write_down(world, unit, session, done)


def write_down(world: World, unit: Unit, session: GuidedSession, done: Set[str]) -> GuidedSession:
    """End a session with these exercises done; what was logged in it before stays as it was."""
    logged = {entry.log.item for entry in unit.guided.logs(session.id)}
    for item, exercise in enumerate(session.script.exercises):
        if item not in logged:
            outcome = "done" if exercise in done else "skipped"
            log = Log(item=item, exercise=exercise, outcome=outcome, worked_s=BY_HAND_S)
            unit.guided.add_log(LogEntry(session.id, world.clock.now(), log))
    ended = replace(session.state, mode=Mode.FINISHED, step=len(session.script.steps) - 1)
    return unit.guided.update(replace(session, state=ended))
