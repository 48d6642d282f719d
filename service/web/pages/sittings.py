"""Routines for any time. One question first: does anything hurt?"""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.checking import open_check_in
from service.app.coaching import SITTINGS, start_sitting
from service.core.errors import NotFound
from service.web.context import the_world

blueprint = Blueprint("sittings", __name__, url_prefix="/sittings")


@blueprint.get("/<name>")
def ask(name: str) -> str:
    """Ask the one question."""
    if name not in SITTINGS:
        raise NotFound("There is no such routine here. Choose one on the first page.")
    return render_template("sittings/ask.html", name=name)


@blueprint.post("/<name>")
def start(name: str) -> Response:
    """Start the routine, or a check-in when something hurts. No answer counts as something."""
    world = the_world()
    if request.form.get("hurts") != "no":
        return redirect(url_for("check_ins.show", check_in_id=open_check_in(world, None).id), 303)
    session = start_sitting(world, name, hurts=False)
    return redirect(url_for("sessions.play", session_id=session.id), 303)
