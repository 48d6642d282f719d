"""The door for those who come from outside this machine: log in, set the first password, log out."""

from ipaddress import ip_network

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.access import (
    SHORTEST,
    Attempt,
    asks_for_code,
    has_password,
    log_in,
    log_out,
    set_first_password,
)
from service.core.errors import InputError
from service.web import auth
from service.web.context import the_services, the_world

blueprint = Blueprint("access", __name__)


@blueprint.get("/login")
@auth.open_door
def show() -> str | Response:
    """Ask for the password, or for the first one."""
    if auth.the_asker() is not None:
        return redirect(auth.own_path(request.args.get("next")), 303)
    return _page(None)


@blueprint.post("/login")
@auth.open_door
def enter() -> Response:
    """Let the browser in, or say what did not fit."""
    world, attempt = the_world(), _attempt()
    try:
        if "setup_code" in request.form:
            set_first_password(world, the_services().locks, attempt, setup_code=request.form["setup_code"])
        token = log_in(world, the_services().locks, attempt)
    except InputError as wrong:
        status = {"too_many_tries": 429, "bad_login": 401}.get(wrong.code, 400)
        return current_app.make_response((_page(wrong.words), status))
    answer = current_app.make_response(redirect(auth.own_path(request.form.get("next")), 303))
    auth.let_in(answer, token)
    return answer


@blueprint.post("/logout")
def leave() -> Response:
    """Forget this browser."""
    log_out(the_world(), request.cookies.get(auth.cookie_name(), ""))
    answer = current_app.make_response(redirect(url_for("access.show"), 303))
    auth.let_out(answer)
    return answer


def who() -> str:
    """Give the sender's address, of IPv6 its network: there one machine has as many addresses as it likes."""
    address = request.remote_addr or ""
    try:
        return str(ip_network(f"{address}/{64 if ':' in address else 32}", strict=False))
    except ValueError:
        return address


def _attempt() -> Attempt:
    return Attempt(who(), request.form.get("password", ""), request.form.get("code", ""))


def _page(wrong: str | None) -> str:
    world = the_world()
    return render_template(
        "access/login.html",
        wrong=wrong,
        first=not has_password(world),
        with_code=asks_for_code(world),
        shortest=SHORTEST,
        aim=auth.own_path(request.values.get("next")),
    )
