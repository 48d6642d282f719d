"""Heart beats that a strap kept while the watch could not hear it, and sent later: FIT's `hr` messages.

Each says when up to ten beats were, in 1/1024 s on the strap's own clock: in whole (`event_timestamp`), or by their
lowest twelve bits only, packed side by side (`event_timestamp_12`). Messages that say the watch's time as well tie
the two clocks together. Source: FIT profile, `hr`; Garmin's SDK merges them into records in the same way.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.formats.fit.group import Group, Offsets
from adapters.formats.fit.growing import counted_on
from adapters.formats.fit.layout import Cell
from adapters.formats.fit.messages import Beats
from adapters.formats.fit.wanted import TIMESTAMP
from service.core.units import Floats

_FRACTION, _BPM, _WHOLE, _PACKED = 0, 6, 9, 10
"""Numbers of the fields: fractional_timestamp, filtered_bpm, event_timestamp and event_timestamp_12."""
_BITS, _MOST = 12, 10
_PER_S, _CLOCK_ENDS = 1024, 1 << 32
MOST_MESSAGES = 50_000
"""Ours: forty hours of beats; more is no run, and is left unread."""


class _Written(NamedTuple):
    """Beats as they are written, one after the other; all (beats,)."""

    place: Offsets
    """Where the message stands."""
    ticks: NDArray[np.int64]
    is_whole: NDArray[np.bool_]
    bpm: Floats
    watch_s: Floats
    """The watch's time at this beat; NaN where it is not told."""


def beats_of(groups: Sequence[Group]) -> Beats | None:
    """Give all beats with a heart rate and a time; None without any. `groups`: all `hr` messages of a part."""
    if sum(group.rows.size for group in groups) > MOST_MESSAGES:
        return None
    parts = [_written(group) for group in groups]
    place, ticks, is_whole, bpm, watch_s = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(place, kind="stable")
    clock = counted_on(ticks[order], is_whole[order], _BITS)
    at_s, bpm = _on_the_watch(clock, watch_s[order]), bpm[order]
    known = ~np.isnan(at_s) & ~np.isnan(bpm)
    by_time = np.argsort(at_s[known], kind="stable")
    return Beats(at_s[known][by_time], bpm[known][by_time]) if known.any() else None


def _written(group: Group) -> _Written:
    cells = {cell.number: cell for cell in group.layout.cells if not cell.of_developer}
    whole, packed = _ticks(group, cells.get(_WHOLE)), _unpacked(group, cells.get(_PACKED))
    ticks = np.concatenate((whole, packed), axis=1)
    bpm, watch_s = np.full(ticks.shape, np.nan), np.full(ticks.shape, np.nan)
    told = _list(group, cells.get(_BPM))[:, : ticks.shape[1]]
    bpm[:, : told.shape[1]] = told
    at_s, fraction = _list(group, cells.get(TIMESTAMP))[:, :1], _list(group, cells.get(_FRACTION))[:, :1]
    if at_s.size and ticks.size:
        watch_s[:, :1] = at_s + (np.nan_to_num(fraction) if fraction.size else 0)
    there = ticks >= 0
    place = np.broadcast_to(group.rows[:, None], ticks.shape)
    is_whole = np.broadcast_to(np.arange(ticks.shape[1]) < whole.shape[1], ticks.shape)
    return _Written(place[there], ticks[there], is_whole[there], bpm[there], watch_s[there])


def _list(group: Group, cell: Cell | None) -> Floats:
    """Give a field's numbers: (n, k), of none where there is no such field."""
    if cell is None or cell.base.kind != "integer":
        return np.empty((group.rows.size, 0))
    values = group.lists(cell)
    return values if values.ndim == 2 else values[:, None]


def _ticks(group: Group, cell: Cell | None) -> NDArray[np.int64]:
    """Give times that are written in whole, -1 where one is invalid."""
    values = _list(group, cell) * _PER_S % _CLOCK_ENDS
    return np.nan_to_num(values, nan=-1.0).astype(np.int64)


def _unpacked(group: Group, cell: Cell | None) -> NDArray[np.int64]:
    """Give the packed times' lowest bits, -1 throughout where a message has none."""
    count = 0 if cell is None or cell.base.kind != "bytes" else min(8 * cell.length // _BITS, _MOST)
    if cell is None or not count:
        return np.empty((group.rows.size, 0), np.int64)
    stored = group.stored(cell)
    bits = np.unpackbits(stored, axis=1, count=count * _BITS, bitorder="little")
    ticks = bits.reshape(-1, count, _BITS) @ (1 << np.arange(_BITS))
    return np.where((stored == cell.base.invalid).all(axis=1)[:, None], -1, ticks)


def _on_the_watch(clock: NDArray[np.int64], watch_s: Floats) -> Floats:
    """Give each beat's time by the last beat before it of which the watch's time is told."""
    told = np.maximum.accumulate(np.where(np.isnan(watch_s), -1, np.arange(clock.size)))
    since = (clock - clock[told]) % _CLOCK_ENDS / _PER_S
    return np.where(told >= 0, watch_s[told] + since, np.nan)
