from collections.abc import Mapping

from fitparse.records import Field as Field

class _MessageType:
    name: str
    fields: Mapping[int, Field]

MESSAGE_TYPES: Mapping[int, _MessageType]
