"""The files in a request, however they were sent: a form with one or many, or the bare bytes.

Whatever is large lies on the disk, not in memory, and is read file by file while the answer is being given.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import IO
from urllib.parse import unquote

from flask import request
from werkzeug.datastructures import FileStorage

from adapters.files import MAX_FILE_BYTES, Arrived
from service.core.errors import InputError, TooLarge
from service.web.context import the_services
from service.web.problems import TOO_LARGE

UNNAMED = "activity.fit"
_HELD_BYTES = 1024 * 1024
_STEP = 256 * 1024
_ZIP, _GZIP = b"PK", b"\x1f\x8b"
"""How they begin; only a zip may hold more than one file."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One part of a request, whose bytes can be read again from the start."""

    name: str
    stream: IO[bytes]
    size: int
    head: bytes
    """The first two bytes."""


def received() -> Sequence[Sent]:
    """Give the parts of this request.

    Raises InputError when there is none, and TooLarge for a single file above the limit.
    """
    if request.mimetype == "multipart/form-data":
        parts = chain.from_iterable(request.files.listvalues())  # whatever the field is called
        found = [sent for sent in map(_of_form, parts) if sent is not None]
    else:
        found = [_of_body()]
    if not found:
        raise InputError(
            "There was no file in what was sent. Choose one or more and send again.", code="no_file"
        )
    if len(found) == 1 and found[0].size > MAX_FILE_BYTES and found[0].head not in {_ZIP, _GZIP}:
        found[0].stream.close()
        raise TooLarge(TOO_LARGE)
    return found


def is_one_file(found: Sequence[Sent]) -> bool:
    """Say whether exactly one file was sent, by itself."""
    return len(found) == 1 and found[0].head != _ZIP


def arrivals(found: Sequence[Sent], origin: str) -> Iterator[Arrived]:
    """Open the parts one after another and give what is in them."""
    try:
        for sent in found:
            yield from the_services().arrivals(sent.stream, sent.name, origin)
    finally:
        for sent in found:
            sent.stream.close()


def _of_form(part: FileStorage) -> Sent | None:
    """Give the part; a field that was left empty arrives as a part without name and bytes."""
    sent = _sent(_bare(part.filename or UNNAMED), part.stream)
    if not (part.filename or sent.size):
        return None
    # The form is closed with the request, but a streamed answer reads its files later.
    part.stream = BytesIO()
    return sent


def _of_body() -> Sent:
    held = tempfile.SpooledTemporaryFile(max_size=_HELD_BYTES)  # noqa: SIM115  # closed once it was read
    while part := request.stream.read(_STEP):
        held.write(part)
    return _sent(_stated_name(), held)


def _sent(name: str, stream: IO[bytes]) -> Sent:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(2)
    stream.seek(0)
    return Sent(name, stream, size, head)


def _stated_name() -> str:
    return _bare(request.args.get("name") or unquote(request.headers.get("X-Filename", "")) or UNNAMED)


def _bare(name: str) -> str:
    """Give the last part of a path of any system, shortened; it is shown, never used as a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip()[:200] or UNNAMED
