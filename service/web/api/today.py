"""How things stand: what the first page shows."""

from flask import Blueprint

from service.app.coaching import SITTINGS
from service.app.overview import overview
from service.app.reminding import unread
from service.web.api.operation import operation
from service.web.api.schemas.today import SittingOut, SittingsOut, TodayOut
from service.web.context import the_world

blueprint = Blueprint("api_today", __name__, url_prefix="/api/v1")


@blueprint.get("/today")
@operation("read")
def show() -> TodayOut:
    """Say how many runs are here, which one asks for its check-in, what is due, and which plan goes on."""
    world = the_world()
    return TodayOut.of(overview(world), told=unread(world))


@blueprint.get("/sittings")
@operation("read")
def show_sittings() -> SittingsOut:
    """List the routines that need no plan; `POST /sessions` starts one."""
    words = the_world().catalogue.sitting_words
    known = {name: words.get(name) for name in SITTINGS}
    return SittingsOut(
        sittings=[SittingOut(id=name, title=one.title if one else name) for name, one in known.items()]
    )
