"""All runs of one runner, in order and once each, ready to be asked what lay before any day.

Runs are added at the end in constant time; one that belongs further back has everything after it counted
again. Asking costs what the windows hold (at most 365 days, most of them 60), not what the years hold. Days
are the runner's local dates, windows end the day before, and the 31st day back is out.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from service.core.load.days import COVERED_AT_MOST, DailyLoads
from service.core.load.hardness import is_hard, is_long_in_time, is_long_race
from service.core.load.ledgers import LongRace, MechanicalLedger
from service.core.load.past_run import SAME_START, PastRun, same_run
from service.core.load.rows import Rows
from service.core.load.values import LoadHistory

WINDOW_DAYS = 30
"""Source: frandsen2025."""
LEAST_RUNS = 3
"""Runs in the window before it is believed. Ours, as is asking for 30 covered days."""
WEEKS = 8
RECENT_DAYS = 60
SPIKE_EXCESS, SPIKE_FLOOR_M, EDGE = 0.10, 5_000.0, 1e-9
RACE_WINDOW_DAYS = 28
_BACKS = (0, 6, 9, 13, 27, WINDOW_DAYS, RECENT_DAYS, *range(7, 7 * WEEKS + 1, 7))
"""Days back at which a window begins or ends."""


class Chronicle:
    """A runner's runs. Not a value: it grows; keep one while many runs are judged."""

    def __init__(self, past: Iterable[PastRun] = ()) -> None:
        self._all = sorted(((_moment(run), run) for run in past), key=lambda each: each[0])
        """Every run that came in, by start."""
        self._rebuild()

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, run: PastRun) -> int:
        """Take a run in; give how many runs of later days must be judged again (0 for the newest)."""
        key = _moment(run)
        rows = self._rows
        if not self._all or (key > self._all[-1][0] and run.day >= rows.runs[-1].day):
            self._all.append((key, run))
            if not _twin(run, self._once):
                self._once.append(run)
                self._append(run)
            return 0
        insort(self._all, (key, run), key=lambda each: each[0])
        self._rebuild()
        return len(self._rows) - self._rows.runs_before(run.day.toordinal() + 1)

    def before(self, day: date, *, seed_longest_m: float | None = None) -> LoadHistory:
        """Give the history before `day`; runs on or after it are ignored.

        `seed_longest_m` is the runner's word for the longest run of the last month. It is used only while
        the runs alone do not cover the window.
        """
        at, rows = day.toordinal(), self._rows
        back = rows.runs_before_each(at, _BACKS)
        end = back[0]
        covered = min(at - rows.first, COVERED_AT_MOST) if end else 0
        longest, known = rows.longest(back[WINDOW_DAYS], end)
        seeded = seed_longest_m is not None and not window_known(covered, known)
        if seeded and seed_longest_m is not None:
            longest = max(seed_longest_m, longest or 0.0)
        return LoadHistory(
            day=day,
            covered_days=covered,
            runs_30d=known,
            longest_30d_m=longest,
            week_m=rows.stretches([back[days] for days in range(0, min(covered, 7 * WEEKS) + 1, 7)]),
            longest_60d_s=rows.seconds(back[RECENT_DAYS], end),
            seeded=seeded,
            previous_6d_m=rows.metres(back[6], end) if covered >= 6 else None,
            cardio=self._loads.ledger(at, covered=covered),
            mechanical=self._mechanical(at, covered, back=back),
            race=self._race(at, end),
        )

    def _rebuild(self) -> None:
        self._rows, self._loads = Rows(), DailyLoads()
        self._races: list[int] = []
        """Indices of runs that open a marathon window."""
        once: list[PastRun] = []
        for _, run in self._all:
            if not _twin(run, once):
                once.append(run)
        self._once = once
        for run in sorted(once, key=lambda run: run.day):  # stable: within a day by start
            self._append(run)

    def _append(self, run: PastRun) -> None:
        at, rows = run.day.toordinal(), self._rows
        end = rows.runs_before(at)
        week_m = rows.metres(rows.runs_before(at - 6), end) if is_long_in_time(run) else None
        longest, known = rows.longest(rows.runs_before(at - WINDOW_DAYS), end)
        race = is_long_race(run)
        hard = is_hard(run, week_m, race=race, loads=lambda: self._loads.of_runs(at))
        if race:
            self._races.append(len(rows))
        rows.append(run, spiked=_spiked(run.distance_m, longest, known=known))
        self._loads.add(at, run.load, estimated=run.load_estimated, hard=hard)

    def _mechanical(self, at: int, covered: int, *, back: Mapping[int, int]) -> MechanicalLedger:
        rows, end, six = self._rows, back[0], back[6]
        up, down, steep_up, steep_down, fast, steps = rows.highest(back[WINDOW_DAYS], end)
        return MechanicalLedger(
            ascent_max_30d_m=up,
            descent_max_30d_m=down,
            steep_ascent_max_30d_m=steep_up,
            steep_descent_max_30d_m=steep_down,
            fast_max_30d_s=fast,
            steps_max_30d=steps,
            rest_days_7=rows.rest_days(back, 7, covered=covered),
            rest_days_9=rows.rest_days(back, 9, covered=covered),
            rest_days_14=rows.rest_days(back, 14, covered=covered),
            days_since_last=at - rows.day_of(end - 1) if end else None,
            spikes_7d=rows.spikes(back[7], end),
            week_max_run_m=rows.longest(six, end)[0],
            week_before_m=rows.metres(back[13], six) if covered >= 13 else None,
            three_weeks_before_m=rows.metres(back[27], six) if covered >= 27 else None,
        )

    def _race(self, at: int, end: int) -> LongRace | None:
        earlier = bisect_left(self._races, end)
        if not earlier:
            return None
        index = self._races[earlier - 1]
        run = self._rows.runs[index]
        ago = at - self._rows.day_of(index)
        return LongRace(run.day, ago, run.distance_m, run.moving_s) if ago <= RACE_WINDOW_DAYS else None


def window_known(covered_days: int, runs_30d: int) -> bool:
    """Say whether the 30 days before are known well enough to hold a run against them."""
    return covered_days >= WINDOW_DAYS and runs_30d >= LEAST_RUNS


def _moment(run: PastRun) -> tuple[float, str]:
    return run.start.timestamp(), run.id


def _twin(run: PastRun, earlier: Sequence[PastRun]) -> bool:
    """Say whether a run is there already; `earlier` by start, none later than the run."""
    for other in reversed(earlier):
        if run.start - other.start > SAME_START:
            return False
        if same_run(run, other):
            return True
    return False


def _spiked(distance_m: float | None, longest_m: float | None, *, known: int) -> bool:
    """Say whether a run went beyond the month before it; ours: from 5 km and with three runs to go by."""
    if distance_m is None or longest_m is None or distance_m < SPIKE_FLOOR_M or known < LEAST_RUNS:
        return False
    return distance_m / longest_m - 1.0 > SPIKE_EXCESS + EDGE
