"""The runner's profile."""

from flask import Blueprint, Response, jsonify

from service.app.measuring import rescore, waiting_to_be_measured, would_change
from service.app.profile import get_profile, put_profile
from service.web.api.bodies import body_as
from service.web.api.schemas.profile import ProfileIn, ProfileOut
from service.web.context import the_world

blueprint = Blueprint("api_profile", __name__, url_prefix="/api/v1/profile")


@blueprint.get("")
def show() -> Response:
    """Give the profile."""
    return jsonify(ProfileOut.of(get_profile(the_world())).model_dump(mode="json"))


@blueprint.patch("")
def change() -> Response:
    """Change what is sent, leave the rest. Runs that are here keep the numbers they were counted with."""
    world = the_world()
    changes = body_as(ProfileIn)
    put_profile(world, changes.applied_to(get_profile(world), today=world.clock.local_date()))
    return show()


@blueprint.get("/rescore")
def look() -> Response:
    """Say how many runs the present profile would measure otherwise, and how many wait to be measured."""
    return jsonify(
        {"would_change": len(would_change(the_world())), "waiting": waiting_to_be_measured(the_world())}
    )


@blueprint.post("/rescore")
def measure_all() -> tuple[Response, int]:
    """Let the present profile hold for the runs that are here; the worker reads them again. 202 Accepted."""
    rescore(the_world())
    return jsonify({"waiting": waiting_to_be_measured(the_world())}), 202
