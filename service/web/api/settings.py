"""What can be chosen: voice, reminders and folders."""

from flask import Blueprint

from service.core.errors import InputError, NotFound
from service.web.api.operation import operation
from service.web.api.schemas.settings import AddressIn, ChoicesIn, ChoicesOut
from service.web.context import the_services

blueprint = Blueprint("api_settings", __name__, url_prefix="/api/v1/settings")

CANNOT = {400: "It cannot be chosen so, or the environment decides it."}


@blueprint.get("")
@operation("settings")
def show() -> ChoicesOut:
    """Give what holds now, what may be chosen, and what the environment has decided."""
    return _now()


@blueprint.patch("")
@operation("settings", fails=CANNOT)
def choose(body: ChoicesIn) -> ChoicesOut:
    """Choose what is sent, leave the rest."""
    services, wanted = the_services(), body.model_dump(exclude_unset=True)
    voice = wanted.get("voice")
    if voice is not None and voice not in {*services.voices(), services.choices.shown()["voice"]}:
        raise InputError("That voice is not on this machine. Choose one of `voices`.")
    services.choices.choose(wanted)
    return _now()


@blueprint.post("/addresses")
@operation("settings", fails=CANNOT)
def add_address(body: AddressIn) -> ChoicesOut:
    """Send reminders to one more address."""
    the_services().choices.add_address(body.address)
    return _now()


@blueprint.delete("/addresses/<int:index>")
@operation("settings", fails=CANNOT | {404: "There are not so many addresses."})
def drop_address(index: int) -> ChoicesOut:
    """Send reminders there no more; `index` counts from 0 in `notify`."""
    if index >= len(_now().notify):
        raise NotFound("There are not so many addresses.")
    the_services().choices.drop_address(index)
    return _now()


def _now() -> ChoicesOut:
    services = the_services()
    shown = dict(services.choices.shown())
    watch = shown.pop("watch")
    return ChoicesOut.model_validate(
        shown
        | {
            "watch": [str(one) for one in watch] if isinstance(watch, tuple | list) else [],
            "voices": sorted(services.voices()),
            "pinned": sorted(services.choices.pinned()),
        }
    )
