"""Fetch what is new from a connected account, and take it in by the one road all files take.

Two steps, so that a crash between any two lines loses nothing: what the vendor lists is noted as waiting, in the
transaction that notes the day of the listing; what waits is fetched oldest first, imported, and only then noted as
taken. What was fetched twice is known by its digest.
"""

import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from adapters.files import Arrived
from adapters.vendors import Account, KeyRefused, Listed, VendorAway
from service.app.arriving import Told, import_arrivals
from service.app.connections import Connection, change, connections, get
from service.app.observing import keep_observed
from service.app.telling_back import tell_back
from service.app.world import World
from service.core.errors import Conflict, WorldError

log = logging.getLogger(__name__)

BEGINNING = date(2000, 1, 1)
LOOK_BACK = timedelta(days=30)
"""How late an activity may reach the vendor and still be found by itself. Ours; `sync --all` lists everything."""
OBSERVE_FIRST, OBSERVE_AGAIN = timedelta(days=60), timedelta(days=3)
"""Days observed at first, and again each time, as a night may arrive late. Ours."""
EVERY, JITTER_S = timedelta(minutes=30), 300
FIRST_BACK_OFF, LONGEST_BACK_OFF = timedelta(minutes=15), timedelta(hours=24)
MOST_TRIES = 8
"""Syncs in which one activity may fail until it is given up and said so. Ours."""
DEAD_AFTER = 3
"""Activities in a row that fail: then it is the vendor and not they. Ours."""


@dataclass(slots=True)
class Tally:
    """What one sync did."""

    listed: int = 0
    """New ones that the vendor named."""
    taken: int = 0
    """Activities that were fetched to their end, with a file or without one."""
    files: int = 0
    """Files that were new here."""
    known: int = 0
    """Files that had come by another road before."""
    failed: int = 0
    trouble: WorldError | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a connection is."""

    waiting: int
    taken: int
    given_up: int


def sync_due(world: World) -> None:
    """Sync every connection whose time has come. Safe to run at any time, from any number of processes."""
    now = world.clock.now()
    for one in connections(world):
        if one.is_on and (one.next_at is None or one.next_at <= now):
            try:
                sync(world, one.vendor)
            except Conflict:
                log.debug("a sync is under way already vendor=%s", one.vendor)


def ask_for_sync(world: World, vendor: str) -> None:
    """Let the worker sync at once. Raises NotFound where it is not connected."""
    get(world, vendor)
    change(world, vendor, lambda one: replace(one, is_on=True, next_at=None))


def sync(world: World, vendor: str, *, whole: bool = False) -> Tally:
    """Fetch what is new, or with `whole` whatever is not here; trouble ends it early and is in what it gives.

    Raises NotFound where it is not connected, Conflict where a sync is under way.
    """
    tally = Tally()
    with world.vendors.alone(vendor):
        connection = get(world, vendor)
        try:
            account = world.vendors.account(vendor, world.vendors.unseal(vendor, connection.sealed))
            _fetch(world, account, connection, tally, whole=whole)
        except WorldError as trouble:
            tally.trouble = trouble
        _note(world, vendor, tally)
    return tally


def progress(world: World, vendor: str) -> Progress:
    """Give how much of what the vendor listed is here."""
    with world.store.unit() as unit:
        waiting = unit.notes.of(f"{vendor}.waiting")
        taken = unit.notes.of(f"{vendor}.taken")
    given_up = sum(int(tries) >= MOST_TRIES for _, tries in waiting)
    return Progress(len(waiting) - given_up, len(taken), given_up)


def _fetch(world: World, account: Account, connection: Connection, tally: Tally, *, whole: bool) -> None:
    odd = _observe(world, account, connection)
    _list(world, account, connection, tally, whole=whole)
    with closing(import_arrivals(world, _arrivals(world, account, tally))) as coming:
        for told in coming:
            _count(told, tally)
    tell_back(world, account)
    if odd is not None:
        raise odd


def _observe(world: World, account: Account, connection: Connection) -> VendorAway | None:
    """Keep what was observed of the days since; a vendor that gives none of it still gives files."""
    today = world.clock.local_date()
    known = connection.observed_on
    since = today - OBSERVE_FIRST if known is None else min(known, today) - OBSERVE_AGAIN
    try:
        found = account.observed(since, today)
    except VendorAway as away:
        return away
    with world.store.unit() as unit:
        keep_observed(unit, account.name, found)
    change(world, account.name, lambda one: replace(one, observed_on=today))
    return None


def _list(world: World, account: Account, connection: Connection, tally: Tally, *, whole: bool) -> None:
    today, known = world.clock.local_date(), connection.listed_on
    since = BEGINNING if known is None or whole else known - LOOK_BACK
    found = account.listed(since)
    with world.store.unit(alone=True) as unit:
        taken = {name for name, _ in unit.notes.of(f"{account.name}.taken")}
        waits = {name for name, _ in unit.notes.of(f"{account.name}.waiting")}
        for one in found:
            if one.id not in taken and _name(one) not in waits:
                unit.notes.put(f"{account.name}.waiting", _name(one), "0")
                tally.listed += 1
    change(world, account.name, lambda one: replace(one, listed_on=today))


def _name(one: Listed) -> str:
    """Name what waits so that names sort by day."""
    return f"{one.day.isoformat()} {one.id}"


def _arrivals(world: World, account: Account, tally: Tally) -> Iterator[Arrived]:
    """Give the files of all that waits, oldest first; asking for the next one says that the last is in."""
    with world.store.unit() as unit:
        waiting = [(name, int(tries)) for name, tries in unit.notes.of(f"{account.name}.waiting")]
    in_a_row = 0
    for name, tries in waiting:
        if world.vendors.is_ending():
            return
        if tries >= MOST_TRIES:
            continue
        arrived, away = _original(account, name.split(" ", 1)[1])
        yield from arrived
        if away is None and not any(one.trouble for one in arrived):
            _taken(world, account.name, name)
            tally.taken += 1
            in_a_row = 0
            continue
        in_a_row += 1
        tally.failed += 1
        if away is not None and (away.wait_s is not None or in_a_row >= DEAD_AFTER):
            raise away
        _failed(world, account.name, name, tries + 1)


def _original(account: Account, activity_id: str) -> tuple[Sequence[Arrived], VendorAway | None]:
    try:
        return account.original(activity_id), None
    except VendorAway as away:
        return [], away


def _taken(world: World, vendor: str, name: str) -> None:
    day, activity_id = name.split(" ", 1)
    with world.store.unit() as unit:
        unit.notes.put(f"{vendor}.taken", activity_id, day)
        unit.notes.drop(f"{vendor}.waiting", name)


def _failed(world: World, vendor: str, name: str, tries: int) -> None:
    with world.store.unit() as unit:
        unit.notes.put(f"{vendor}.waiting", name, str(tries))


def _count(told: Told, tally: Tally) -> None:
    if told.imported is not None:
        tally.known += told.imported.known
        tally.files += not told.imported.known


def _note(world: World, vendor: str, tally: Tally) -> None:
    """Say when to go on; trouble is logged when it begins, and when it is over."""
    now, trouble = world.clock.now(), tally.trouble
    before: list[str | None] = []

    def noted(one: Connection) -> Connection:
        before.append(one.code)
        return _well(one, now) if trouble is None else _ill(one, now, trouble)

    change(world, vendor, noted)
    if trouble is None:
        log.info("synced vendor=%s new=%d known=%d failed=%d", vendor, tally.files, tally.known, tally.failed)
    elif trouble.code not in before:
        log.warning("sync will be tried again by itself vendor=%s code=%s", vendor, trouble.code)


def _well(one: Connection, now: datetime) -> Connection:
    soon = now + EVERY + timedelta(seconds=secrets.randbelow(JITTER_S))
    fine = replace(one, failures=0, trouble=None, code=None, since=None)
    return replace(fine, tried_at=now, done_at=now, next_at=soon)


def _ill(one: Connection, now: datetime, trouble: WorldError) -> Connection:
    failures = one.failures + 1
    since = one.since if one.code == trouble.code and one.since is not None else now
    told = replace(one, failures=failures, trouble=trouble.words, code=trouble.code, since=since)
    return replace(told, tried_at=now, next_at=_again(now, trouble, failures))


def _again(now: datetime, trouble: WorldError, failures: int) -> datetime:
    """Give when to try again: twice as long each time, at least what was asked for, a little by chance."""
    wait = min(LONGEST_BACK_OFF, FIRST_BACK_OFF * (1 << min(failures - 1, 10)))
    if isinstance(trouble, KeyRefused):
        wait = LONGEST_BACK_OFF
    elif isinstance(trouble, VendorAway) and trouble.wait_s is not None:
        asked = timedelta(seconds=trouble.wait_s)
        wait = asked if failures == 1 else max(wait, asked)
    return now + wait + timedelta(seconds=secrets.randbelow(JITTER_S // 5))
