"""Where the sentences come from, and what this cannot do."""

from flask import Blueprint, render_template

from service.web.context import the_world

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def show() -> str:
    """Show sources, licence and limits."""
    return render_template("about/about.html", catalogue=the_world().catalogue)
