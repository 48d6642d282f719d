"""The door for Alexa. Anybody may knock; only requests that Amazon has signed for this skill are taken."""

from flask import Blueprint, Response, jsonify, request, send_file

from service.core.errors import NotFound
from service.web.auth import open_door
from service.web.context import the_services

blueprint = Blueprint("api_alexa", __name__, url_prefix="/api/v1/alexa")

DOOR = "alexa"


@blueprint.post("")
@open_door
def answer() -> Response:
    """Answer a request of the skill. 400 `not_alexa` for any other."""
    the_services().assistants.admit(DOOR, request.remote_addr or "")
    door = the_services().alexa
    if door is None:
        raise NotFound("This door is shut.", code="door_shut")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return jsonify(door.answer(headers, request.get_data()))


@blueprint.get("/sound/<name>.mp3")
@open_door
def sound(name: str) -> Response:
    """Give the sound that was named in an answer; its name is signed and stands for nothing else."""
    the_services().assistants.admit(DOOR, request.remote_addr or "")
    door = the_services().alexa
    if door is None:
        raise NotFound("This door is shut.", code="door_shut")
    return send_file(door.sound(name), mimetype="audio/mpeg", conditional=True)
