"""Files in, runs out."""

import json
import logging
from collections.abc import Generator, Iterator
from contextlib import closing

from flask import Blueprint, Response, jsonify, request, stream_with_context

from service.app.arriving import Told, import_arrivals
from service.app.merging import separate
from service.app.overview import get_activity, list_runs
from service.core.activity import Verdict
from service.core.errors import InputError, WorldError
from service.web.api.schemas.activities import (
    ActivityOut,
    ImportedOut,
    LaterRunsOut,
    Paging,
    PassedOverOut,
    RunOut,
)
from service.web.context import the_units, the_world
from service.web.problems import problem
from service.web.uploads import arrivals, is_one_file, received

log = logging.getLogger(__name__)

blueprint = Blueprint("api_activities", __name__, url_prefix="/api/v1/activities")

KEPT = "The file could not be read; it is kept as it came, so nothing is lost."


@blueprint.post("")
def add() -> tuple[Response, int] | Response:
    """Take in one file, several, or archives. 201: something new; 200: all was known; 422: nothing is readable.

    One file is answered with its line, several with `{"files": [lines]}` in the order they were sent; with
    `Accept: application/x-ndjson` each line is sent once its file is in. Closing the connection stops there.
    """
    found = received()
    coming = import_arrivals(the_world(), arrivals(found, "api"))
    if "application/x-ndjson" in request.headers.get("Accept", ""):
        return Response(stream_with_context(_lines(coming)), mimetype="application/x-ndjson")
    all_told = list(coming)
    lines = [_logged(ImportedOut.of(told)) for told in all_told if told.is_file]
    if not lines:
        raise InputError("There is no file in this archive that may hold a run.", code="no_file")
    readable = [line for line in lines if line.verdict != Verdict.UNREADABLE]
    data = [line.model_dump() for line in lines]
    if not readable:
        more = data[0] if len(data) == 1 else {"files": data}
        return problem(422, "unreadable", _why(lines), **more)
    status = 200 if all(line.known for line in readable) else 201
    later = (
        {"later_runs": LaterRunsOut.of(all_told[-1].settled).model_dump()}
        if all_told[-1].settled.again
        else {}
    )
    return jsonify((data[0] if is_one_file(found) else {"files": data}) | later), status


def _lines(coming: Generator[Told, None, None]) -> Iterator[str]:
    """Give a line a file; the last one says whether all went well, so that a cut connection is not taken for it."""
    with closing(coming):
        try:
            for told in coming:
                yield _line(told) + "\n"
        except WorldError as wrong:
            yield json.dumps({"done": False, "code": wrong.code, "detail": wrong.words}) + "\n"
        else:
            yield json.dumps({"done": True}) + "\n"


def _line(told: Told) -> str:
    if told.passed_over:
        return PassedOverOut(path=told.place, passed_over=told.passed_over).model_dump_json()
    if not told.is_file:
        return json.dumps({"later_runs": LaterRunsOut.of(told.settled).model_dump()})
    return _logged(ImportedOut.of(told)).model_dump_json()


def _logged(line: ImportedOut) -> ImportedOut:
    log.info("file imported verdict=%s runs=%d known=%s", line.verdict, len(line.run_ids), line.known)
    return line


@blueprint.post("/<activity_id>/separate")
def let_out(activity_id: str) -> Response:
    """Let the records that were merged with this file's runs count for themselves again."""
    return jsonify({"run_ids": [run.id for run in separate(the_world(), activity_id)]})


def _why(lines: list[ImportedOut]) -> str:
    if len(lines) > 1:
        return KEPT
    kept = KEPT if lines[0].sha256 is not None else ""
    return f"{lines[0].reason or ''} {kept}".strip()


@blueprint.get("")
def show_all() -> Response:
    """List runs, newest first."""
    part = Paging.model_validate(request.args.to_dict())
    runs = list_runs(the_world(), limit=part.limit, offset=part.offset)
    catalogue, units = the_world().catalogue, the_units()
    told = [RunOut.of(run, catalogue=catalogue, units=units) for run in runs]
    return jsonify({"runs": [run.model_dump(mode="json") for run in told]})


@blueprint.get("/<activity_id>")
def show(activity_id: str) -> Response:
    """Give a file and its runs."""
    world = the_world()
    told = ActivityOut.of(get_activity(world, activity_id), catalogue=world.catalogue, units=the_units())
    return jsonify(told.model_dump(mode="json"))
