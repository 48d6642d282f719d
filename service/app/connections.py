"""Accounts that the runner connected, each off until its key is given, and how things stand with them.

A key is kept sealed and never shown again. Trouble is told once: by its own message if only the runner can help or
it has lasted, on the page at once.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from adapters.vendors import KeyRefused, VendorAway
from service.app.ports import Unit
from service.app.records import KeptReminder
from service.app.world import World
from service.core.errors import InputError, NotFound

KIND = "connection"
LONGEST_KEY = 512
WARN_BEFORE = timedelta(days=7)
"""Of a key's end. Ours: a week has a weekend."""
TELL_AFTER = timedelta(hours=24)
"""So long a service may be away before anything is said. Ours."""
AT = time(9)
ONLY_THE_RUNNER = frozenset({KeyRefused.code, "key_lost"})


@dataclass(frozen=True, slots=True)
class Connection:
    """One connected account, with all that the next sync goes on from."""

    vendor: str
    sealed: str
    """The key as it is stored."""
    added_at: datetime
    is_on: bool = True
    ends_on: date | None = None
    """The last day of the key; None where the runner did not say."""
    tells_back: bool = False
    """Soreness and injury are written back there."""
    told_until: datetime | None = None
    """When the newest assessment was made that was written back."""
    listed_on: date | None = None
    """The day on which everything there was listed last."""
    observed_on: date | None = None
    """The day up to which days were observed."""
    next_at: datetime | None = None
    """When to sync next; None for at once."""
    tried_at: datetime | None = None
    done_at: datetime | None = None
    """When a sync came to its end without trouble."""
    failures: int = 0
    """Syncs in a row that did not."""
    trouble: str | None = None
    """What is wrong, in a sentence."""
    code: str | None = None
    since: datetime | None = None
    """When it began."""


def connect(
    world: World, vendor: str, key: str, *, ends_on: date | None = None, tells_back: bool = False
) -> Connection:
    """Keep the key once the vendor takes it, and switch the connection on.

    Raises InputError for what can be no key or is refused, NotFound for a vendor that is not known. Where the vendor
    cannot be asked now, the key is kept and tried later.
    """
    key = key.strip()
    if not 8 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable() or " " in key:
        raise InputError("That is no key: a key is one long word. Copy it again and send it.", code="no_key")
    today = world.clock.local_date()
    if ends_on is not None and ends_on < today:
        raise InputError("That key has ended already. Make a new one and connect again.", code="key_ended")
    account = world.vendors.account(vendor, key)
    try:
        account.listed(today)
    except KeyRefused as refused:
        raise InputError(refused.words, code=refused.code) from refused
    except VendorAway:
        pass  # a sync will find out
    made = Connection(
        vendor,
        world.vendors.seal(vendor, key),
        added_at=world.clock.now(),
        ends_on=ends_on,
        tells_back=tells_back,
        told_until=world.clock.now(),
    )
    with world.store.unit(alone=True) as unit:
        before = find(unit, vendor)
        if before is not None:  # a new key for the same account goes on where the old one was
            made = replace(made, listed_on=before.listed_on, observed_on=before.observed_on)
        _keep(unit, made)
    return made


def connections(world: World) -> Sequence[Connection]:
    """Give those that are connected, by name."""
    with world.store.unit() as unit:
        return all_of(unit)


def all_of(unit: Unit) -> Sequence[Connection]:
    """Give those that are connected, by name."""
    return [_read(vendor, body) for vendor, body in unit.notes.of(KIND)]


def find(unit: Unit, vendor: str) -> Connection | None:
    """Give one; None where it is not connected."""
    body = unit.notes.get(KIND, vendor)
    return None if body is None else _read(vendor, body)


def get(world: World, vendor: str) -> Connection:
    """Give one. Raises NotFound where it is not connected."""
    with world.store.unit() as unit:
        found = find(unit, vendor)
    if found is None:
        raise NotFound(f"{vendor} is not connected.")
    return found


def change(world: World, vendor: str, how: Callable[[Connection], Connection]) -> Connection | None:
    """Change one as it stands now; None where it was disconnected meanwhile."""
    with world.store.unit(alone=True) as unit:
        found = find(unit, vendor)
        if found is None:
            return None
        changed = how(found)
        _keep(unit, changed)
        return changed


def switch(world: World, vendor: str, *, is_on: bool) -> None:
    """Switch one off, which keeps its key, or on again. Raises NotFound."""
    get(world, vendor)
    change(world, vendor, lambda one: replace(one, is_on=is_on, next_at=None))


def let_tell_back(world: World, vendor: str, *, tells_back: bool) -> None:
    """Let soreness and injury be written back from now on, or no longer. Raises NotFound."""
    get(world, vendor)
    now = world.clock.now()
    change(world, vendor, lambda one: replace(one, tells_back=tells_back, told_until=now))


def disconnect(world: World, vendor: str) -> None:
    """Forget the key. What was fetched stays, and so does what was fetched already. Raises NotFound."""
    with world.store.unit() as unit:
        if not unit.notes.drop(KIND, vendor):
            raise NotFound(f"{vendor} is not connected.")


def wanted_reminders(world: World, unit: Unit) -> Iterator[KeptReminder]:
    """Give what is to be told of connections, each trouble once, and a key's end a week before."""
    for one in all_of(unit):
        if not one.is_on:
            continue
        if one.since is not None:
            lasted = timedelta(0) if one.code in ONLY_THE_RUNNER else TELL_AFTER
            yield KeptReminder(f"{KIND}:{one.vendor}:{one.since.isoformat()}", KIND, one.since + lasted)
        if one.ends_on is not None and one.ends_on >= world.clock.local_date():
            at = datetime.combine(one.ends_on - WARN_BEFORE, AT, world.clock.zone)
            yield KeptReminder(f"{KIND}:{one.vendor}:ends:{one.ends_on}", KIND, at.astimezone(UTC))


def _keep(unit: Unit, one: Connection) -> None:
    body = {name: getattr(one, name) for name in Connection.__slots__ if name != "vendor"}
    unit.notes.put(KIND, one.vendor, json.dumps(body, default=lambda moment: moment.isoformat()))


_MOMENTS = ("added_at", "told_until", "next_at", "tried_at", "done_at", "since")
_DAYS = ("ends_on", "listed_on", "observed_on")


def _read(vendor: str, body: str) -> Connection:
    tree = {name: value for name, value in json.loads(body).items() if name in Connection.__slots__}
    for names, kind in ((_MOMENTS, datetime), (_DAYS, date)):
        tree |= {name: kind.fromisoformat(tree[name]) for name in names if tree.get(name) is not None}
    return Connection(vendor, **tree)
