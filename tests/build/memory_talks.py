"""Talks through assistants in memory."""

from dataclasses import replace
from datetime import datetime

from service.app.records import Conversation
from service.core.errors import Conflict


class MemoryConversations:
    def __init__(self, kept: dict[str, Conversation]) -> None:
        self._kept = kept

    def get(self, conversation_id: str) -> Conversation | None:
        return self._kept.get(conversation_id)

    def put(self, conversation: Conversation) -> None:
        stored = self._kept.get(conversation.id)
        if conversation.version != (stored.version if stored else 0):
            raise Conflict("Something was said here at the same moment. Please say it again.")
        self._kept[conversation.id] = replace(conversation, version=conversation.version + 1)

    def forget(self, *, before: datetime) -> None:
        for old in [one.id for one in self._kept.values() if one.heard_at < before]:
            del self._kept[old]
