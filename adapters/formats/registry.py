"""Which decoder reads a file. All come from entry points `afterrun.formats`, ours through the same door."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points

from adapters.files import MAX_FILE_BYTES, Decoder, RawFile
from adapters.formats.fit import FitDecoder
from adapters.formats.foreign import not_fit
from adapters.formats.gpx import GpxDecoder
from adapters.formats.polar import PolarDecoder
from adapters.formats.tcx import TcxDecoder
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
    """Give the decoders by name: the built-in ones, and those that are installed, which go before them."""
    built_in: Sequence[Decoder] = (FitDecoder(), GpxDecoder(), PolarDecoder(), TcxDecoder())
    found = {decoder.name: decoder for decoder in built_in}
    for point in entry_points(group=ENTRY_POINTS):
        found[point.name] = point.load()()
    return tuple(found[name] for name in sorted(found))
