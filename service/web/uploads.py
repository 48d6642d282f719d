"""The files in a request, however they were sent: a form with one or many, or the bare bytes."""

from urllib.parse import unquote

from flask import request
from werkzeug.datastructures import FileStorage

from adapters.files import MAX_FILE_BYTES, RawFile
from service.core.errors import InputError, TooLarge
from service.web.problems import TOO_LARGE

UNNAMED = "activity.fit"


def received(origin: str) -> list[RawFile]:
    """Give the files of this request.

    Raises InputError when there is none, and TooLarge for a single one above the limit.
    """
    if request.mimetype == "multipart/form-data":
        files = [
            _of_form(part, origin) for part in request.files.getlist("files") + request.files.getlist("file")
        ]
        files = [raw for raw in files if raw is not None]
    else:
        if (request.content_length or 0) > MAX_FILE_BYTES:
            raise TooLarge(TOO_LARGE)
        files = [RawFile(_stated_name(), request.get_data(cache=False), origin)]
    found = [raw for raw in files if raw is not None]
    if not found:
        raise InputError(
            "There was no file in what was sent. Choose one or more and send again.", code="no_file"
        )
    if len(found) == 1 and len(found[0].data) > MAX_FILE_BYTES:
        raise TooLarge(TOO_LARGE)
    return found


def _of_form(part: FileStorage, origin: str) -> RawFile | None:
    """Give the part as a file; a field that was left empty arrives as a part without name and bytes."""
    data = part.stream.read()
    part.close()
    if not part.filename and not data:
        return None
    return RawFile(_bare(part.filename or UNNAMED), data, origin)


def _stated_name() -> str:
    return _bare(request.args.get("name") or unquote(request.headers.get("X-Filename", "")) or UNNAMED)


def _bare(name: str) -> str:
    """Give the last part of a path of any system, shortened; it is shown, never used as a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip()[:200] or UNNAMED
