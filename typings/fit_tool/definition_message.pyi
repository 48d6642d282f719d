from fit_tool.data_message import DataMessage
from fit_tool.field_definition import FieldDefinition
from fit_tool.message import Message

class DefinitionMessage(Message):
    def __init__(
        self, *, local_id: int = 0, global_id: int = 0, field_definitions: list[FieldDefinition] | None = None
    ) -> None: ...
    @classmethod
    def from_data_message(cls, data_message: DataMessage) -> DefinitionMessage: ...
