"""Talks through assistants."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete

from service.app.records import Conversation
from service.core.errors import Conflict
from service.store.codec import CONVERSATION
from service.store.repositories.base import Repository
from service.store.rows import ConversationRow


class SqlConversations(Repository):
    """The `Conversations` port."""

    def get(self, conversation_id: str) -> Conversation | None:
        """Give where it stands."""
        row = self._session.get(ConversationRow, conversation_id, populate_existing=True)
        return None if row is None else replace(CONVERSATION.load(row.body), version=row.version)

    def put(self, conversation: Conversation) -> None:
        """Write it. A new one has version 0; of two that are new at once, one is a Conflict."""
        values = {"heard_at": conversation.heard_at, "body": CONVERSATION.dump(conversation)}
        if conversation.version:
            key = ConversationRow.id == conversation.id
            self._update_version(ConversationRow, key, values, read=conversation.version)
            return
        row = {"id": conversation.id, "version": 1, **values}
        if not self._insert_new(ConversationRow, row):
            raise Conflict("Something was said here at the same moment. Please say it again.")

    def forget(self, *, before: datetime) -> None:
        """Remove the old ones."""
        self._session.execute(delete(ConversationRow).where(ConversationRow.heard_at < before))
