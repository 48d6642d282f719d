"""A file that arrives as an open stream, as a page or an API sends it."""

import os
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO

from adapters.channels.archive import gunzip, is_archive, is_gzip, unpack
from adapters.files import MAX_FILE_BYTES, Arrived, RawFile


def arrivals_of(stream: IO[bytes], *, name: str, origin: str) -> Iterator[Arrived]:
    """Give what is in it: itself, or what is packed in it. `stream` must be seekable, and stay open meanwhile."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    if is_archive(head):
        yield from unpack(stream, name=name, origin=origin)
    elif is_gzip(head):
        yield gunzip(stream, name=name, origin=origin, packed_bytes=size)
    elif size > MAX_FILE_BYTES:
        limit_mb = MAX_FILE_BYTES // 2**20
        trouble = f"The file is larger than {limit_mb} MB, which no watch writes for a run."
        yield Arrived(PurePath(name), None, trouble)
    else:
        yield Arrived(PurePath(name), RawFile(PurePath(name).name, stream.read(), origin))
