"""The reference reader: fitparse. The only module that knows its decoder.

Its plain decoder is used, without the processors that turn times into naive datetimes and look up a method
by name for every field of every record.
"""

from io import BytesIO

from fitparse.base import FitFileDecoder

from adapters.formats.fit.body import Body
from adapters.formats.fit.clean import clean
from adapters.formats.fit.columnar import completed
from adapters.formats.fit.messages import READER_FAULTS, Gathering, Reading


def read(body: Body) -> Reading:
    """Read one part."""
    small = clean(body)
    gathering = Gathering()
    stream = BytesIO(small.data)
    try:
        decoder = FitFileDecoder(stream, check_crc=False)  # checked over the original bytes, in parts.py
        for message in decoder.get_messages():
            gathering.add(message.name, message.fields)
    except READER_FAULTS:
        return completed(gathering.reading(stopped_at=small.origin(stream.tell())), body)
    return completed(gathering.reading(), body)
