"""Weeks of load beside weeks of legs."""

from flask import Blueprint, render_template, request

from service.app.comparing import compare
from service.app.history import history
from service.web.comparison import lines, rows
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


@blueprint.get("/compare")
def side_by_side() -> str:
    """Show two runs side by side."""
    units = the_units()
    found = compare(the_world(), request.args.get("run"), with_id=request.args.get("with"))
    return render_template(
        "history/compare.html", found=found, rows=rows(found, units), lines=lines(found, units)
    )
