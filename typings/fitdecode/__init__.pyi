from collections.abc import Iterator
from enum import Enum
from typing import BinaryIO

class CrcCheck(Enum):
    DISABLED = 0

class ErrorHandling(Enum):
    IGNORE = 0

class FitError(Exception): ...

class _Field:
    name: str

class FieldData:
    name: str
    parent_field: _Field | None
    value: object

class FitHeader: ...
class FitCRC: ...
class FitDefinitionMessage: ...

class FitDataMessage:
    name: str
    fields: list[FieldData]

class FitReader:
    def __init__(
        self,
        fileish: BinaryIO,
        *,
        processor: None,
        check_crc: CrcCheck,
        error_handling: ErrorHandling,
    ) -> None: ...
    def __iter__(self) -> Iterator[FitHeader | FitDefinitionMessage | FitDataMessage | FitCRC]: ...
