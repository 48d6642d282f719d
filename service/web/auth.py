"""Who asks, and what they may do: decided once a request, before any view runs, and only here.

- *home*: this machine asks itself through loopback. Nobody else can, so there is no login and all is allowed.
- *browser*: one that logged in; its cookie is out of reach of scripts and of other sites.
- *token*: a program with an API token (`Authorization: Bearer ...`); it may do what the token's scopes say.

Whoever comes through a listener that others can reach (`behind_login`) is nobody until a cookie or a token
says otherwise. A view that must be reached before anybody is known (a login, a signed webhook) is marked
`@open_door`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, current_app, g, redirect, request, url_for

from service.app.access import is_in
from service.app.tokens import use
from service.core.errors import InputError
from service.web.context import the_world
from service.web.problems import problem

View = TypeVar("View", bound=Callable[..., Any])

EVERYTHING = "everything"
"""The scope of whoever lives here: it contains all others."""
LOGIN_S = 30 * 24 * 3600
"""How long a browser keeps its cookie; away for as long as this, it is forgotten here as well."""

_OUTSIDE = "afterrun.outside"


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever sent this request."""

    kind: Literal["home", "browser", "token"]
    scopes: frozenset[str]
    name: str = ""
    """Which token; empty for people."""

    def may(self, scope: str) -> bool:
        """Say whether this scope was given to them."""
        return EVERYTHING in self.scopes or scope in self.scopes


HOME = Asker("home", frozenset({EVERYTHING}))
BROWSER = Asker("browser", frozenset({EVERYTHING}))


def register(app: Flask) -> None:
    """Let every request of the app be asked who it comes from."""
    app.before_request(identify)
    app.jinja_env.globals["the_asker"] = the_asker


def behind_login(app: WSGIApplication) -> WSGIApplication:
    """Give the app for a listener that others can reach: nobody is at home there."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ[_OUTSIDE] = True
        return app(environ, start)

    return answer


def is_outside() -> bool:
    """Say whether this request came in where others can reach us."""
    return _OUTSIDE in request.environ


def open_door(view: View) -> View:
    """Mark a view that anybody may reach; it must look after itself."""
    vars(view)["open_door"] = True
    return view


def the_asker() -> Asker | None:
    """Give who asks; nobody only behind an open door."""
    return cast("Asker | None", g.get("asker"))


def require(scope: str) -> None:
    """Refuse an asker to whom this scope was not given. Raises InputError `not_allowed` (403)."""
    asker = the_asker()
    if asker is None or not asker.may(scope):
        raise InputError(f"This token may not do that: it needs the scope {scope}.", code="not_allowed")


def identify() -> Response | None:
    """Find out who asks, or send them to the login. Raises InputError (401) for a token nobody gave out."""
    if request.endpoint == "static":
        return None
    g.asker = _asker()
    if g.asker is not None and g.asker.kind == "token" and not request.path.startswith("/api/v1/"):
        raise InputError(
            "A token opens the API alone; its addresses begin with /api/v1/.", code="not_allowed"
        )
    if g.asker is not None or _is_open():
        return None
    if request.path.startswith("/api/"):
        answer = problem(401, "log_in", "Log in first, or send an API token.")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    aim = request.full_path.rstrip("?") if request.method == "GET" else None
    return cast("Response", redirect(url_for("access.show", next=aim), 303))


def asker_of_token(token: str) -> Asker:
    """Give the asker that this API token stands for. Raises InputError `bad_token` (401)."""
    found = use(the_world(), token)
    return Asker("token", frozenset(found.scopes), found.id)


def cookie_name() -> str:
    """Give the login cookie's name; `__Host-` lets no page without HTTPS put another in its place."""
    return "__Host-afterrun_login" if request.is_secure else "afterrun_login"


def let_in(answer: Response, token: str) -> None:
    """Give this browser the cookie of its login."""
    answer.set_cookie(
        cookie_name(), token, max_age=LOGIN_S, httponly=True, samesite="Lax", secure=request.is_secure
    )


def let_out(answer: Response) -> None:
    """Take the cookie away."""
    answer.delete_cookie(cookie_name(), httponly=True, samesite="Lax", secure=request.is_secure)


def own_path(aim: str | None) -> str:
    """Give the path to go to after a login: one of ours, else the first page."""
    if not aim or not aim.startswith("/") or "\\" in aim or any(ord(sign) < 32 for sign in aim):
        return "/"
    parts = urlsplit(aim)
    return "/" if aim.startswith("//") or parts.scheme or parts.netloc else aim


def _asker() -> Asker | None:
    sent = request.authorization
    if sent is not None and sent.type == "bearer":
        return asker_of_token(sent.token or "")
    if not is_outside():
        return HOME
    token = request.cookies.get(cookie_name())
    return BROWSER if token and is_in(the_world(), token) else None


def _is_open() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "open_door", False)
