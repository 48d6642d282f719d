"""How often somebody may be wrong at the door.

A try is counted in the store before the password is looked at, so neither a second process nor a burst of
requests gets more of them; one that was right is taken back.
"""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from service.app.world import World
from service.core.errors import InputError

TRY = "login_try"
"""A kind of notes."""
TRIES, WITHIN = 5, timedelta(minutes=15)
"""Wrong ones from one address. Ours: a person who mistypes gets through, 480 guesses a day do not."""
TRIES_OF_ALL, WITHIN_AN_HOUR = 50, timedelta(hours=1)
"""Wrong ones from everywhere together: many addresses gain nothing. This machine itself is never locked out."""


def count_try(world: World, who: str) -> str:
    """Count this try and give its name. Raises InputError `too_many_tries` (429) saying how long to wait."""
    now = world.clock.now()
    with world.store.unit(alone=True) as unit:
        tries = [(name, *json.loads(body)) for name, body in unit.notes.of(TRY)]
        for name, at, _ in tries:
            if now - datetime.fromisoformat(at) > WITHIN_AN_HOUR:
                unit.notes.drop(TRY, name)
        times = sorted((datetime.fromisoformat(at), whose) for _, at, whose in tries)
        waits = max(
            _wait([at for at, whose in times if whose == who], TRIES, WITHIN, now=now),
            _wait([at for at, _ in times], TRIES_OF_ALL, WITHIN_AN_HOUR, now=now),
        )
        if not waits:
            unit.notes.put(TRY, name := secrets.token_hex(8), json.dumps([now.isoformat(), who]))
            return name
    minutes = -(-waits // timedelta(minutes=1))
    raise InputError(
        f"Too many tries. Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again.",
        code="too_many_tries",
    )


def _wait(tries: Sequence[datetime], most: int, within: timedelta, *, now: datetime) -> timedelta:
    """Give how long until there are fewer than `most` tries within that time; `tries` oldest first."""
    if len(tries) < most:
        return timedelta()
    return max(tries[-most] + within - now, timedelta())


def forgive(world: World, try_number: str) -> None:
    """Take back a try that was right."""
    with world.store.unit() as unit:
        unit.notes.drop(TRY, try_number)
