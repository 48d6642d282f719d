"""The microphone's door: raw sound comes in by small posts from the page itself, decisions go out.

Plain posts to our own address rather than a WebSocket: they pass the same walls as everything else, work
through the same HTTPS proxy, and come every 60 ms; docs/decisions/0014.
"""

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field

from service.core.errors import InputError
from service.web.context import the_services

blueprint = Blueprint("api_ears", __name__, url_prefix="/api/v1/ears")

MOST_BYTES = 64_000
"""Two seconds of sound: more means that the line was away, and old commands are not obeyed."""


class SoundOf(BaseModel):
    """What the page knows about a bit of sound."""

    model_config = ConfigDict(extra="forbid")

    mode: str = Field(default="working", pattern="^(working|question)$")
    saying: str = Field(default="", max_length=600)
    deaf: bool = False


@blueprint.post("")
def switch_on() -> tuple[Response, int]:
    """Start to listen; the first time, this loads the recogniser."""
    return jsonify({"id": the_services().ears.open(), "rate_hz": 16_000}), 201


@blueprint.post("/<name>/sound")
def hear(name: str) -> Response:
    """Take the next sound of a page."""
    told = SoundOf.model_validate(request.args.to_dict())
    if (request.content_length or 0) > MOST_BYTES:
        raise InputError("That is too much sound at once.", code="too_much_sound")
    pcm = request.get_data()
    return jsonify(the_services().ears.feed(name, pcm, mode=told.mode, saying=told.saying, deaf=told.deaf))


@blueprint.get("/<name>/heard")
def tell(name: str) -> Response:
    """Wait for what was heard behind the first `after` pieces of speech."""
    after = request.args.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 9:
        raise InputError("`after` is a count.", code="bad_count")
    return jsonify(the_services().ears.heard(name, after=int(after)))


@blueprint.delete("/<name>")
def switch_off(name: str) -> tuple[Response, int]:
    """Stop listening."""
    the_services().ears.close(name)
    return jsonify({}), 200
