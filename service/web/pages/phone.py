"""How another device comes in, and the certificate that it is told to trust. There is nothing secret here."""

import segno
from flask import Blueprint, Response, render_template

from service.core.errors import NotFound
from service.web.auth import open_door
from service.web.context import the_services

blueprint = Blueprint("phone", __name__, url_prefix="/phone")


@blueprint.get("")
@open_door
def show() -> str:
    """Show the address as a picture to point a camera at, and the way to trust it."""
    door = the_services().door
    if door is None:
        return render_template("phone/closed.html")
    first, *others = door.addresses()
    picture = segno.make(first, micro=False).svg_data_uri(scale=6, border=3, light="#ffffff", dark="#12171a")
    return render_template(
        "phone/show.html", first=first, others=others, picture=picture, fingerprint=door.fingerprint
    )


@blueprint.get("/afterrun.crt")
@open_door
def certificate() -> Response:
    """Give the house's certificate as phones take it in."""
    door = the_services().door
    if door is None:
        raise NotFound("The door to the home network is not open, so there is no certificate to trust.")
    return Response(
        door.pem,
        content_type="application/x-x509-ca-cert",
        headers={"Content-Disposition": 'attachment; filename="afterrun.crt"'},
    )
