"""Leading a session through a place that only speaks when it is spoken to.

The session goes on by the clock, as everywhere: before an event is taken, the player is brought to where it is
by now. Then everything is said at once that follows without a pause; what comes later is told with its time,
for a door that can wait. Who is silent for long has gone: the session rests where it then was.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import TypeAlias

from service.app.assisting.values import Answer, Coming, Mouth, Turned
from service.app.coaching import Link, follow, play
from service.app.records import Conversation, GuidedSession
from service.app.world import World
from voice.player.ahead import Length, coast, timed
from voice.player.messages import Event, Pause, Say, Show
from voice.player.moves import show
from voice.player.resting import unfinished
from voice.player.state import Mode
from voice.script.model import Utterance

AWAY_S = 90.0
"""Nobody is led on who has not been heard for so long behind the bout that was told last. Ours."""
AT_ONCE_S = 1.0
"""What follows within this time is said in the same breath. Ours."""
LATE_S = 5.0
"""What should have been said longer ago is not made up for. Ours: an assistant needs some seconds to ask."""

AFTER_S = 0.01
"""Whoever asks again for the very end comes this much after it: sums of floats may fall short of it. Ours."""

TOLD_AHEAD = 20
"""So many things to come are told. Ours."""

Timed: TypeAlias = tuple[float, Utterance]
Happens = Callable[[float], Event]
"""Makes the event, given the session's time."""


def lead(
    world: World,
    talk: Conversation,
    session: GuidedSession,
    *,
    mouth: Mouth,
    happens: Happens | None = None,
) -> Turned:
    """Pass an event to the player, or none, and give what is to be said. Raises NotFound, Conflict."""
    session, at = _present(world, session, mouth)
    link = Link(version=session.version, length=mouth.length)
    if happens is None:
        said = _missed(session, mouth.length, after=talk.told_until, at=at)
        session = follow(world, session.id, at=at, link=link)
    else:
        session, commands = play(world, session.id, happens(at), link=link)
        said = [(at, one.utterance) for one in commands if isinstance(one, Say)]
        if not said and session.state.mode is Mode.HURT:  # the number is still wanted
            said = [(at, session.script.prompts["how_much"])]
    return _told(talk, session, said, at=at, length=mouth.length)


def _present(world: World, session: GuidedSession, mouth: Mouth) -> tuple[GuidedSession, float]:
    """Give the session and what its clock says; one whose driver has gone is paused where it was left."""
    if mouth.clock is not None:
        return session, max(mouth.clock, session.heard_clock)
    if session.heard_at is None:
        return session, session.heard_clock
    silent_s = max(0.0, (world.clock.now() - session.heard_at) / timedelta(seconds=1))
    left_at = _bout_ends(session, mouth.length) + AWAY_S
    if session.heard_clock + silent_s <= left_at or session.state.mode not in {Mode.BRIEFING, Mode.WORKING}:
        return session, session.heard_clock + silent_s
    link = Link(version=session.version, length=mouth.length)
    return play(world, session.id, Pause(left_at), link=link)[0], left_at


def _bout_ends(session: GuidedSession, length: Length) -> float:
    """Give when what the runner was last told is over."""
    for turned in coast(session.script, session.state, length, until=inf):
        if turned.state.step != session.state.step:
            return turned.at
    return session.heard_clock


def _missed(session: GuidedSession, length: Length, *, after: float, at: float) -> list[Timed]:
    """Give what the session has said by itself and this place has not, of the step that it is at."""
    said: list[Timed] = []
    for turned in coast(session.script, session.state, length, until=at):
        if any(isinstance(one, Show) and one.mode == Mode.BRIEFING for one in turned.commands):
            said.clear()
        said += [(turned.at, one.utterance) for one in turned.commands if isinstance(one, Say)]
    return [(when, one) for when, one in said if when > after and when >= at - LATE_S]


def _told(
    talk: Conversation, session: GuidedSession, said: Sequence[Timed], *, at: float, length: Length
) -> Turned:
    """Say what is to be said now and what follows in the same breath; tell the rest with its time."""
    ends = max([at, *(when + (length(one) or 0.0) for when, one in said)])
    coming = _coming(session, length)
    breath, until = list(said), at
    while coming and coming[0][0] <= ends + AT_ONCE_S:
        until, one = coming.popleft()
        breath.append((until, one))
        ends = until + (length(one) or 0.0)
    answer = Answer(
        tuple(one.text for _, one in breath if one.tone is None),
        title=show(session.script, session.state).title,
        expects=session.state.mode is Mode.HURT,
        session=session if unfinished(session.state) else None,
        at=at,
        coming=tuple(Coming(when - at, one.text) for when, one in coming if one.tone is None)[:TOLD_AHEAD],
        again_in_s=_again_in(session, coming, ends=ends, at=at),
    )
    return Turned(replace(talk, told_until=until), answer)


def _again_in(session: GuidedSession, coming: deque[Timed], *, ends: float, at: float) -> float | None:
    """Give when there is something to say again; at the very end, when the last words are over."""
    if coming:
        return coming[0][0] - at
    return ends - at + AFTER_S if session.state.mode in {Mode.BRIEFING, Mode.WORKING} else None


def _coming(session: GuidedSession, length: Length) -> deque[Timed]:
    turns = coast(session.script, session.state, length, until=inf)
    return deque((due.at, due.command.utterance) for due in timed(turns) if isinstance(due.command, Say))
