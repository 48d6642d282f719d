"""Tokens for programs: given out and withdrawn by whoever lives here, never by a token."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.tokens import LONGEST_NAME, SCOPES, make_token, revoke, tokens
from service.core.errors import InputError
from service.web.context import the_world

blueprint = Blueprint("tokens", __name__, url_prefix="/settings/tokens")


@blueprint.get("")
def show() -> str:
    """Show what was given out, and the form for another."""
    return _page()


@blueprint.post("")
def make() -> str | tuple[str, int]:
    """Make one and show it, this once."""
    try:
        made = make_token(the_world(), request.form.get("name", ""), request.form.getlist("may"))
    except InputError as wrong:
        return _page(wrong=wrong.words), 400
    return _page(made=made)


@blueprint.post("/withdraw")
def withdraw() -> Response:
    """Let one open nothing any more."""
    revoke(the_world(), request.form.get("id", ""))
    return redirect(url_for("tokens.show"), 303)


def _page(*, made: str | None = None, wrong: str | None = None) -> str:
    return render_template(
        "programs/tokens.html",
        made=made,
        wrong=wrong,
        known=tokens(the_world()),
        scopes=SCOPES,
        longest=LONGEST_NAME,
        host=request.host_url.rstrip("/"),
    )
