"""Numbers of which a watch writes only the lowest bits, because each is a little more than the one before.

The step from one to the next is their difference modulo what the bits can hold, and all steps add up.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.group import Group, Offsets
from adapters.formats.fit.messages import Declined
from adapters.formats.fit.wanted import TIMESTAMP
from service.core.units import Floats

_SHORT_TIME = 0x80
_SECOND_BITS = 5
_SECONDS = (1 << _SECOND_BITS) - 1


def grown(lowest: Floats, bits: int, *, at: Offsets, restarts: Offsets) -> Floats:
    """Give the whole numbers: (n,), NaN where nothing was written.

    `at`: where the messages stand in the file. `restarts`: where counting begins anew from 0, as it does at
    every definition.
    """
    whole = np.full(lowest.size, np.nan)
    valid = np.flatnonzero(~np.isnan(lowest))
    if valid.size:
        written = lowest[valid].astype(np.int64)
        begins = np.flatnonzero(np.diff(np.searchsorted(restarts, at[valid]), prepend=-1))
        before = np.roll(written, 1)
        before[begins] = 0
        total = np.cumsum((written - before) % (1 << bits))
        earlier = np.where(begins > 0, total[begins - 1], 0)
        whole[valid] = total - np.repeat(earlier, np.diff(begins, append=valid.size))
    return whole


def short_times(data: bytes, groups: Sequence[Group]) -> list[Floats]:
    """Give, for each group, the times in its messages' headers: (n,) FIT's seconds, NaN where there is none.

    Such a time is the next second with these five lowest bits after the last time of any message, so `groups`
    must be all there are. Raises Declined where some messages' times are no whole numbers.
    """
    if not groups:
        return []
    at = np.concatenate([group.rows for group in groups])
    order = np.argsort(at)
    heads = np.frombuffer(data, np.uint8)[at].astype(np.int64)
    seconds = np.where(heads & _SHORT_TIME, heads & _SECONDS, -1)
    stated = np.concatenate([_stated(group) for group in groups])
    times = np.empty(at.size)
    times[order] = _in_turn(stated[order], seconds[order])
    return np.split(times, np.cumsum([group.rows.size for group in groups])[:-1])


def _stated(group: Group) -> Floats:
    """Give the times that stand in the messages themselves."""
    cells = [cell for cell in group.layout.cells if cell.number == TIMESTAMP and not cell.of_developer]
    if not cells:
        return np.full(group.rows.size, np.nan)
    if len(cells) > 1 or not cells[0].is_number or cells[0].base.kind != "integer":
        raise Declined(int(group.rows[0]))
    return group.column([(cells[0], None)])


def _in_turn(stated: Floats, seconds: NDArray[np.int64]) -> Floats:
    """Give the times by header, from all messages in file order; `seconds` is -1 without one."""
    both = np.column_stack((np.nan_to_num(stated, nan=-1.0).astype(np.int64), seconds)).ravel()
    seen = np.flatnonzero(both >= 0)
    times = np.full(both.size, np.nan)
    times[seen] = counted_on(both[seen], seen % 2 == 0, _SECOND_BITS)
    return np.where(seconds >= 0, times[1::2], np.nan)


def counted_on(written: NDArray[np.int64], is_whole: NDArray[np.bool_], bits: int) -> NDArray[np.int64]:
    """Give whole numbers, (n,) in order, where some are written whole and the others by their lowest bits.

    Each of those is the next number with these bits after the one before it, or after 0.
    """
    mask = (1 << bits) - 1
    lowest = written & mask
    steps = np.where(is_whole, 0, (lowest - np.concatenate(([0], lowest[:-1]))) & mask)
    total = np.cumsum(steps)
    last = np.maximum.accumulate(np.where(is_whole, np.arange(written.size), -1))
    return total + np.where(last >= 0, written[last] - total[last], 0)
