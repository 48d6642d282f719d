"""What a session says from a moment on, for a loudspeaker that plays it by itself, piece by piece."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from service.app.coaching import Link, follow, get_session
from service.app.records import GuidedSession
from service.app.world import World
from service.core.errors import NotFound
from voice.player.ahead import Length, coast, timed
from voice.player.messages import Say
from voice.script.model import Utterance

PIECE_S = 120.0
"""Of a session in one piece. Ours: short enough to be rendered while somebody waits."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of what a session says."""

    airings: Sequence[tuple[float, Utterance]]
    """Each with its seconds from the piece's beginning."""
    seconds: float
    next_from: float | None
    """Where on the session's clock the next piece begins; None behind the last."""


def piece_from(world: World, session_id: str, *, version: int, start: float, length: Length) -> Piece:
    """Give what is said from `start` on. Raises NotFound when the session has been moved meanwhile."""
    session = get_session(world, session_id)
    if session.version != version:
        raise NotFound("The session has gone on without this sound.")
    said = [(at, one) for at, one in _everything(session, length) if at >= start - 0.001]
    here = [(at, one) for at, one in said if at < start + PIECE_S]
    behind = said[len(here) :]
    ends = max([start, *(at + (length(one) or 0.0) for at, one in here)])
    until = behind[0][0] if behind else ends
    return Piece([(at - start, one) for at, one in here], until - start, until if behind else None)


def _everything(session: GuidedSession, length: Length) -> Sequence[tuple[float, Utterance]]:
    state = session.state
    now = [] if state.airing is None else [(state.aired_at, state.airing)]
    turns = coast(session.script, state, length, until=inf)
    return [*now, *((due.at, due.command.utterance) for due in timed(turns) if isinstance(due.command, Say))]


def played_to(world: World, session_id: str, at: float, length: Length) -> None:
    """Note that the loudspeaker has come so far. Raises NotFound, Conflict."""
    follow(world, session_id, at=at, link=Link(length=length))
