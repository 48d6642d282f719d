"""Accounts elsewhere: how things stand, and a push. Keys go in by page or command alone."""

from flask import Blueprint

from service.app.connections import connections, get
from service.app.syncing import ask_for_sync
from service.web.api.operation import operation
from service.web.api.schemas.connections import ConnectionOut, ConnectionsOut
from service.web.context import the_world

blueprint = Blueprint("api_connections", __name__, url_prefix="/api/v1/connections")


@blueprint.get("")
@operation("read")
def show() -> ConnectionsOut:
    """Give those that are connected; a key is never told."""
    world = the_world()
    return ConnectionsOut(connections=[ConnectionOut.of(world, one) for one in connections(world)])


@blueprint.post("/<name>/sync")
@operation("import", status=202, fails={404: "That service is not connected."})
def push(name: str) -> ConnectionOut:
    """Let the worker fetch what is new at once, and switch the connection on."""
    world = the_world()
    ask_for_sync(world, name)
    return ConnectionOut.of(world, get(world, name))
