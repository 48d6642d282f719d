"""The first page: a place to drop a file, or how things stand today."""

from collections import deque

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from adapters.files import MAX_FILE_BYTES
from service.app.assessing import get_assessment
from service.app.coaching import plan_routine
from service.app.overview import overview
from service.app.reminding import unread
from service.app.sampling import add_sample_season
from service.web.context import the_services, the_world
from service.web.routines import length_s

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> str:
    """Show how things stand, or what this is."""
    world = the_world()
    facts = overview(world)
    if not facts.run_count and facts.latest is None and facts.put_away is None:
        return render_template("home/first.html", limit=MAX_FILE_BYTES)
    if facts.latest is None:
        return render_template(
            "home/today.html", facts=facts, plan=None, limit=MAX_FILE_BYTES, told_lately=unread(world)
        )
    _, plan = get_assessment(world, facts.latest.id)
    routine = plan_routine(world, plan)
    return render_template(
        "home/today.html",
        facts=facts,
        plan=plan,
        routine=routine,
        length_s=length_s(routine),
        limit=MAX_FILE_BYTES,
        told_lately=unread(world),
    )


@blueprint.post("/sample-season")
def add_sample() -> Response:
    """Import the whole sample season before answering; the page's script asks the API and shows progress."""
    deque(add_sample_season(the_world(), the_services().season), maxlen=0)
    return redirect(url_for("home.show"), 303)
