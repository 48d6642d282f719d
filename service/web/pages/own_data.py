"""All that is kept, to take along or to erase."""

from flask import Blueprint, Response, current_app, render_template, request, stream_with_context

from service.app.access import Attempt, confirm
from service.app.erasing import WORD, erase
from service.app.exporting import export
from service.core.errors import InputError
from service.web.auth import is_outside
from service.web.context import the_services, the_world
from service.web.pages.access import who

blueprint = Blueprint("own_data", __name__, url_prefix="/settings")


@blueprint.get("/export.zip")
def take_along() -> Response:
    """Give everything as one zip, piece by piece."""
    world = the_world()
    return Response(
        stream_with_context(export(world)),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="afterrun-{world.clock.local_date()}.zip"',
            "X-Accel-Buffering": "no",
        },
    )


@blueprint.get("/erase")
def ask() -> str:
    """Say what would be gone, and ask for the word."""
    return _page()


@blueprint.post("/erase")
def erase_all() -> Response | tuple[str, int] | str:
    """Erase everything and show the receipt; it is kept nowhere."""
    world = the_world()
    try:
        if is_outside():
            confirm(world, the_services().locks, Attempt(who(), request.form.get("current", "")))
        receipt = erase(world, the_services().sweep, word=request.form.get("word", ""))
    except InputError as wrong:
        return _page(wrong=wrong.words), 400
    watched = the_services().choices.shown()["watch"]
    page = render_template("settings/receipt.html", receipt=receipt, outside=is_outside(), watched=watched)
    answer = current_app.make_response(page)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def _page(wrong: str | None = None) -> str:
    return render_template("settings/erase.html", wrong=wrong, word=WORD, outside=is_outside())
