"""Files in, runs out."""

import io
import json
import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Annotated

from flask import Blueprint, Response, request, send_file, stream_with_context

from service.app.arriving import Told, import_arrivals
from service.app.merging import separate, twins
from service.app.overview import follow_up, get_activity, list_runs, original
from service.app.picturing import tracks
from service.core.activity import Verdict
from service.core.errors import InputError, WorldError
from service.web.api.operation import Media, operation, written
from service.web.api.schemas.activities import (
    ActivityOut,
    AllCurvesOut,
    CurvesOut,
    Paging,
    RunOut,
    RunsOut,
)
from service.web.api.schemas.imports import (
    FilesOut,
    ImportedOut,
    LaterRunsOut,
    OneFileOut,
    PassedOverOut,
    SeparatedOut,
)
from service.web.context import the_units, the_world
from service.web.problems import problem
from service.web.uploads import arrivals, is_one_file, received

log = logging.getLogger(__name__)

blueprint = Blueprint("api_activities", __name__, url_prefix="/api/v1/activities")

KEPT = "The file could not be read; it is kept as it came, so nothing is lost."
LINES = Media(
    "application/x-ndjson",
    'One JSON object a line, each sent once its file is in; the last is {"done": true}, or false and why.',
)
NO_ACTIVITY = {404: "There is no such activity."}


@blueprint.post("")
@operation(
    "import",
    takes=(
        Media("application/octet-stream", "The bytes of one file; its name in `X-Filename` or `?name=`."),
        Media("multipart/form-data", "One or more files, in fields of any name."),
    ),
    gives={201: (OneFileOut, FilesOut), 200: (OneFileOut, FilesOut, LINES)},
    fails={
        400: "There is no file in what was sent.",
        413: "Above 32 MB for a single file, or 4 GB in all.",
        422: "Nothing of it is readable; it is kept. With the line of the file, or `files`.",
    },
)
def add() -> Response:
    """Take in one file, several, or archives. 201: something new; 200: all was known; 422: nothing is readable.

    One file is answered with its line, several with `{"files": [lines]}` in the order they were sent; with
    `Accept: application/x-ndjson` each line is sent once its file is in. Closing the connection stops there.
    """
    found = received()
    coming = import_arrivals(the_world(), arrivals(found, "api"))
    if "application/x-ndjson" in request.headers.get("Accept", ""):
        return Response(stream_with_context(_lines(coming)), mimetype=LINES.kind)
    all_told = list(coming)
    lines = [_logged(ImportedOut.of(told)) for told in all_told if told.is_file]
    if not lines:
        raise InputError("There is no file in this archive that may hold a run.", code="no_file")
    readable = [line for line in lines if line.verdict != Verdict.UNREADABLE]
    if not readable:
        data = [line.model_dump() for line in lines]
        more = data[0] if len(data) == 1 else {"files": data}
        return problem(422, "unreadable", _why(lines), **more)
    later = LaterRunsOut.of(all_told[-1].settled) if all_told[-1].settled.again else None
    told = (
        OneFileOut(**lines[0].model_dump(), later_runs=later)
        if is_one_file(found)
        else FilesOut(files=lines, later_runs=later)
    )
    return written(told, 200 if all(line.known for line in readable) else 201)


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


def _why(lines: list[ImportedOut]) -> str:
    if len(lines) > 1:
        return KEPT
    kept = KEPT if lines[0].sha256 is not None else ""
    return f"{lines[0].reason or ''} {kept}".strip()


@blueprint.post("/<activity_id>/separate")
@operation("write", fails={404: "There is no such activity, or nothing of it is merged."})
def let_out(activity_id: str) -> SeparatedOut:
    """Let the records that were merged with this file's runs count for themselves again."""
    return SeparatedOut(run_ids=[run.id for run in separate(the_world(), activity_id)])


@blueprint.get("")
@operation("read")
def show_all(query: Paging) -> RunsOut:
    """List runs, newest first."""
    runs = list_runs(the_world(), limit=query.limit, offset=query.offset)
    catalogue, units = the_world().catalogue, the_units()
    return RunsOut(runs=[RunOut.of(run, catalogue=catalogue, units=units) for run in runs])


@blueprint.get("/<activity_id>")
@operation("read", fails=NO_ACTIVITY)
def show(activity_id: str) -> ActivityOut:
    """Give a file and its runs."""
    world = the_world()
    view = get_activity(world, activity_id)
    return ActivityOut.of(
        view,
        catalogue=world.catalogue,
        units=the_units(),
        merged=twins(world, activity_id),
        follow_ups={run.id: follow_up(world, run.id) for run in view.runs},
    )


@blueprint.get("/<activity_id>/curves")
@operation("read", fails=NO_ACTIVITY)
def show_curves(activity_id: str) -> AllCurvesOut:
    """Give its runs as curves over their road, with kilometres and laps."""
    return AllCurvesOut(curves=[CurvesOut.of(one) for one in tracks(the_world(), activity_id)])


@blueprint.get("/<activity_id>/original")
@operation("read", fails={404: "There is no such activity, or its file was too large to keep."})
def download(activity_id: str) -> Annotated[Response, Media("application/octet-stream", "The file.")]:
    """Give the file back as it came, byte by byte."""
    name, data = original(the_world(), activity_id)
    return send_file(
        io.BytesIO(data), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )
