"""Which decoder reads a file. All come from entry points `afterrun.formats`, ours through the same door."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points

from adapters.files import MAX_FILE_BYTES, Decoder, RawFile
from adapters.formats.fit import FitDecoder
from adapters.formats.foreign import not_fit
from service.core.activity import Activity
from service.core.errors import FormatError, TooLarge

ENTRY_POINTS = "afterrun.formats"
_HEAD_BYTES = 1024
_MIB = 1024 * 1024


def decode(raw: RawFile) -> Activity:
    """Read a file with the first decoder that claims it.

    Raises TooLarge above MAX_FILE_BYTES, FormatError for an empty file (code `empty`), for one that nobody
    claims (`not_fit`) and for one in which nothing can be read (`unreadable`).
    """
    size = len(raw.data)
    if size > MAX_FILE_BYTES:
        raise TooLarge(
            f"This file is {size / _MIB:.0f} MB; our limit is {MAX_FILE_BYTES // _MIB} MB. "
            "One run is far smaller: export it on its own and send that."
        )
    if size == 0:
        raise FormatError(
            "This file is empty. Copy it from the watch or its app again.", code="empty", offset=0
        )
    head = raw.data[:_HEAD_BYTES]
    for decoder in decoders():
        if decoder.claims(head, raw.name):
            return decoder.decode(raw)
    raise FormatError(not_fit(head), code="not_fit", offset=0)


@cache
def decoders() -> Sequence[Decoder]:
    """Give the installed decoders by name; without an installed distribution, the built-in one."""
    found: list[Decoder] = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        made: Decoder = point.load()()
        found.append(made)
    return tuple(found) or (FitDecoder(),)
