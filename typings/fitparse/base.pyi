from collections.abc import Iterator
from typing import BinaryIO

class _Field:
    name: str

class _Unfolding(_Field):
    components: tuple[_Field, ...] | None

class FieldData:
    name: str
    units: str | None
    field_type: str
    field: _Unfolding | None
    parent_field: _Field | None
    value: object
    raw_value: object

class DataMessage:
    name: str
    type: str
    fields: list[FieldData]

class FitFileDecoder:
    def __init__(self, fileish: BinaryIO, *, check_crc: bool = True) -> None: ...
    def get_messages(self) -> Iterator[DataMessage]: ...
