"""The plan that goes on, and what the runner tells about it."""

from flask import Blueprint, Response, jsonify

from service.app.plan_view import view_plan
from service.app.reporting import (
    tell_criterion,
    tell_gate,
    tell_morning,
    tell_run,
    tell_seen,
    tell_session,
)
from service.app.summing_up import plan_aloud
from service.app.world import World
from service.core.errors import InputError, NotFound
from service.web.api.bodies import body_as
from service.web.api.schemas.plan import TellIn, described
from service.web.context import the_world

blueprint = Blueprint("api_plan", __name__, url_prefix="/api/v1/plan")


@blueprint.get("")
def show() -> Response:
    """Give the plan that goes on. 404 where there is none."""
    world = the_world()
    seen = view_plan(world)
    if seen is None:
        raise NotFound("No plan is going on. Start with a check-in.")
    return jsonify({**described(seen), "spoken": list(plan_aloud(world, seen))})


@blueprint.post("")
def tell() -> Response:
    """Tell one thing; give the plan after it, with why at the head of its story. 404 once it has ended."""
    told, world = body_as(TellIn), the_world()
    if told.told in {"session", "run"}:
        _with_pain(world, told)
    elif told.told == "seen":
        tell_seen(world)
    else:
        _with_answer(world, told)
    return show()


def _with_pain(world: World, told: TellIn) -> None:
    if told.pain is None:
        raise InputError("Say how strong the worst pain was, 0 to 10.", code="no_number")
    if told.told == "run":
        tell_run(world, pain=told.pain)
    else:
        tell_session(world, pain=told.pain, sharp=told.sharp)


def _with_answer(world: World, told: TellIn) -> None:
    if told.answer is None:
        raise InputError("Answer with true or false.", code="no_answer")
    if told.told == "morning":
        tell_morning(world, settled=told.answer)
    elif told.told == "gate":
        tell_gate(world, passed=told.answer)
    else:
        tell_criterion(world, told.criterion or "", met=told.answer)
