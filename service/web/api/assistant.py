"""The door for anything that speaks HTTP: a sentence in, what to say out."""

from flask import Blueprint

from service.app.assisting import Mouth, hear
from service.web.api.operation import operation
from service.web.api.playing import likely_lengths
from service.web.api.schemas.assistant import AnswerOut, SaidIn
from service.web.auth import the_asker
from service.web.context import the_services, the_world

blueprint = Blueprint("api_assistant", __name__, url_prefix="/api/v1/assistant")

DOOR = "assistant"
"""Also the scope that a token needs for it, and the only thing that it may do with it."""


@blueprint.post("")
@operation(
    "assistant",
    fails={
        404: "This door is shut: AFTERRUN_ASSISTANT opens it.",
        429: "Too often in one minute.",
    },
)
def answer(body: SaidIn) -> AnswerOut:
    """Take what was said, or nothing, and give what to say back."""
    asker = the_asker()
    name = asker.name if asker is not None else ""
    the_services().assistants.admit(DOOR, name)
    mouth = Mouth(f"{name}:{body.conversation}", likely_lengths(the_services(), the_world().voice))
    return AnswerOut.of(hear(the_world(), body.text, mouth))
