"""Reminders to this browser: asked for and taken back by a script of the settings page."""

import json

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from service.app.pushing import subscribe, try_outlets, unsubscribe
from service.core.errors import InputError
from service.web.context import the_world

blueprint = Blueprint("pushes", __name__, url_prefix="/settings/push")


@blueprint.post("")
def keep() -> Response:
    """Keep the subscription of this browser."""
    try:
        sent = json.loads(request.form.get("subscription", ""))
    except ValueError:
        raise InputError("This is no subscription as browsers make them, so nothing was kept.") from None
    subscribe(the_world(), sent)
    return Response(status=204)


@blueprint.post("/drop")
def drop() -> Response:
    """Forget the subscription of this browser."""
    unsubscribe(the_world(), request.form.get("endpoint", ""))
    return Response(status=204)


@blueprint.post("/try")
def try_it() -> Answer:
    """Send a word of trial through every way out."""
    taken, ways = try_outlets(the_world())
    return redirect(url_for("settings.show", tried=f"{taken}-{ways}", _anchor="addresses"), 303)
