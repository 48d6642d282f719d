"""The microphone's door: raw sound comes in by small posts from the page itself, decisions go out.

Plain posts to our own address rather than a WebSocket: they pass the same walls as everything else, work
through the same HTTPS proxy, and come every 60 ms; docs/decisions/0014.
"""

from flask import Blueprint, request

from service.core.errors import InputError
from service.web.api.operation import Media, operation
from service.web.api.schemas.ears import After, EarsOut, EndedOut, HeardOut, NothingOut, SoundOf
from service.web.context import the_services

blueprint = Blueprint("api_ears", __name__, url_prefix="/api/v1/ears")

MOST_BYTES = 64_000
"""Two seconds of sound: more means that the line was away, and old commands are not obeyed."""
PCM = Media("application/octet-stream", "16-bit mono PCM at 16 kHz, at most 64,000 bytes.")
NOBODY = {404: "Nobody is listening under this name."}


@blueprint.post("")
@operation("session", status=201, fails={409: "All ears are taken."})
def switch_on() -> EarsOut:
    """Start to listen; the first time, this loads the recogniser. 503 where there are no ears."""
    return EarsOut(id=the_services().ears.open(), rate_hz=16_000)


@blueprint.post("/<name>/sound")
@operation("session", takes=(PCM,), fails=NOBODY | {400: "Too much sound at once."})
def hear(name: str, query: SoundOf) -> EndedOut:
    """Take the next sound of a page."""
    if (request.content_length or 0) > MOST_BYTES:
        raise InputError("That is too much sound at once.", code="too_much_sound")
    pcm = request.get_data()
    ears = the_services().ears
    return EndedOut.model_validate(
        ears.feed(name, pcm, mode=query.mode, saying=query.saying, airing=query.airing)
    )


@blueprint.get("/<name>/heard")
@operation("session", fails=NOBODY)
def tell(name: str, query: After) -> HeardOut:
    """Wait for what was heard behind the first `after` pieces of speech."""
    return HeardOut.model_validate(the_services().ears.heard(name, after=query.after))


@blueprint.delete("/<name>")
@operation("session")
def switch_off(name: str) -> NothingOut:
    """Stop listening; nothing that was heard is kept."""
    the_services().ears.close(name)
    return NothingOut()
