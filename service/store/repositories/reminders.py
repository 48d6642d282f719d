"""What is to be told, and what was told."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from service.app.records import Delivery, KeptReminder, Message
from service.store.repositories.base import Repository
from service.store.rows import DeliveryRow, FeedRow, MessageRow, ReminderRow

CALENDAR = "calendar"


class SqlReminders(Repository):
    """The `Reminders` port."""

    def put(self, reminder: KeptReminder) -> None:
        """Add it, or move the one that waits."""
        known = self.get(reminder.key)
        if known is None:
            values = {"kind": reminder.kind, "due_at": reminder.due_at, "status": reminder.status}
            self._put(ReminderRow, {"key": reminder.key, **values, "message_id": reminder.message_id})
        elif known.due_at != reminder.due_at:
            waits = (ReminderRow.key == reminder.key) & (ReminderRow.status == "waiting")
            self._update(ReminderRow, waits, {"due_at": reminder.due_at})

    def get(self, key: str) -> KeptReminder | None:
        """Give the reminder of this key."""
        row = self._one(select(ReminderRow).where(ReminderRow.key == key))
        return None if row is None else _reminder(row)

    def waiting(self) -> Sequence[KeptReminder]:
        """Give those that wait, earliest first."""
        wanted = select(ReminderRow).where(ReminderRow.status == "waiting")
        return [_reminder(row) for row in self._all(wanted.order_by(ReminderRow.due_at, ReminderRow.key))]

    def drop_waiting(self, *, but: Collection[str] = ()) -> None:
        """Drop the others that wait."""
        others = (ReminderRow.status == "waiting") & ReminderRow.key.not_in(list(but))
        self._update(ReminderRow, others, {"status": "dropped"})

    def claim(self, message: Message, keys: Sequence[str], *, outlets: Sequence[str] = ()) -> tuple[str, ...]:
        """Claim each by a write that says which state it means, so that of two workers one gets it."""
        claimed = tuple(
            key
            for key in keys
            if self._update(
                ReminderRow, (ReminderRow.key == key) & (ReminderRow.status == "waiting"), {"status": "sent"}
            )
        )
        if claimed:
            self._insert(
                MessageRow,
                {
                    "id": message.id,
                    "sent_at": message.sent_at,
                    "kinds": " ".join(message.kinds),
                    "read_at": message.read_at,
                },
            )
            self._update(ReminderRow, ReminderRow.key.in_(claimed), {"message_id": message.id})
            for outlet in outlets:
                self._insert(
                    DeliveryRow, {"message_id": message.id, "outlet": outlet, "status": "waiting", "tries": 0}
                )
        return claimed

    def last_sent(self) -> datetime | None:
        """Give when the last message was sent."""
        return self._session.scalar(select(func.max(MessageRow.sent_at)))

    def messages(self, *, unread: bool, limit: int = 20) -> Sequence[Message]:
        """Give the latest, newest first."""
        newest = select(MessageRow).order_by(MessageRow.sent_at.desc(), MessageRow.id.desc()).limit(limit)
        wanted = newest.where(MessageRow.read_at.is_(None)) if unread else newest
        return [
            Message(row.id, row.sent_at, tuple(row.kinds.split()), row.read_at) for row in self._all(wanted)
        ]

    def mark_read(self, *, at: datetime) -> None:
        """Note that all have been seen."""
        self._update(MessageRow, MessageRow.read_at.is_(None), {"read_at": at})

    def deliveries(self, *, status: str) -> Sequence[Delivery]:
        """Give those in this state, by the age of their messages."""
        joined = select(DeliveryRow).join(MessageRow, DeliveryRow.message_id == MessageRow.id)
        wanted = joined.where(DeliveryRow.status == status)
        rows = self._all(wanted.order_by(MessageRow.sent_at, DeliveryRow.message_id, DeliveryRow.outlet))
        return [Delivery(row.message_id, row.outlet, row.status, row.tries) for row in rows]

    def take(self, delivery: Delivery) -> bool:
        """Take it on, unless another worker did."""
        waits = _is(delivery) & (DeliveryRow.status == "waiting")
        return self._update(DeliveryRow, waits, {"status": "sending", "tries": delivery.tries + 1}) == 1

    def settle(self, delivery: Delivery, status: str) -> None:
        """Say what became of it."""
        self._update(DeliveryRow, _is(delivery), {"status": status})

    def feed(self) -> str | None:
        """Give the secret name of the calendar feed."""
        row = self._one(select(FeedRow).where(FeedRow.name == CALENDAR))
        return None if row is None else row.token

    def set_feed(self, token: str) -> None:
        """Give the feed a new name; the old one leads nowhere from now on."""
        self._put(FeedRow, {"name": CALENDAR, "token": token})


def _is(delivery: Delivery) -> ColumnElement[bool]:
    return (DeliveryRow.message_id == delivery.message_id) & (DeliveryRow.outlet == delivery.outlet)


def _reminder(row: ReminderRow) -> KeptReminder:
    return KeptReminder(row.key, row.kind, row.due_at, row.status, row.message_id)
