"""Weeks of load beside weeks of legs."""

from flask import Blueprint, render_template, request

from service.app.history import history
from service.web.context import the_units, the_world
from service.web.weeks import heart_words, period_words, weeks

blueprint = Blueprint("history", __name__, url_prefix="/history")

RANGES = {"12": 12, "26": 26, "all": None}


@blueprint.get("")
def show() -> str:
    """Show a range of weeks; an unknown range is the shortest."""
    wanted = request.args.get("range", "")
    chosen = wanted if wanted in RANGES else "12"
    found = history(the_world(), weeks=RANGES[chosen])
    return render_template(
        "history/show.html",
        history=found,
        weeks=weeks(found, the_units()) if found.periods else None,
        chosen=chosen,
        period_words=period_words,
        heart_words=heart_words,
    )
