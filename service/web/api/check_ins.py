"""The check-in, step by step."""

from flask import Blueprint, Response, jsonify

from service.app.checking import go_back, look, open_check_in, reply
from service.app.rechecking import answer_recheck
from service.core.errors import InputError
from service.web.api.bodies import body_as
from service.web.api.schemas.check_ins import MomentOut, OpenIn, ReplyIn
from service.web.context import the_world

blueprint = Blueprint("api_check_ins", __name__, url_prefix="/api/v1/check-ins")


@blueprint.post("")
def add() -> tuple[Response, int]:
    """Open a check-in, or give the one that is open for this run."""
    world, wanted = the_world(), body_as(OpenIn)
    if wanted.recheck_id is not None:
        kept = answer_recheck(world, wanted.recheck_id)
    else:
        kept = open_check_in(world, wanted.run_id)
    return jsonify(MomentOut.of(look(world, kept.id)).model_dump(mode="json")), 201


@blueprint.get("/<check_in_id>")
def show(check_in_id: str) -> Response:
    """Say where it stands."""
    return jsonify(MomentOut.of(look(the_world(), check_in_id)).model_dump(mode="json"))


@blueprint.post("/<check_in_id>")
def take(check_in_id: str) -> Response:
    """Take answers, or one back. 409 when another step is being asked by now."""
    world, said = the_world(), body_as(ReplyIn)
    if said.back:
        moment = go_back(world, check_in_id)
    elif said.step is None:
        raise InputError("Say which step is answered.", code="no_step")
    else:
        moment = reply(world, check_in_id, step=said.step, given=said.given(), bundle=said.one_word())
    return jsonify(MomentOut.of(moment).model_dump(mode="json"))
