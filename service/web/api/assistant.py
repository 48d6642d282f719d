"""The door for anything that speaks HTTP: a sentence in, what to say out."""

from flask import Blueprint, Response, jsonify

from service.app.assisting import Mouth, hear
from service.web.api.bodies import body_as
from service.web.api.playing import likely_lengths
from service.web.api.schemas.assistant import AnswerOut, SaidIn
from service.web.auth import require, the_asker
from service.web.context import the_services, the_world

blueprint = Blueprint("api_assistant", __name__, url_prefix="/api/v1/assistant")

DOOR = "assistant"
"""Also the scope that a token needs for it, and the only thing that it may do with it."""


@blueprint.post("")
def answer() -> Response:
    """Take what was said, or nothing, and give what to say back."""
    require(DOOR)
    asker = the_asker()
    name = asker.name if asker is not None else ""
    the_services().assistants.admit(DOOR, name)
    said = body_as(SaidIn)
    mouth = Mouth(f"{name}:{said.conversation}", likely_lengths(the_services(), the_world().voice))
    return jsonify(AnswerOut.of(hear(the_world(), said.text, mouth)).model_dump(mode="json"))
