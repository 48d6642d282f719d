"""How much work one file may ask for, over all its parts.

A hostile file of 32 MB can hold millions of messages of two bytes each, and every one costs far more memory
and time than it has bytes. All limits are ours, and several times what a run of days needs.
"""

from collections.abc import Mapping
from typing import Literal

from service.core.errors import TooLarge

Kind = Literal["messages", "definitions", "work", "records", "bare records", "sessions", "others"]

LIMITS: Mapping[Kind, int] = {
    "messages": 2_000_000,  # walked over, read or not: a few seconds
    "definitions": 4_000,  # different ones; a day with every sensor there is has a hundred
    "work": 6_000_000,  # values that a reader decodes: half a minute with the slowest
    "records": 500_000,  # five days at one a second; about 60 MB as columns
    "bare records": 100_000,  # too short to hold a time of their own; some old watches write those
    "sessions": 500,  # the longest swim-run has about fifty
    "others": 50_000,  # laps and events; a day of riding with electronic gears has ten thousand
}


class Budget:
    """Counts down, one file long."""

    __slots__ = ("_left",)

    def __init__(self, limits: Mapping[Kind, int] = LIMITS) -> None:
        self._left = dict(limits)

    def spend(self, kind: Kind, amount: int = 1) -> None:
        """Take from the budget. Raises TooLarge when there is not enough left."""
        left = self._left[kind] - amount
        if left < 0:
            raise TooLarge(
                f"This file holds far more data than any run (we read up to {LIMITS['records']:,} records). "
                "Export the run on its own and send that."
            )
        self._left[kind] = left
