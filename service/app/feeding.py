"""The calendar feed: what is to come, under an address that only its owner knows."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.app.checking import asking
from service.app.reminding import coming, keep_wanted, words
from service.app.world import World
from service.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the calendar."""

    uid: str
    at: datetime
    says: str


def feed_token(world: World, *, renew: bool = False) -> str:
    """Give the feed's secret name, made at first use; `renew` makes another, and the old one leads nowhere."""
    with world.store.unit() as unit:
        known = unit.reminders.feed()
        if known is not None and not renew:
            return known
        made = secrets.token_urlsafe(24)
        unit.reminders.set_feed(made)
        return made


def feed(world: World, token: str) -> Sequence[Entry]:
    """Give what is to come. Raises NotFound for any other name: nobody learns whether there is a feed."""
    run = asking(world)
    with world.store.unit() as unit:
        known = unit.reminders.feed()
        if known is None or not hmac.compare_digest(known.encode(), token.encode()):
            raise NotFound("There is no such page here. It may have been a mistyped address.")
        keep_wanted(world, unit, asked_about=run)
        return [
            Entry(found.keys[0], found.due_at, words(world, found.kinds)) for found in coming(world, unit)
        ]
