"""Accounts elsewhere: connect one, see how things stand, fetch what is new. A key is never an argument."""

import argparse
import getpass
import json
import sys

from service.app.connections import Connection, connect, connections, disconnect, get, let_tell_back, switch
from service.app.syncing import Tally, progress, sync
from service.app.to_watch import for_watch
from service.app.world import World
from service.config import Settings
from service.core.errors import InputError
from service.web.api.schemas.connections import ConnectionOut
from service.wiring import open_world


def connect_to(arguments: argparse.Namespace, settings: Settings) -> int:
    """Connect, change or end a connection; without a service, list them."""
    with open_world(settings) as world:
        if arguments.service is not None:
            _change(world, arguments)
        elif arguments.json:
            print(json.dumps([_told(world, one) for one in connections(world)]))
        else:
            _list(world)
    return 0


def fetch(arguments: argparse.Namespace, settings: Settings) -> int:
    """Sync now, with one service or with all that are on."""
    failed = False
    with open_world(settings) as world:
        names = (
            [arguments.service] if arguments.service else [o.vendor for o in connections(world) if o.is_on]
        )
        if not names:
            raise InputError(
                f"Nothing is connected. Connect {' or '.join(world.vendors.names)}: afterrun connect"
            )
        for name in names:
            tally = sync(world, name, whole=arguments.all)
            failed |= tally.trouble is not None
            _print(world, name, tally, as_json=arguments.json)
    return 1 if failed else 0


def workout(arguments: argparse.Namespace, settings: Settings) -> int:
    """Write today's session for a watch, into a folder or onto the watch."""
    with open_world(settings) as world:
        made = for_watch(world)
        if arguments.to is None:
            place = world.watch.drop(made.name, made.data)
        else:
            place = arguments.to / made.name
            try:
                place.write_bytes(made.data)
            except OSError as wrong:
                raise InputError(f"{place} cannot be written: {wrong.strerror or wrong}.") from wrong
    print(json.dumps({"file": str(place)}) if arguments.json else f"{place}")
    return 0


def _change(world: World, arguments: argparse.Namespace) -> None:
    name = arguments.service
    if arguments.remove:
        disconnect(world, name)
        print(f"{name} is disconnected and its key is forgotten. What was fetched stays.")
    elif arguments.switch is not None:
        switch(world, name, is_on=arguments.switch == "on")
        print(f"{name} is switched {arguments.switch}.")
    elif arguments.tell_back is not None:
        let_tell_back(world, name, tells_back=arguments.tell_back == "on")
        print(f"Writing back to {name} is switched {arguments.tell_back}.")
    else:
        connect(world, name, _key(name), ends_on=arguments.ends)
        print(f"{name} is connected. What is there comes in by itself; afterrun sync fetches it now.")


def _key(name: str) -> str:
    """Ask at a terminal without showing it; take one line from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Key for {name} (it is not shown): ")
    return sys.stdin.readline()


def _list(world: World) -> None:
    found = connections(world)
    for one in found:
        state = "on" if one.is_on else "off"
        last = (
            "never" if one.done_at is None else f"{one.done_at.astimezone(world.clock.zone):%Y-%m-%d %H:%M}"
        )
        how_far = progress(world, one.vendor)
        print(f"{one.vendor}: {state}, last sync {last}, {how_far.taken} fetched, {how_far.waiting} waiting")
        if one.trouble:
            print(f"  {one.trouble}")
    if not found:
        print(f"Nothing is connected. There are: {', '.join(world.vendors.names)}.")


def _print(world: World, name: str, tally: Tally, *, as_json: bool) -> None:
    if as_json:
        told = {"service": name, "new": tally.files, "known": tally.known, "failed": tally.failed}
        trouble = tally.trouble
        told |= {"trouble": trouble.code, "reason": trouble.words} if trouble else {"trouble": None}
        print(json.dumps(told), flush=True)
        return
    left = progress(world, name).waiting
    rest = f" {left} still wait." if left else ""
    known = f", {tally.known} were here already" if tally.known else ""
    print(f"{name}: {tally.files} new{known}.{rest}", flush=True)
    if tally.trouble is not None:
        print(f"  {tally.trouble.words}", file=sys.stderr, flush=True)
    elif get(world, name).is_on is False:
        print("  It is switched off, so nothing is fetched by itself.", flush=True)


def _told(world: World, one: Connection) -> object:
    return ConnectionOut.of(world, one).model_dump(mode="json")
