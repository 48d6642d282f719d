from fit_tool.message import Message

class Record:
    message: Message
    @classmethod
    def from_message(cls, message: Message) -> Record: ...
    def to_bytes(self) -> bytes: ...
