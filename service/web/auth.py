"""Who asks, and what they may do: decided once a request, before any view runs, and only here.

- *home*: this machine asks itself through loopback. Nobody else can, so there is no login and all is allowed.
- *token*: a program with an API token (`Authorization: Bearer ...`); it may do what the token's scopes say.

A view that must be reached before anybody is known (a login, a signed webhook) is marked `@open_door`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from flask import Flask, current_app, g, request

from service.core.errors import InputError

View = TypeVar("View", bound=Callable[..., Any])

EVERYTHING = "everything"
"""The scope of whoever lives here: it contains all others."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever sent this request."""

    kind: Literal["home", "token"]
    scopes: frozenset[str]
    name: str = ""
    """Which token; empty at home."""

    def may(self, scope: str) -> bool:
        """Say whether this scope was given to them."""
        return EVERYTHING in self.scopes or scope in self.scopes


HOME = Asker("home", frozenset({EVERYTHING}))


def register(app: Flask) -> None:
    """Let every request of the app be asked who it comes from."""
    app.before_request(identify)


def open_door(view: View) -> View:
    """Mark a view that anybody may reach; it must look after itself."""
    vars(view)["open_door"] = True
    return view


def the_asker() -> Asker:
    """Give who asks; only behind an open door may that be nobody, and then it must not be asked."""
    return cast("Asker", g.asker)


def require(scope: str) -> None:
    """Refuse an asker to whom this scope was not given. Raises InputError `not_allowed` (403)."""
    if not the_asker().may(scope):
        raise InputError(
            f"This token may not do that: it needs the scope {scope}.",
            code="not_allowed",
        )


def identify() -> None:
    """Find out who asks. Raises InputError (401) for a token that nobody gave out."""
    if _is_open():
        return
    sent = request.authorization
    g.asker = HOME if sent is None or sent.type != "bearer" else asker_of_token(sent.token or "")


def asker_of_token(token: str) -> Asker:
    """Give the asker that this API token stands for. Raises InputError `bad_token` (401)."""
    del token  # none has ever been given out
    raise InputError("This token is not known here. It may have been withdrawn.", code="bad_token")


def _is_open() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.endpoint == "static" or getattr(view, "open_door", False)
