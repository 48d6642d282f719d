"""Who may come in from outside this machine: one password, if wanted a code as well, and the browsers that are in.

What is kept cannot open the door: an Argon2 hash of the password, a digest of each browser's cookie. Only the
key of the second factor must be kept as it is.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from service.app.access_ports import Locks
from service.app.ports import Unit
from service.app.tries import count_try, forgive
from service.app.world import World
from service.core.errors import InputError

SHORTEST = 10
"""Characters. Ours: NIST SP 800-63B asks for 8 beside a second factor and 15 alone; tries here are few as well."""
LONGEST = 500
"""So that nobody has us hash a book."""
IDLE = timedelta(days=30)
"""A browser that was away for longer logs in again. Ours."""

ACCESS, LOGIN = "access", "login"
"""Kinds of notes."""
PASSWORD, SETUP, CODE_KEY, CODE_KEY_NEW, CODE_STEP = (
    "password",
    "setup",
    "code_key",
    "code_key_new",
    "code_step",
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to come in."""

    who: str
    """The address it comes from."""
    password: str
    code: str = ""
    """Of the authenticator app; empty where there is none."""


def has_password(world: World) -> bool:
    """Say whether anybody can log in at all."""
    with world.store.unit() as unit:
        return unit.notes.get(ACCESS, PASSWORD) is not None


def set_password(world: World, locks: Locks, password: str) -> None:
    """Keep a new password; every browser has to log in again. Raises InputError for one that is too weak."""
    if not SHORTEST <= len(password) <= LONGEST or len(set(password)) < 4:
        raise InputError(
            f"Choose a password of at least {SHORTEST} characters that are not all alike; "
            "three or four words do well.",
            code="weak_password",
        )
    sealed = locks.seal(password)
    with world.store.unit() as unit:
        unit.notes.put(ACCESS, PASSWORD, sealed)
        unit.notes.drop(ACCESS, SETUP)
        _forget(unit, LOGIN)


def new_setup_code(world: World) -> str | None:
    """Give the code with which the first password can be set from elsewhere; None where there is a password."""
    code = "-".join(secrets.token_hex(2) for _ in range(3))
    with world.store.unit() as unit:
        if unit.notes.get(ACCESS, PASSWORD) is not None:
            return None
        unit.notes.put(ACCESS, SETUP, _digest(code))
    return code


def set_first_password(world: World, locks: Locks, attempt: Attempt, *, setup_code: str) -> None:
    """Set the first password, for whoever reads the code in the terminal. Raises InputError."""
    try_number = count_try(world, attempt.who)
    with world.store.unit() as unit:
        known = unit.notes.get(ACCESS, SETUP)
    if known is None or not secrets.compare_digest(known, _digest(setup_code.strip().lower())):
        raise InputError("That is not the code that the terminal shows.", code="bad_login")
    set_password(world, locks, attempt.password)
    forgive(world, try_number)


def log_in(world: World, locks: Locks, attempt: Attempt) -> str:
    """Give the secret for this browser's cookie. Raises InputError `bad_login` or `too_many_tries`."""
    try_number = count_try(world, attempt.who)
    if not _is_password(world, locks, attempt) or not _code_fits(world, locks, attempt.code):
        raise InputError("That did not fit. Look at the password and the code again.", code="bad_login")
    forgive(world, try_number)
    token = secrets.token_urlsafe(32)
    with world.store.unit() as unit:
        unit.notes.put(LOGIN, _digest(token), world.clock.now().isoformat())
    return token


def confirm(world: World, locks: Locks, attempt: Attempt) -> None:
    """Let somebody who is in show that they know the password. Raises InputError as `log_in` does."""
    try_number = count_try(world, attempt.who)
    if not _is_password(world, locks, attempt):
        raise InputError("That is not the password of now, so nothing was changed.", code="bad_login")
    forgive(world, try_number)


def is_in(world: World, token: str) -> bool:
    """Say whether this browser has logged in and was not away for too long."""
    now, name = world.clock.now(), _digest(token)
    with world.store.unit() as unit:
        kept = unit.notes.get(LOGIN, name)
        if kept is None:
            return False
        seen = datetime.fromisoformat(kept)
        if now - seen > IDLE:
            unit.notes.drop(LOGIN, name)
            return False
        if now - seen > timedelta(days=1):  # one write a day, not one a request
            unit.notes.put(LOGIN, name, now.isoformat())
    return True


def log_out(world: World, token: str) -> None:
    """Forget this browser."""
    with world.store.unit() as unit:
        unit.notes.drop(LOGIN, _digest(token))


def log_out_everywhere(world: World) -> int:
    """Forget every browser; give how many there were."""
    with world.store.unit() as unit:
        return _forget(unit, LOGIN)


def browsers_in(world: World) -> Sequence[datetime]:
    """Give when each browser that is in was last seen, newest first; to the day."""
    with world.store.unit() as unit:
        return sorted((datetime.fromisoformat(seen) for _, seen in unit.notes.of(LOGIN)), reverse=True)


def asks_for_code(world: World) -> bool:
    """Say whether a code of an authenticator app is wanted as well."""
    with world.store.unit() as unit:
        return unit.notes.get(ACCESS, CODE_KEY) is not None


def offer_code_key(world: World, locks: Locks) -> str:
    """Give a key for an authenticator app; it counts once a code of it was shown."""
    with world.store.unit(alone=True) as unit:
        key = unit.notes.get(ACCESS, CODE_KEY_NEW) or locks.new_code_key()
        unit.notes.put(ACCESS, CODE_KEY_NEW, key)
    return key


def accept_code_key(world: World, locks: Locks, code: str) -> None:
    """Ask for codes from now on. Raises InputError when this is not a code of the offered key."""
    with world.store.unit(alone=True) as unit:
        key = unit.notes.get(ACCESS, CODE_KEY_NEW)
        step = None if key is None else locks.code_step(key, code, at=world.clock.now())
        if key is None or step is None:
            raise InputError(
                "That is not the code that the app shows now. Look at its clock, then try the next one."
            )
        unit.notes.put(ACCESS, CODE_KEY, key)
        unit.notes.put(ACCESS, CODE_STEP, str(step))
        unit.notes.drop(ACCESS, CODE_KEY_NEW)


def drop_code_key(world: World) -> bool:
    """Ask for the password alone from now on; say whether a code was asked for."""
    with world.store.unit() as unit:
        unit.notes.drop(ACCESS, CODE_STEP)
        return unit.notes.drop(ACCESS, CODE_KEY)


def _is_password(world: World, locks: Locks, attempt: Attempt) -> bool:
    with world.store.unit() as unit:
        sealed = unit.notes.get(ACCESS, PASSWORD)
    return sealed is not None and locks.opens(sealed, attempt.password[:LONGEST])


def _code_fits(world: World, locks: Locks, code: str) -> bool:
    """Say whether the second factor is right; each code opens once (RFC 6238, 5.2)."""
    with world.store.unit(alone=True) as unit:
        key = unit.notes.get(ACCESS, CODE_KEY)
        if key is None:
            return True
        step = locks.code_step(key, code, at=world.clock.now())
        if step is None or step <= int(unit.notes.get(ACCESS, CODE_STEP) or 0):
            return False
        unit.notes.put(ACCESS, CODE_STEP, str(step))
    return True


def _forget(unit: Unit, kind: str) -> int:
    return sum(unit.notes.drop(kind, name) for name, _ in unit.notes.of(kind))


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
