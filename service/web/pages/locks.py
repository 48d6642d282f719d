"""The password and the second factor, changed from a page: from outside only with the password of now."""

import segno
from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.access import (
    SHORTEST,
    Attempt,
    accept_code_key,
    asks_for_code,
    confirm,
    drop_code_key,
    has_password,
    log_out_everywhere,
    offer_code_key,
    set_password,
)
from service.core.errors import InputError
from service.web import auth
from service.web.context import the_services, the_world
from service.web.pages.access import blueprint, who


@blueprint.get("/settings/password")
def locks() -> str:
    """Show the forms."""
    return _page()


@blueprint.post("/settings/password")
def change_password() -> Response:
    """Keep a new password; whoever is outside logs in again with it."""
    try:
        _confirm()
        set_password(the_world(), the_services().locks, request.form.get("password", ""))
    except InputError as wrong:
        return _refused(wrong)
    return redirect(url_for("access.locks", saved=1), 303)


@blueprint.post("/settings/codes")
def offer_code() -> Response:
    """Show a key for the authenticator app; it counts once a code of it was typed."""
    return current_app.make_response(_page(key=offer_code_key(the_world(), the_services().locks)))


@blueprint.post("/settings/codes/accept")
def accept_code() -> Response:
    """Ask for codes from now on."""
    try:
        accept_code_key(the_world(), the_services().locks, request.form.get("code", ""))
    except InputError as wrong:
        return _refused(wrong, key=offer_code_key(the_world(), the_services().locks))
    return redirect(url_for("access.locks", saved=1), 303)


@blueprint.post("/settings/codes/drop")
def drop_code() -> Response:
    """Ask for the password alone."""
    try:
        _confirm()
    except InputError as wrong:
        return _refused(wrong)
    drop_code_key(the_world())
    return redirect(url_for("access.locks", saved=1), 303)


@blueprint.post("/logout/everywhere")
def leave_all() -> Response:
    """Forget every browser."""
    log_out_everywhere(the_world())
    return redirect(url_for("settings.show", saved="outside", _anchor="outside"), 303)


def _confirm() -> None:
    """Ask those outside for the password of now: a browser left open is no key to the house."""
    if auth.is_outside():
        confirm(the_world(), the_services().locks, Attempt(who(), request.form.get("current", "")))


def _refused(wrong: InputError, key: str | None = None) -> Response:
    status = {"too_many_tries": 429, "bad_login": 403}.get(wrong.code, 400)
    return current_app.make_response((_page(wrong=wrong.words, key=key), status))


def _page(*, wrong: str | None = None, key: str | None = None) -> str:
    world, picture = the_world(), None
    if key is not None:
        address = the_services().locks.code_address(key)
        picture = segno.make(address, micro=False).svg_data_uri(scale=5, border=3, light="#ffffff")
    return render_template(
        "access/locks.html",
        wrong=wrong,
        saved="saved" in request.args,
        locked=has_password(world),
        with_code=asks_for_code(world),
        outside=auth.is_outside(),
        shortest=SHORTEST,
        key=key,
        picture=picture,
    )
