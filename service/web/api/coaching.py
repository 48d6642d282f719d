"""How the runner likes to be coached, by kind of cue."""

from flask import Blueprint, Response, jsonify

from service.app.coaching import get_coaching, put_coaching
from service.web.api.bodies import body_as
from service.web.api.schemas.coaching import CoachingBody
from service.web.context import the_world

blueprint = Blueprint("api_coaching", __name__, url_prefix="/api/v1/coaching")


@blueprint.get("")
def show() -> Response:
    """Give every kind of cue with the way it is given."""
    return jsonify(CoachingBody.of(get_coaching(the_world())).model_dump(mode="json"))


@blueprint.put("")
def save() -> Response:
    """Keep the choice; a kind that is left out is spoken. It counts from the next session on."""
    coaching = body_as(CoachingBody).value()
    put_coaching(the_world(), coaching)
    return jsonify(CoachingBody.of(coaching).model_dump(mode="json"))
