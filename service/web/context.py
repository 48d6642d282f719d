"""How a view reaches the world: through the app it runs in, never through a global."""

from typing import cast

from flask import Flask, current_app, g

from service.app.profile import get_profile
from service.app.world import World
from service.web.services import WebServices

_KEY = "afterrun"


def furnish(app: Flask, world: World, services: WebServices) -> None:
    """Put the world into the app, once, when it is made."""
    app.extensions[_KEY] = (world, services)


def the_world() -> World:
    """Give the world of the app that answers this request, by the settings of now."""
    if "world" not in g:
        g.world = cast("tuple[World, WebServices]", current_app.extensions[_KEY])[0].as_now()
    return cast("World", g.world)


def the_services() -> WebServices:
    """Give what wiring supplied to the app that answers this request."""
    return cast("tuple[World, WebServices]", current_app.extensions[_KEY])[1]


def the_units() -> str:
    """Give km or mi, as the runner likes it; read once a request."""
    if "units" not in g:
        g.units = get_profile(the_world()).units
    return cast("str", g.units)
