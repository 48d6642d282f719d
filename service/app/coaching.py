"""Guided sessions: start one, and pass events to the player. The state is the store's, so any door can go on."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from service.app.assessing import get_assessment
from service.app.records import GuidedSession, KeptAssessment, LogEntry
from service.app.reporting import ended, started
from service.app.today import plan_for_now
from service.app.world import World
from service.core.assess import assess
from service.core.errors import Conflict, InputError, NotFound
from service.core.facts import profile_facts
from service.core.plan import Plan
from service.core.routine import Routine, build, sitting
from voice.player.ahead import Length, again, coast
from voice.player.machine import turn
from voice.player.messages import Command, Event, Log
from voice.player.resting import unfinished
from voice.player.state import State
from voice.script.coaching import Coaching
from voice.script.compile import compile_script

RESUME_WITHIN = timedelta(hours=12)
"""A session that was left longer ago is yesterday's: pain is asked about anew. Ours."""
SITTINGS = ("warm_up", "after_run")
"""Routines that need no check-in; one question first: does anything hurt?"""


def start_plan_session(
    world: World, assessment_id: str, *, pain_before: int | None = None, chosen: str | None = None
) -> GuidedSession:
    """Write out today's session of this assessment's plan; `pain_before`: pain right now, 0 to 10.

    `chosen`: the id of one of the stage's picks, where one is enough. Raises NotFound, and InputError when there is
    nothing to exercise today (then its words say what to do).
    """
    kept, plan = get_assessment(world, assessment_id)
    refuse_urgent(kept)
    with world.store.unit() as unit:
        plan = plan_for_now(world, unit, kept, plan=plan, pain_before=pain_before)
    routine = build(plan, world.catalogue, chosen=chosen)
    if not routine.items:
        raise InputError(
            "This plan is rest for now: there is nothing to exercise yet. Answer the next re-check when it is due.",
            code="rest_only",
        )
    session = _start(world, routine, assessment_id=kept.id, first_side=first_side(kept))
    with world.store.unit() as unit:
        started(world, unit, session, pain_before=pain_before)
    return session


def plan_routine(world: World, plan: Plan) -> Routine:
    """Give today's exercises of a plan."""
    return build(plan, world.catalogue)


def start_sitting(world: World, name: str, *, hurts: bool) -> GuidedSession:
    """Write out the warm-up or the after-run sweep, without what today's plan or the profile rules out.

    Raises InputError when something hurts: then a check-in comes first; also while the newest assessment
    says to get help. Raises NotFound for another name.
    """
    if name not in SITTINGS:
        raise NotFound(f"There is no routine called {name}. There are: {', '.join(SITTINGS)}.")
    if hurts:
        raise InputError(
            "Something hurts: answer the short check-in on the first page before you start.",
            code="check_in_first",
        )
    with world.store.unit() as unit:
        latest = unit.check_ins.latest_assessments(limit=1)
        known = profile_facts(unit.profiles.get())
    for kept in latest:
        refuse_urgent(kept)
    blocked = {tag for kept in latest for tag in kept.assessment.blocked}
    blocked.update(assess(known, world.catalogue).blocked)
    return _start(world, sitting(name, world.catalogue, blocked=tuple(sorted(blocked))), assessment_id=None)


def first_side(kept: KeptAssessment) -> str:
    """Give the side that begins: the good one, so that the sore one knows what comes."""
    return "right" if kept.assessment.facts.get("q.side") == "left" else "left"


def refuse_urgent(kept: KeptAssessment) -> None:
    """An urgent finding gets no exercise at all: soreness.md §3."""
    if kept.assessment.triage == "urgent":
        flag = next(iter(kept.assessment.red_flags), None)
        raise InputError(
            f"No exercises now: get help first. {flag.says if flag else ''}".strip(), code="get_help_first"
        )


def latest_plan(world: World) -> str | None:
    """Give the id of the newest assessment, whose plan is today's; None before the first."""
    with world.store.unit() as unit:
        latest = unit.check_ins.latest_assessments(limit=1)
    return latest[0].id if latest else None


def _start(
    world: World, routine: Routine, *, assessment_id: str | None, first_side: str = "left"
) -> GuidedSession:
    """Write the script; each exercise starts with the good side, so that the sore one knows what comes."""
    with world.store.unit() as unit:
        liked, known = unit.profiles.coaching(), unit.guided.sittings_with()
    script = compile_script(
        routine, world.phrases, voice=world.voice, first_side=first_side, coaching=liked, known=known
    )
    session = GuidedSession(
        id=uuid.uuid4().hex[:12],
        assessment_id=assessment_id,
        created_at=world.clock.now(),
        script=script,
        state=State(),
        version=1,
    )
    with world.store.unit() as unit:
        unit.guided.add(session)
    return session


def get_coaching(world: World) -> Coaching:
    """Give how the runner likes to be coached."""
    with world.store.unit() as unit:
        return unit.profiles.coaching()


def put_coaching(world: World, coaching: Coaching) -> None:
    """Remember how the runner likes to be coached, from the next session on."""
    with world.store.unit() as unit:
        unit.profiles.put_coaching(coaching)


def left_unfinished(world: World) -> GuidedSession | None:
    """Give the newest session, where it was left in the middle less than RESUME_WITHIN ago."""
    with world.store.unit() as unit:
        latest = unit.guided.latest(limit=1)
    since = world.clock.now() - RESUME_WITHIN
    return next((one for one in latest if one.created_at >= since and unfinished(one.state)), None)


def get_session(world: World, session_id: str) -> GuidedSession:
    """Give a session as it stands. Raises NotFound."""
    with world.store.unit() as unit:
        session = unit.guided.get(session_id)
    if session is None:
        raise NotFound("There is no such session here. Start one from today's plan.")
    return session


@dataclass(frozen=True, slots=True)
class Link:
    """What a driver says about itself with an event, so that a bad line or a second driver does no harm."""

    key: str | None = None
    """The event's own name: one that was taken already is answered again and not taken twice."""
    version: int | None = None
    """The session as the driver knows it; another one stored is a Conflict."""
    length: Length | None = None
    """For a driver that plays ahead: how long utterances last, so that we can come after it."""


def play(
    world: World, session_id: str, event: Event, *, link: Link | None = None
) -> tuple[GuidedSession, Sequence[Command]]:
    """Pass one event to the player; remember the new state and what it logged. Raises NotFound, Conflict."""
    link = link or Link()
    session = get_session(world, session_id)
    if link.key is not None and link.key == session.last_key:
        return session, again(session.script, session.state)
    came, passed = _come_after(session, link, until=event.at)
    state, commands = turn(session.script, came, event)
    logged = [*passed, *((event.at, one) for one in commands if isinstance(one, Log))]
    settled = replace(session, state=state, last_key=link.key)
    return _remember(world, settled, logged, at=event.at), commands


def follow(world: World, session_id: str, *, at: float, link: Link) -> GuidedSession:
    """Come after a driver that plays ahead, to its time `at`. Raises NotFound, Conflict."""
    session = get_session(world, session_id)
    state, logged = _come_after(session, link, until=at)
    if state == session.state:
        return session
    return _remember(world, replace(session, state=state), logged, at=at)


def _come_after(session: GuidedSession, link: Link, *, until: float) -> tuple[State, list[tuple[float, Log]]]:
    """Give where the driver is by now, and what it did on the way with its own times."""
    if link.version is not None and link.version != session.version:
        raise Conflict("Another screen leads this session now. It goes on there; look again to take it back.")
    state, logged = session.state, list[tuple[float, Log]]()
    if link.length is not None:
        for one in coast(session.script, state, link.length, until=until):
            state = one.state
            logged += [(one.at, log) for log in one.commands if isinstance(log, Log)]
    return state, logged


def _remember(
    world: World, session: GuidedSession, logged: Sequence[tuple[float, Log]], *, at: float
) -> GuidedSession:
    """Write state and logs as one; `at` is now on the driver's clock."""
    now = world.clock.now()
    with world.store.unit() as unit:
        written = unit.guided.update(replace(session, heard_at=now, heard_clock=at))
        for when, log in logged:
            unit.guided.add_log(LogEntry(session.id, now - timedelta(seconds=at - when), log))
        ended(world, unit, written)
    return written


def note(world: World, session_id: str, log: Log) -> None:
    """Remember what a driver of its own (a terminal) logged."""
    with world.store.unit() as unit:
        unit.guided.add_log(LogEntry(session_id, world.clock.now(), log))


def leave(world: World, session_id: str, state: State) -> None:
    """Remember where a driver of its own ended."""
    with world.store.unit() as unit:
        session = unit.guided.get(session_id)
        if session is not None:
            ended(world, unit, unit.guided.update(replace(session, state=state)))


def logs(world: World, session_id: str) -> Sequence[LogEntry]:
    """Give what was logged in a session, oldest first."""
    with world.store.unit() as unit:
        return unit.guided.logs(session_id)
