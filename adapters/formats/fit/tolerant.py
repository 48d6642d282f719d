"""The tolerant reader: fitdecode, second implementation and fall-back. The only module that knows it."""

from io import BytesIO

from fitdecode import CrcCheck, ErrorHandling, FitDataMessage, FitError, FitReader

from adapters.formats.fit.body import Body
from adapters.formats.fit.clean import clean
from adapters.formats.fit.columnar import completed
from adapters.formats.fit.messages import READER_FAULTS, Gathering, Reading

_NO_CHECKSUM = b"\0\0"  # it wants two bytes there, whatever they say


def read(body: Body) -> Reading:
    """Read one part.

    The checksum was checked over the original bytes (parts.py), so here it is off. Malformed definitions
    are read as plain bytes, silently: `IGNORE`.
    """
    small = clean(body)
    gathering = Gathering()
    stream = BytesIO(small.data + _NO_CHECKSUM)
    reader = FitReader(
        stream, processor=None, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE
    )
    try:
        for frame in reader:
            if isinstance(frame, FitDataMessage):
                gathering.add(frame.name, frame.fields)
    except (FitError, *READER_FAULTS):
        return completed(gathering.reading(stopped_at=small.origin(stream.tell())), body)
    return completed(gathering.reading(), body)
