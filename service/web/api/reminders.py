"""What was told and not seen yet, and the private calendar feed."""

from flask import Blueprint, url_for

from service.app.feeding import feed_token
from service.app.reminding import read_all, unread
from service.web.api.operation import operation
from service.web.api.schemas.reminders import RemindersOut
from service.web.api.schemas.today import ToldOut
from service.web.context import the_world

blueprint = Blueprint("api_reminders", __name__, url_prefix="/api/v1/reminders")


@blueprint.get("")
@operation("read")
def show() -> RemindersOut:
    """Give what was not seen yet, the quiet hours, and the address of the calendar feed."""
    return _now()


@blueprint.post("/seen")
@operation("write")
def see() -> RemindersOut:
    """Note that all has been seen."""
    read_all(the_world())
    return _now()


@blueprint.post("/calendar")
@operation("write")
def renew() -> RemindersOut:
    """Give the calendar feed another address; the old one leads nowhere."""
    feed_token(the_world(), renew=True)
    return _now()


def _now() -> RemindersOut:
    world = the_world()
    return RemindersOut(
        unread=[ToldOut.of(one) for one in unread(world)],
        quiet_from=world.quiet.sleeps,
        quiet_to=world.quiet.wakes,
        zone=str(world.clock.zone),
        calendar=url_for("reminders.calendar", token=feed_token(world), _external=True),
    )
