from enum import Enum

from fit_tool.base_type import BaseType

class Field:
    field_id: int
    name: str
    base_type: BaseType
    offset: float | None
    scale: float | None
    def set_value(self, index: int, value: float | str | Enum | None) -> None: ...
