"""Runs in the order of their days as columns with running totals, so that any window is two look-ups.

Columns of which only the highest is asked hold -1 for what is not known: no metre and no minute is negative.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter

from service.core.load.past_run import PastRun

ITEMS = ("ascent_m", "descent_m", "steep_ascent_m", "steep_descent_m", "fast_s", "steps")
UNKNOWN = -1.0
_items_of = attrgetter(*ITEMS)


class Rows:
    """Columns of one runner's runs. Grows at the end; runs come in order of their days."""

    def __init__(self) -> None:
        self.runs: list[PastRun] = []
        self.first = 0
        """Ordinal of the first run's day."""
        self._days: list[int] = []
        self._upto: list[int] = []
        """By days since the first: how many runs lie before that day."""
        self._metres: list[float] = []
        self._seconds: list[float] = []
        self._items: tuple[list[float], ...] = tuple([] for _ in ITEMS)
        self._millimetres: list[int] = [0]
        """Running total: whole numbers, so that any difference of two is exact."""
        self._no_distance: list[int] = [0]
        self._known: list[int] = [0]
        """How many of the runs before each tell their distance."""
        self._gaps: list[int] = [0]
        """How many of the runs before each leave one of ITEMS untold."""
        self._active_days: list[int] = [0]
        self._spikes: list[int] = [0]

    def __len__(self) -> int:
        return len(self.runs)

    def append(self, run: PastRun, *, spiked: bool) -> None:
        """Add a run whose day is the newest, or newer."""
        day = run.day.toordinal()
        if not self.runs:
            self.first = day
        self.runs_before(day)  # lays the table up to the morning of that day
        self._active_days.append(self._active_days[-1] + (not self._days or self._days[-1] != day))
        self._days.append(day)
        self._spikes.append(self._spikes[-1] + spiked)
        self._millimetres.append(self._millimetres[-1] + round(1000.0 * (run.distance_m or 0.0)))
        self._no_distance.append(self._no_distance[-1] + (run.distance_m is None))
        # A distance of 0 is a run of unknown length: nobody runs nowhere.
        self._metres.append(run.distance_m or UNKNOWN)
        self._seconds.append(UNKNOWN if run.moving_s is None else run.moving_s)
        self._known.append(self._known[-1] + bool(run.distance_m))
        items = _items_of(run)
        self._gaps.append(self._gaps[-1] + (None in items))
        for column, value in zip(self._items, items, strict=True):
            column.append(UNKNOWN if value is None else value)
        del self._upto[day - self.first + 1 :]
        self.runs.append(run)

    def runs_before(self, day: int) -> int:
        """Count the runs before a day."""
        at = day - self.first
        if at <= 0 or not self.runs:
            if not self._upto:
                self._upto.append(0)
            return 0
        if at >= len(self._upto):
            self._lay(at)
        return self._upto[at]

    def runs_before_each(self, day: int, backs: Sequence[int]) -> dict[int, int]:
        """Count the runs before the day that lies so many days back, for each of `backs`."""
        self.runs_before(day)
        at, upto = day - self.first, self._upto
        if not self.runs or at <= 0:
            return dict.fromkeys(backs, 0)
        return {back: upto[at - back] if at > back else 0 for back in backs}

    def _lay(self, at: int) -> None:
        upto, total = self._upto, len(self.runs)
        # Only the newest run's day can lie beyond the table, so all that follows it has all runs before it.
        upto.extend([total] * (at + 1 - len(upto)))

    def day_of(self, index: int) -> int:
        """Give the ordinal of a run's day."""
        return self._days[index]

    def metres(self, low: int, high: int) -> float | None:
        """Give the sum of distances; None where one is not known."""
        if self._no_distance[high] > self._no_distance[low]:
            return None
        return (self._millimetres[high] - self._millimetres[low]) / 1000.0

    def stretches(self, bounds: Sequence[int]) -> tuple[float, ...]:
        """Give the distances between neighbouring bounds (newest first), up to the first unknown one."""
        total, unknown = self._millimetres, self._no_distance
        pairs: Iterable[tuple[int, int]] = pairwise(bounds)
        if unknown[bounds[0]] != unknown[bounds[-1]]:
            pairs = takewhile(lambda pair: unknown[pair[0]] == unknown[pair[1]], pairs)
        return tuple([(total[high] - total[low]) / 1000.0 for high, low in pairs])

    def longest(self, low: int, high: int) -> tuple[float | None, int]:
        """Give the longest distance and how many are known."""
        known = self._known[high] - self._known[low]
        return (max(self._metres[low:high]) if known else None), known

    def seconds(self, low: int, high: int) -> tuple[float, ...]:
        """Give the known moving times, ascending."""
        stretch = sorted(self._seconds[low:high])
        return tuple(stretch[bisect_right(stretch, UNKNOWN) :])

    def highest(self, low: int, high: int) -> list[float | None]:
        """Give the highest of each of ITEMS; None where under half of the runs tell it."""
        if high > low and self._gaps[high] == self._gaps[low]:
            return [max(column[low:high]) for column in self._items]
        enough = (high - low) / 2
        return [
            max(window) if (window := column[low:high]).count(UNKNOWN) < enough else None
            for column in self._items
        ]

    def rest_days(self, back: Mapping[int, int], days: int, *, covered: int) -> int | None:
        """Count days without a run in the last `days`; `back`: runs before each day back. None if not covered."""
        if covered < days:
            return None
        return days - self._active_days[back[0]] + self._active_days[back[days]]

    def spikes(self, low: int, high: int) -> int:
        """Count runs that went beyond the month before them."""
        return self._spikes[high] - self._spikes[low]
