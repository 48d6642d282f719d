"""The plan as a way: where the runner is, what has to be true to go on, and what to tell about today."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import Response as Answer
from werkzeug.wrappers import Response

from service.app.coaching import plan_routine
from service.app.plan_view import last_word, view_plan
from service.app.reporting import (
    tell_criterion,
    tell_gate,
    tell_morning,
    tell_run,
    tell_seen,
    tell_session,
)
from service.app.ticking import tick_off
from service.app.to_watch import for_watch
from service.core.errors import InputError
from service.web.context import the_world
from service.web.moving import figure
from service.web.routines import dose_words, length_s

blueprint = Blueprint("plan", __name__, url_prefix="/plan")


@blueprint.get("")
def show() -> str:
    """Show the plan that goes on, or why there is none."""
    world = the_world()
    seen = view_plan(world)
    if seen is None:
        return render_template("plan/none.html", says=last_word(world))
    routine = plan_routine(world, seen.plan)
    return render_template(
        "plan/show.html",
        seen=seen,
        routine=routine,
        length_s=length_s(routine),
        dose_words=dose_words,
        figure=figure,
        watch_is_there=world.watch.is_there(),
        on_watch="on_watch" in request.args,
    )


@blueprint.get("/workout.fit")
def workout() -> Answer:
    """Give today's session as a file for a watch."""
    made = for_watch(the_world())
    named = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return Answer(made.data, mimetype="application/vnd.ant.fit", headers=named)


@blueprint.post("/watch")
def to_watch() -> Response:
    """Put today's session on the watch that is mounted."""
    world = the_world()
    made = for_watch(world)
    world.watch.drop(made.name, made.data)
    return redirect(url_for("plan.show", on_watch=1), 303)


@blueprint.post("/session")
def session() -> Response:
    """Take in how the last session felt."""
    tell_session(the_world(), pain=_pain(), sharp=request.form.get("sharp") == "yes")
    return _back()


@blueprint.post("/ticked")
def ticked() -> Response:
    """Take in what of today's session was done without the voice."""
    before = request.form.get("pain_before", "")
    tick_off(
        the_world(),
        request.form.get("assessment_id", ""),
        set(request.form.getlist("did")),
        pain_before=int(before) if before.isdecimal() else None,
    )
    return _back()


@blueprint.post("/morning")
def morning() -> Response:
    """Take in how the morning after was."""
    tell_morning(the_world(), settled=_yes())
    return _back()


@blueprint.post("/gate")
def gate() -> Response:
    """Take in the answer to the stage's own test."""
    tell_gate(the_world(), passed=_yes())
    return _back()


@blueprint.post("/seen")
def seen() -> Response:
    """Take in that somebody has looked."""
    tell_seen(the_world())
    return _back()


@blueprint.post("/criterion")
def criterion() -> Response:
    """Tick a line of the way back to running, or take the tick away."""
    tell_criterion(the_world(), request.form.get("criterion", ""), met=_yes())
    return _back()


@blueprint.post("/run")
def run() -> Response:
    """Take in a run on the ladder."""
    tell_run(the_world(), pain=_pain())
    return _back()


def _back() -> Response:
    return redirect(url_for("plan.show"), 303)


def _yes() -> bool:
    said = request.form.get("answer")
    if said not in {"yes", "no"}:
        raise InputError("Answer with yes or no.", code="no_answer")
    return said == "yes"


def _pain() -> int:
    try:
        return int(request.form.get("pain", ""))
    except ValueError:
        raise InputError("Pain is a number from 0 to 10.", code="no_number") from None
