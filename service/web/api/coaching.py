"""How the runner likes to be coached, by kind of cue."""

from flask import Blueprint

from service.app.coaching import get_coaching, put_coaching
from service.web.api.operation import operation
from service.web.api.schemas.coaching import CoachingBody
from service.web.context import the_world

blueprint = Blueprint("api_coaching", __name__, url_prefix="/api/v1/coaching")


@blueprint.get("")
@operation("read")
def show() -> CoachingBody:
    """Give every kind of cue with the way it is given."""
    return CoachingBody.of(get_coaching(the_world()))


@blueprint.put("")
@operation("write")
def save(body: CoachingBody) -> CoachingBody:
    """Keep the choice; a kind that is left out is spoken. It counts from the next session on."""
    coaching = body.value()
    put_coaching(the_world(), coaching)
    return CoachingBody.of(coaching)
