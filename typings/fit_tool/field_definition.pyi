from fit_tool.base_type import BaseType

class FieldDefinition:
    def __init__(self, field_id: int, size: int, base_type: BaseType) -> None: ...
