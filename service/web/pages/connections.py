"""Accounts elsewhere: how things stand with each, and a switch, a button and a way out."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.connections import Connection, connect, connections, disconnect, let_tell_back, switch
from service.app.observing import observed
from service.app.syncing import Progress, ask_for_sync, progress
from service.core.errors import InputError
from service.web.auth import EVERYTHING, require
from service.web.context import the_world

blueprint = Blueprint("connections", __name__, url_prefix="/connections")

LIFE_DAYS = (30, 90, 180, 365)
"""What Garmin lets one choose for a key."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One service on the page."""

    name: str
    connection: Connection | None
    how_far: Progress
    nights: int
    """How many days it has told a resting heart rate of."""


@blueprint.get("")
def show() -> str:
    """Show every service that is known, connected or not."""
    world = the_world()
    kept = {one.vendor: one for one in connections(world)}
    with world.store.unit() as unit:
        sources = [source for _, source, _ in observed(unit, "resting_hr_bpm")]
    shown = [
        Shown(name, kept.get(name), progress(world, name), sources.count(name))
        for name in world.vendors.names
    ]
    return render_template(
        "connections/show.html",
        services=shown,
        said=request.args.get("said"),
        lives=LIFE_DAYS,
        zone=world.clock.zone,
        today=world.clock.local_date(),
        soon=timedelta(days=14),
    )


@blueprint.post("/<name>")
def begin(name: str) -> Response:
    """Connect, or put a new key in the place of the old one."""
    require(EVERYTHING)
    world = the_world()
    days = request.form.get("days", type=int)
    ends_on: date | None = None
    if days in LIFE_DAYS:
        ends_on = world.clock.local_date() + timedelta(days=days or 0)
    connect(world, name, request.form.get("key", ""), ends_on=ends_on)
    return _back("connected")


@blueprint.post("/<name>/change")
def change(name: str) -> Response:
    """Do what the button says."""
    require(EVERYTHING)
    world, what = the_world(), request.form.get("what")
    if what == "sync":
        ask_for_sync(world, name)
    elif what in {"on", "off"}:
        switch(world, name, is_on=what == "on")
    elif what in {"tell", "keep"}:
        let_tell_back(world, name, tells_back=what == "tell")
    elif what == "remove":
        disconnect(world, name)
    else:
        raise InputError("There is no such button here. Reload the page.", code="no_such_button")
    return _back(what)


def _back(said: str) -> Response:
    return redirect(url_for("connections.show", said=said), 303)
