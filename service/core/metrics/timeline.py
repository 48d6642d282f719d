"""One clock for everything downstream: whole seconds with the timer running.

Records come when the watch likes: every second, every few seconds ("smart recording"), with jumps of the
clock, with pauses between. Here they are laid on a grid of one-second cells of *timer* time, so that a cell
weighs one second whatever wrote it, and a pause leaves no trace but the elapsed time. Sample counts are
never used as weights. The limits are ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.core.activity import Pause
from service.core.units import Floats

Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Counts = dict[str, int]
"""Reason code → number of samples."""

HOLD_S = 10.0
"""A record speaks for the time until the next, at most this long: smart recording writes every 1-10 s."""
LONGEST_S = 48 * 3600.0
"""Ours: a record further from the first than two days is a broken clock, not a run."""


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Which records are used and where they lie on the timer's clock."""

    kept: Indices
    """(k,) indices of the records in use, in time order."""
    twins: Indices
    """Further records of the same timer second: some apps write speed in one, distance in the next."""
    twin_of: Indices
    """Position in `kept` each twin belongs to."""
    wall_s: Floats
    """(k,) their seconds since the session's start."""
    timer_s: Floats
    """(k,) the same without the pauses, strictly increasing."""
    at_s: Floats
    """(n,) the grid: timer seconds, one apart."""
    held: Indices
    """(n,) position in `kept` of the record each cell lives on."""
    elapsed_s: Floats
    """(n,) seconds since the session's start of each cell, pauses included."""
    dropped: Counts

    def take(self, column: Floats) -> Floats:
        """Give (k,) from a column of all records, holes filled from the twins."""
        out = column[self.kept]
        filling = np.isnan(out[self.twin_of])
        out[self.twin_of[filling]] = column[self.twins[filling]]
        return out

    def hold(self, column: Floats, *, limit_s: float = HOLD_S) -> Floats:
        """Give a (k,) column on the grid: each value lasts until the next record, at most `limit_s`."""
        out = column[self.held]
        out[self.at_s - self.timer_s[self.held] >= limit_s] = np.nan
        return out

    def join(self, column: Floats, *, limit_s: float) -> Floats:
        """Give a (k,) column on the grid, straight lines between known values up to `limit_s` apart."""
        known = np.flatnonzero(~np.isnan(column))
        if len(known) == 0:
            return np.full(len(self.at_s), np.nan)
        times = self.timer_s[known]
        out = np.interp(self.at_s, times, column[known])
        out[gap_around(self.at_s, times) > limit_s] = np.nan
        return np.asarray(out)


def lay(t_s: Floats, pauses: Sequence[Pause]) -> Timeline:
    """Choose the usable records of a session and lay the grid; with none, every column is empty."""
    kept, dropped = _in_order(t_s)
    starts, ends = _merged(pauses)
    paused_before = np.concatenate(([0.0], np.cumsum(ends - starts)))

    begun = np.searchsorted(starts, t_s[kept], side="right")
    in_pause = (begun > 0) & (t_s[kept] < ends[begun - 1]) if len(starts) else np.zeros(len(kept), bool)
    dropped["paused"] = int(in_pause.sum())
    kept, begun = kept[~in_pause], begun[~in_pause]
    timer = t_s[kept] - paused_before[begun]
    fresh = np.diff(timer, prepend=-np.inf) > 0.0
    position = np.cumsum(fresh) - 1
    twins, twin_of = kept[~fresh], position[~fresh]
    kept, timer = kept[fresh], timer[fresh]

    cells = int(np.floor(timer[-1] - timer[0] + 1e-6)) + 1 if len(timer) else 0
    at = (timer[0] if len(timer) else 0.0) + np.arange(cells, dtype=np.float64)
    past = np.searchsorted(starts - paused_before[:-1], at, side="right")
    return Timeline(
        kept=kept,
        twins=twins,
        twin_of=twin_of,
        wall_s=t_s[kept],
        timer_s=timer,
        at_s=at,
        held=np.maximum(np.searchsorted(timer, at + 1e-6, side="right") - 1, 0),
        elapsed_s=at + paused_before[past],
        dropped=dropped,
    )


def gap_around(at: Floats, times: Floats) -> Floats:
    """Give for each moment how far apart the known times before and after it are; inf beyond the ends."""
    after = np.searchsorted(times, at, side="right")
    exact = (after > 0) & (times[np.maximum(after - 1, 0)] == at)
    edges = np.concatenate(([-np.inf], times, [np.inf]))
    return np.asarray(np.where(exact, 0.0, edges[after + 1] - edges[after]))


def _in_order(t_s: Floats) -> tuple[Indices, Counts]:
    """Give the records whose time does not fall back; one wild stamp must not cost the rest of the run."""
    index = np.flatnonzero(np.isfinite(t_s))
    t = t_s[index]
    before, after = np.concatenate(([-np.inf], t[:-1])), np.concatenate((t[1:], [np.inf]))
    lone_jump = (t > after) & (after > before)
    index, t = index[~lone_jump], t[~lone_jump]
    if len(t):
        index = index[(t - t[0] <= LONGEST_S) & (t >= np.maximum.accumulate(t))]
    return index, {"clock": len(t_s) - len(index)}


def _merged(pauses: Sequence[Pause]) -> tuple[Floats, Floats]:
    """Give starts and ends in order, overlaps cut so that no second is taken off twice."""
    ordered = sorted(pauses, key=lambda pause: pause.start_s)
    starts = np.array([pause.start_s for pause in ordered], dtype=np.float64)
    ends = np.array([pause.end_s for pause in ordered], dtype=np.float64)
    if len(starts) == 0:
        return starts, ends
    reached = np.maximum.accumulate(ends)
    starts[1:] = np.maximum(starts[1:], reached[:-1])
    return starts, np.maximum(starts, reached)
