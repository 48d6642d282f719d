"""What the use cases need to remember beside the runner: talks through assistants, and small notes."""

from collections.abc import Sequence
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


class Notes(Protocol):
    """Small texts by kind and name: settings, logins, tokens, connections."""

    def get(self, kind: str, name: str) -> str | None: ...
    def put(self, kind: str, name: str, body: str) -> None:
        """Add or replace."""
        ...

    def drop(self, kind: str, name: str) -> bool:
        """Forget it; say whether it was there: of two that drop one, one is told so."""
        ...

    def of(self, kind: str) -> Sequence[tuple[str, str]]:
        """(name, text) of all of a kind, by name."""
        ...
