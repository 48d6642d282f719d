"""Everything gone: rows, originals, rendered speech, keys, and what the database file still held of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from service.app.world import World
from service.core.errors import InputError

WORD = "erase"
"""To be typed, so that no slip of a finger does it."""

Sweep = Callable[[], Mapping[str, int]]
"""Removes what lies beside the store and the originals; gives how many files, by what they were."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is gone."""

    at: datetime
    rows: Mapping[str, int]
    """By table; a table that was empty is left out."""
    originals: int
    original_bytes: int
    files: Mapping[str, int]
    """Beside them, by what they were."""


def erase(world: World, sweep: Sweep, *, word: str) -> Receipt:
    """Erase everything and say what it was. Raises InputError unless the word was typed; then nothing is gone.

    The rows go first: whatever fails after that, nothing that is left can be found any more.
    """
    if word.strip().lower() != WORD:
        raise InputError(f"Nothing was erased: type the word {WORD} to do it.", code="not_confirmed")
    with world.store.unit(alone=True) as unit:
        rows = unit.whole.erase()
    originals, original_bytes = world.blobs.erase()
    files = sweep()
    world.store.compact()
    return Receipt(
        world.clock.now(),
        {name: count for name, count in rows.items() if count},
        originals,
        original_bytes,
        files,
    )
