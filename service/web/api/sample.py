"""The sample season, as one JSON line a file, so that a page can count along."""

from collections.abc import Iterator
from typing import Annotated

from flask import Blueprint, Response, stream_with_context

from service.app.arriving import Told
from service.app.sampling import add_sample_season
from service.web.api.operation import Media, operation
from service.web.api.schemas.imports import ImportedOut
from service.web.context import the_services, the_world

blueprint = Blueprint("api_sample", __name__, url_prefix="/api/v1/sample-season")

LINES = Media("application/x-ndjson", "One JSON object a line, each sent once its file is in.")


@blueprint.post("")
@operation("import")
def add() -> Annotated[Response, LINES]:
    """Import the season; each line is sent once its file is in. Doing it twice changes nothing."""
    world, season = the_world(), the_services().season

    def lines() -> Iterator[str]:
        for imported in add_sample_season(world, season):
            yield ImportedOut.of(Told(imported.file.name, imported)).model_dump_json() + "\n"

    return Response(stream_with_context(lines()), mimetype=LINES.kind)
