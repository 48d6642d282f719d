"""Keys for programs: each may do what its scopes say, and no more. Only a digest is kept, so none can be shown twice.

A token is 32 random bytes, so its plain SHA-256 cannot be guessed back; a slow hash is for what people choose.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from service.app.world import World
from service.core.errors import InputError, NotFound

SCOPES = {
    "read": "read everything: runs, check-ins, assessments, the plan",
    "write": "answer check-ins, change the profile, tell about the plan",
    "import": "send in files",
    "session": "lead guided sessions",
    "settings": "see and change voice, reminders and folders",
    "assistant": "talk to Afterrun in sentences",
}
"""What a token can be allowed, in words."""
TOKEN = "token"  # noqa: S105  # a kind of notes
PREFIX = "afterrun_"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token that was given out."""

    id: str
    """The beginning of its digest: enough to name it, useless for coming in."""
    name: str
    scopes: tuple[str, ...]
    made: date
    used: date | None
    """The last day that something came in with it."""


def make_token(world: World, name: str, scopes: Iterable[str]) -> str:
    """Give a new token; it is not shown again. Raises InputError without a name or for unknown scopes."""
    name, wanted = " ".join(name.split()), set(scopes)
    if not name or len(name) > LONGEST_NAME:
        raise InputError(f"Name what the token is for, in at most {LONGEST_NAME} characters.", code="no_name")
    if not wanted or wanted - SCOPES.keys():
        raise InputError(f"Choose what it may do, out of: {', '.join(SCOPES)}.", code="no_scope")
    made = PREFIX + secrets.token_urlsafe(32)
    known = Token("", name, tuple(one for one in SCOPES if one in wanted), world.clock.local_date(), None)
    with world.store.unit() as unit:
        unit.notes.put(TOKEN, _digest(made), _written(known))
    return made


def tokens(world: World) -> Sequence[Token]:
    """Give all that were given out, oldest first."""
    with world.store.unit() as unit:
        found = [_read(digest, body) for digest, body in unit.notes.of(TOKEN)]
    return sorted(found, key=lambda one: (one.made, one.name, one.id))


def revoke(world: World, token_id: str) -> None:
    """Let a token open nothing any more. Raises NotFound."""
    with world.store.unit() as unit:
        digests = [digest for digest, _ in unit.notes.of(TOKEN) if token_id and digest.startswith(token_id)]
        if len(digests) != 1:
            raise NotFound("There is no such token. The list shows each with its number.")
        unit.notes.drop(TOKEN, digests[0])


def use(world: World, sent: str) -> Token:
    """Give the token that was sent, and note the day. Raises InputError `bad_token` for one not given out."""
    digest, today = _digest(sent), world.clock.local_date()
    with world.store.unit() as unit:
        body = unit.notes.get(TOKEN, digest)
        if body is None:
            raise InputError("This token is not known here. It may have been withdrawn.", code="bad_token")
        found = _read(digest, body)
        if found.used != today:  # one write a day, not one a request
            used = Token(found.id, found.name, found.scopes, found.made, today)
            unit.notes.put(TOKEN, digest, _written(used))
    return found


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _written(token: Token) -> str:
    used = token.used.isoformat() if token.used else None
    return json.dumps([token.name, list(token.scopes), token.made.isoformat(), used])


def _read(digest: str, body: str) -> Token:
    name, scopes, made, used = json.loads(body)
    day = date.fromisoformat(used) if used else None
    return Token(digest[:12], name, tuple(scopes), date.fromisoformat(made), day)
