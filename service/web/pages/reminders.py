"""What was told and not seen yet, and the private calendar feed."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from service.app.feeding import feed, feed_token
from service.app.reminding import read_all
from service.web.context import the_services, the_world

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/reminders")
def show() -> str:
    """Say when reminders come, and where else they can go."""
    world = the_world()
    address = url_for("reminders.calendar", token=feed_token(world), _external=True)
    return render_template(
        "reminders/show.html",
        address=address,
        quiet=world.quiet,
        zone=str(world.clock.zone),
        outlets=[outlet.name for outlet in world.outlets],
    )


@blueprint.post("/reminders")
def change() -> Redirect:
    """Note that all has been seen, or give the feed another address."""
    if "renew" in request.form:
        feed_token(the_world(), renew=True)
        return redirect(url_for("reminders.show"), 303)
    read_all(the_world())
    return redirect(url_for("home.show"), 303)


@blueprint.get("/calendar/<token>.ics")
def calendar(token: str) -> Response:
    """Give the feed to whoever knows its address."""
    made = the_services().calendar(feed(the_world(), token))
    return Response(made, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"})
