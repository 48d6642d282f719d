"""Files in, runs out."""

import logging

from flask import Blueprint, Response, jsonify, request

from service.app.importing import import_file
from service.app.overview import get_activity, list_runs
from service.core.activity import Verdict
from service.web.api.schemas.activities import ActivityOut, ImportedOut, Paging, RunOut
from service.web.context import the_world
from service.web.problems import problem
from service.web.uploads import received

log = logging.getLogger(__name__)

blueprint = Blueprint("api_activities", __name__, url_prefix="/api/v1/activities")

KEPT = "The file could not be read; it is kept as it came, so nothing is lost."


@blueprint.post("")
def add() -> tuple[Response, int] | Response:
    """Take in one file or several. 201: something new; 200: all was known; 422: nothing is readable.

    One file is answered with its line, several with `{"files": [lines]}` in the order they were sent.
    """
    lines = [ImportedOut.of(raw.name, import_file(the_world(), raw)) for raw in received("api")]
    for line in lines:
        log.info("file imported verdict=%s runs=%d known=%s", line.verdict, len(line.run_ids), line.known)
    readable = [line for line in lines if line.verdict != Verdict.UNREADABLE]
    data = [line.model_dump() for line in lines]
    if not readable:
        more = data[0] if len(data) == 1 else {"files": data}
        return problem(422, "unreadable", _why(lines), **more)
    status = 200 if all(line.known for line in readable) else 201
    return jsonify(data[0] if len(data) == 1 else {"files": data}), status


def _why(lines: list[ImportedOut]) -> str:
    reason = lines[0].reason if len(lines) == 1 else None
    return f"{reason} {KEPT}" if reason else KEPT


@blueprint.get("")
def show_all() -> Response:
    """List runs, newest first."""
    part = Paging.model_validate(request.args.to_dict())
    runs = list_runs(the_world(), limit=part.limit, offset=part.offset)
    return jsonify({"runs": [RunOut.of(run).model_dump(mode="json") for run in runs]})


@blueprint.get("/<activity_id>")
def show(activity_id: str) -> Response:
    """Give a file and its runs."""
    return jsonify(ActivityOut.of(get_activity(the_world(), activity_id)).model_dump(mode="json"))
