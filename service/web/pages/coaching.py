"""What the voice says in a session, chosen by kind of cue."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.coaching import get_coaching, put_coaching
from service.web.api.schemas.coaching import CoachingBody
from service.web.context import the_world
from service.web.security import FIELD
from voice.script.coaching import CueKind

blueprint = Blueprint("coaching", __name__, url_prefix="/coaching")


@blueprint.get("")
def show() -> str:
    """Show the choice as a form."""
    coaching = get_coaching(the_world())
    ways = {kind.value: coaching.way(kind).value for kind in CueKind}
    return render_template("coaching/edit.html", ways=ways, saved="saved" in request.args)


@blueprint.post("")
def save() -> Response:
    """Keep the choice."""
    chosen = {name: way for name, way in request.form.items() if name != FIELD}
    put_coaching(the_world(), CoachingBody.model_validate(chosen).value())
    return redirect(url_for("coaching.show", saved=1), 303)
