"""A connected account as JSON; its key never."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel

from service.app.connections import Connection
from service.app.syncing import progress
from service.app.world import World


class ConnectionOut(BaseModel):
    """One connection."""

    service: str
    on: bool
    key_ends_on: date | None
    tells_back: bool
    last_sync: datetime | None
    next_sync: datetime | None
    fetched: int
    waiting: int
    given_up: int
    trouble: str | None
    """Our code; null while all is well."""
    reason: str | None

    @classmethod
    def of(cls, world: World, one: Connection) -> Self:
        """Describe it."""
        how_far = progress(world, one.vendor)
        return cls(
            service=one.vendor,
            on=one.is_on,
            key_ends_on=one.ends_on,
            tells_back=one.tells_back,
            last_sync=one.done_at,
            next_sync=one.next_at if one.is_on else None,
            fetched=how_far.taken,
            waiting=how_far.waiting,
            given_up=how_far.given_up,
            trouble=one.code,
            reason=one.trouble,
        )


class ConnectionsOut(BaseModel):
    """Those that are connected."""

    connections: list[ConnectionOut]
