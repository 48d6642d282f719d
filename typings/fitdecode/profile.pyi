from collections.abc import Mapping

class _Field:
    name: str

class _MessageType:
    name: str
    fields: Mapping[int, _Field]

MESSAGE_TYPES: Mapping[int, _MessageType]
