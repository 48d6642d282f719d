"""Weeks of load beside weeks of legs."""

from flask import Blueprint

from service.app.history import history
from service.web.api.operation import operation
from service.web.api.schemas.history import HistoryOut, WeeksOf
from service.web.context import the_world

blueprint = Blueprint("api_history", __name__, url_prefix="/api/v1/history")


@blueprint.get("")
@operation("read")
def show(query: WeeksOf) -> HistoryOut:
    """Give the last so many weeks, this one included; all of them where none are named, long ones by month."""
    return HistoryOut.model_validate(history(the_world(), weeks=query.weeks), from_attributes=True)
