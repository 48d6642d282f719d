"""The plan that goes on, and what the runner tells about it."""

from flask import Blueprint, Response

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
from service.app.to_watch import for_watch
from service.app.world import World
from service.core.errors import InputError, NotFound
from service.web.api.operation import Media, operation
from service.web.api.schemas.plan import GoingOut, TellIn
from service.web.context import the_world

blueprint = Blueprint("api_plan", __name__, url_prefix="/api/v1/plan")


@blueprint.get("")
@operation("read", fails={404: "No plan is going on."})
def show() -> GoingOut:
    """Give the plan that goes on."""
    return _going(the_world())


@blueprint.get("/workout.fit")
@operation(
    "read",
    gives={200: (Media("application/vnd.ant.fit", "the workout"),)},
    fails={
        404: "No plan is going on.",
        409: "Today is rest, or somebody has to be seen first.",
    },
)
def workout() -> Response:
    """Give today's session as a FIT workout for a watch. Done there under its name today, it counts once it is in."""
    made = for_watch(the_world())
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Response(made.data, mimetype="application/vnd.ant.fit", headers=named)


@blueprint.post("")
@operation(
    "write",
    fails={
        400: "What is told lacks its number or its answer, or there is no such criterion.",
        404: "No plan is going on, or it has just ended.",
        409: "There is nothing to tell of that kind now.",
    },
)
def tell(body: TellIn) -> GoingOut:
    """Tell one thing; give the plan after it, with why at the head of its story."""
    world = the_world()
    if body.told in {"session", "run"}:
        _with_pain(world, body)
    elif body.told == "seen":
        tell_seen(world)
    else:
        _with_answer(world, body)
    return _going(world)


def _going(world: World) -> GoingOut:
    seen = view_plan(world)
    if seen is None:
        raise NotFound("No plan is going on. Start with a check-in.")
    return GoingOut.of(seen, spoken=plan_aloud(world, seen))


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
