from collections.abc import Iterator
from typing import BinaryIO

class _Field:
    name: str

class FieldData:
    name: str
    parent_field: _Field | None
    value: object

class DataMessage:
    name: str
    fields: list[FieldData]

class FitFileDecoder:
    def __init__(self, fileish: BinaryIO, *, check_crc: bool = True) -> None: ...
    def get_messages(self) -> Iterator[DataMessage]: ...
