"""The player page. It only draws: every decision is the player's, reached through the API."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.coaching import get_session, start_plan_session
from service.web.context import the_world

blueprint = Blueprint("sessions", __name__, url_prefix="/sessions")


@blueprint.post("")
def start() -> Response:
    """Start today's session of a plan."""
    before = request.form.get("pain_before", "")
    session = start_plan_session(
        the_world(),
        request.form.get("assessment_id", ""),
        pain_before=int(before) if before.isdecimal() else None,
        chosen=request.form.get("chosen") or None,
    )
    return redirect(url_for("sessions.play", session_id=session.id), 303)


@blueprint.get("/<session_id>")
def play(session_id: str) -> str:
    """Show the player for a session, wherever it stands."""
    return render_template("sessions/player.html", session=get_session(the_world(), session_id))
