"""Browsers that want reminders. Each chose itself, and through whom: the push service is its maker's."""

import base64
import json
from collections.abc import Mapping
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

from service.app.world import World
from service.core.errors import InputError, WorldError

KIND = "push"
"""A kind of notes."""
MOST = 20
"""Browsers of one house. Ours."""
AT_HOME = (".local", ".internal", ".lan", ".arpa", ".localhost")
"""Endings of names that no push service has."""
_LENGTHS = {"p256dh": 65, "auth": 16}
"""Bytes of the keys of a subscription: RFC 8291, 2.1 and 3.2."""


def subscribe(world: World, sent: object) -> str:
    """Keep what a browser's `PushManager.subscribe()` gave; give its name. Raises InputError."""
    kept = {"endpoint": _address(sent), "keys": _keys(sent)}
    name = name_of(str(kept["endpoint"]))
    with world.store.unit(alone=True) as unit:
        known = [one for one, _ in unit.notes.of(KIND)]
        if name not in known and len(known) >= MOST:
            raise InputError(f"{MOST} browsers get reminders already. Take one out first.")
        unit.notes.put(KIND, name, json.dumps(kept))
    return name


def unsubscribe(world: World, endpoint: str) -> bool:
    """Forget this browser; say whether it was known."""
    with world.store.unit() as unit:
        return unit.notes.drop(KIND, name_of(endpoint))


def how_many(world: World) -> int:
    """Give how many browsers get reminders."""
    with world.store.unit() as unit:
        return len(unit.notes.of(KIND))


def name_of(endpoint: str) -> str:
    """Give the name under which a subscription is kept; it does not tell its address."""
    return sha256(endpoint.encode()).hexdigest()[:16]


def try_outlets(world: World) -> tuple[int, int]:
    """Send a word of trial through every outlet; give how many took it, and of how many."""
    taken = 0
    for outlet in world.outlets:
        try:
            outlet.send("Afterrun", "This is how a reminder looks.")
        except WorldError:
            continue
        taken += 1
    return taken, len(world.outlets)


def _address(sent: object) -> str:
    """Give the endpoint: HTTPS, at a named host of the internet, never something of the home network."""
    endpoint = sent.get("endpoint") if isinstance(sent, Mapping) else None
    parts = urlsplit(endpoint if isinstance(endpoint, str) and len(endpoint) < 2000 else "")
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host or host.endswith(AT_HOME) or _is_address(host):
        raise _unknown()
    return str(endpoint)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _keys(sent: object) -> Mapping[str, str]:
    keys = sent.get("keys") if isinstance(sent, Mapping) else None
    if not isinstance(keys, Mapping):
        raise _unknown()
    kept = {name: str(keys.get(name, "")) for name in _LENGTHS}
    for name, length in _LENGTHS.items():
        try:
            data = base64.urlsafe_b64decode(kept[name] + "=" * (-len(kept[name]) % 4))
        except ValueError:
            raise _unknown() from None
        if len(data) != length:
            raise _unknown()
    return kept


def _unknown() -> InputError:
    return InputError(
        "This is no subscription as browsers make them, so nothing was kept.", code="bad_subscription"
    )
