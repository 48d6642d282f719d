"""What makes the pages an app on a phone: the worker, the page for no network, and files shared from other apps."""

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Answer

from service.web.auth import open_door, the_asker
from service.web.pages.activities import add

blueprint = Blueprint("app", __name__)


@blueprint.get("/worker.js")
@open_door
def worker() -> Response:
    """Give the service worker from where it may look after all pages."""
    answer = current_app.send_static_file("worker.js")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.get("/offline")
@open_door
def offline() -> str:
    """Show what the worker shows while the house cannot be reached; nothing in it is about anybody."""
    return render_template("app/offline.html")


@blueprint.get("/share")
def unshared() -> str:
    """Ask for the file again: it came before the login, or the page was opened by hand."""
    return render_template("app/share.html")


@blueprint.post("/share")
@open_door
def share() -> Answer | str:
    """Take in what another app of the phone shares. The browser says itself that no other site asked for it."""
    if the_asker() is None:
        return redirect(url_for("access.show", next=url_for("app.unshared")), 303)
    return add()
