"""What the use cases need to remember of talks through assistants."""

from datetime import datetime
from typing import Protocol

from service.app.records import Conversation


class Conversations(Protocol):
    """Talks through assistants, by the id that the door gives them."""

    def get(self, conversation_id: str) -> Conversation | None: ...
    def put(self, conversation: Conversation) -> None:
        """Add, or write over the version that was read. Raises Conflict when that is not the stored one."""
        ...

    def forget(self, *, before: datetime) -> None:
        """Remove those that nobody has said anything in since then."""
        ...
