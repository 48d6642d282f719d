"""The runner's profile."""

from flask import Blueprint

from service.app.measuring import rescore, waiting_to_be_measured, would_change
from service.app.profile import get_profile, put_profile
from service.core.errors import InputError
from service.web.api.operation import operation
from service.web.api.schemas.profile import ProfileIn, ProfileOut, RescoreOut, WaitingOut
from service.web.context import the_world
from service.web.profile_form import conditions_of

blueprint = Blueprint("api_profile", __name__, url_prefix="/api/v1/profile")


@blueprint.get("")
@operation("read")
def show() -> ProfileOut:
    """Give the profile."""
    return ProfileOut.of(get_profile(the_world()))


@blueprint.patch("")
@operation("write", fails={400: "One of the conditions is not asked here."})
def change(body: ProfileIn) -> ProfileOut:
    """Change what is sent, leave the rest. Runs that are here keep the numbers they were counted with."""
    world = the_world()
    names = {question.fact.removeprefix("p.") for question in conditions_of(world.catalogue)}
    if unknown := sorted(body.conditions.keys() - names):
        raise InputError(f"{unknown[0][:40]} is not asked here. Known: {', '.join(sorted(names))}.")
    put_profile(world, body.applied_to(get_profile(world), today=world.clock.local_date()))
    return ProfileOut.of(get_profile(world))


@blueprint.get("/rescore")
@operation("read")
def look() -> RescoreOut:
    """Say how many runs the present profile would measure otherwise, and how many wait to be measured."""
    world = the_world()
    return RescoreOut(would_change=len(would_change(world)), waiting=waiting_to_be_measured(world))


@blueprint.post("/rescore")
@operation("write", status=202)
def measure_all() -> WaitingOut:
    """Let the present profile hold for the runs that are here; the worker reads them again."""
    rescore(the_world())
    return WaitingOut(waiting=waiting_to_be_measured(the_world()))
