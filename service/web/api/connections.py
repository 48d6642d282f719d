"""Accounts elsewhere: how things stand, and a push. Keys go in by page or command alone."""

from flask import Blueprint, Response, jsonify

from service.app.connections import connections, get
from service.app.syncing import ask_for_sync
from service.web.api.schemas.connections import ConnectionOut
from service.web.context import the_world

blueprint = Blueprint("api_connections", __name__, url_prefix="/api/v1/connections")


@blueprint.get("")
def show() -> Response:
    """Give those that are connected."""
    world = the_world()
    return jsonify([ConnectionOut.of(world, one).model_dump(mode="json") for one in connections(world)])


@blueprint.post("/<name>/sync")
def push(name: str) -> tuple[Response, int]:
    """Let the worker fetch what is new at once. 202 Accepted."""
    world = the_world()
    ask_for_sync(world, name)
    return jsonify(ConnectionOut.of(world, get(world, name)).model_dump(mode="json")), 202
