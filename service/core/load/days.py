"""The cardiovascular ledger, day by day: what each day's runs weighed, and the means carried along.

A covered day without a run is a rest and weighs 0. A day with a run of unknown load is unknown: the means stay
where they were, because a guess of 0 would pass for rest.
"""

from bisect import bisect_left
from collections.abc import Sequence

from service.core.load.averages import FATIGUE_DAYS, FITNESS_DAYS, strain
from service.core.load.ledgers import CardioLedger

SETTLING_DAYS, SETTLED_DAYS = 42, 84
SHOWN_DAYS = 27
RECENT_DAYS = 60
STRAIN_WEEKS = 26
LEAST_KNOWN = 0.90
"""Share of days that must be known before a mean of six weeks is believed. Ours."""

COVERED_AT_MOST = 365
"""Days a mean remembers; what lies further back weighs under a five-thousandth."""
_FITNESS_FADES, _FATIGUE_FADES = (
    tuple((1.0 - 1.0 / days) ** known for known in range(COVERED_AT_MOST + 1))
    for days in (FITNESS_DAYS, FATIGUE_DAYS)
)
"""What is left of a mean after so many known days."""


class DailyLoads:
    """Loads by day since the first run. Runs come in order of their days."""

    def __init__(self) -> None:
        self._first = 0
        self._day: list[float | None] = []
        self._known: list[int] = [0]
        """How many known days lie before each day."""
        self._ctl: list[float] = [0.0]
        self._atl: list[float] = [0.0]
        """Means on the morning of each day, from 0 on the first."""
        self._strain: list[float | None] = []
        self._hard: set[int] = set()
        self._run_days: list[int] = []
        self._run_loads: list[float] = []
        self._total: list[float] = [0.0]
        self._guessed: list[float] = [0.0]
        """Running totals up to each run with a load: all, and what rests on formulas or on time alone."""

    def add(self, day: int, load: float | None, *, estimated: bool, hard: bool) -> None:
        """Add a run to its day, which is the newest day or a new one after it."""
        if not self._day:
            self._first = day
        at = day - self._first
        while len(self._day) <= at:
            self._day.append(0.0)
        so_far = self._day[at]
        self._day[at] = None if load is None or so_far is None else so_far + load
        del self._known[at + 1 :], self._ctl[at + 1 :], self._atl[at + 1 :], self._strain[at:]
        if hard:
            self._hard.add(day)
        if load is not None:
            self._run_days.append(day)
            self._run_loads.append(load)
            self._total.append(self._total[-1] + load)
            self._guessed.append(self._guessed[-1] + (load if estimated else 0.0))

    def of_runs(self, day: int) -> list[float]:
        """Give the loads of the runs of the 60 days before, ascending."""
        return sorted(self._recent(day))

    def ledger(self, day: int, *, covered: int) -> CardioLedger:
        """Give the ledger on the morning of `day`, from its covered days alone, at most 365."""
        if covered <= 0:
            return CardioLedger()
        self._carry(day)
        now, start = day - self._first, day - covered - self._first
        shown = covered >= SETTLING_DAYS and self._well_known(now, start)
        week_ago = covered - 7 >= SETTLING_DAYS and self._well_known(now - 7, start)
        return CardioLedger(
            state=("settled" if covered >= SETTLED_DAYS else "settling") if shown else "cold",
            ctl=self._mean(self._ctl, now, start, fades=_FITNESS_FADES) if shown else None,
            atl=self._mean(self._atl, now, start, fades=_FATIGUE_FADES) if shown else None,
            ctl_week_ago=self._mean(self._ctl, now - 7, start, fades=_FITNESS_FADES) if week_ago else None,
            estimated_share=self._estimated(day),
            daily=tuple(self._day[max(now - SHOWN_DAYS, start) : now]),
            loads_60d=tuple(self._recent(day)),
            strain_weeks=self._strain_weeks(now, start),
            hard_streak=self._streak(day),
        )

    def _recent(self, day: int) -> list[float]:
        low, high = bisect_left(self._run_days, day - RECENT_DAYS), bisect_left(self._run_days, day)
        return self._run_loads[low:high]

    def _carry(self, day: int) -> None:
        """Bring everything that is carried along up to the morning of `day`."""
        want = day - self._first
        self._day.extend([0.0] * (want - len(self._day)))
        for at in range(len(self._ctl) - 1, want):
            load, known = self._day[at], self._known[at]
            ctl, atl = self._ctl[at], self._atl[at]
            self._known.append(known if load is None else known + 1)
            self._ctl.append(ctl if load is None else ctl + (load - ctl) / FITNESS_DAYS)
            self._atl.append(atl if load is None else atl + (load - atl) / FATIGUE_DAYS)
            week = self._day[max(at - 6, 0) : at + 1]
            whole = [load for load in week if load is not None]
            self._strain.append(strain(whole) if len(whole) == 7 else None)

    def _well_known(self, now: int, start: int) -> bool:
        since = max(start, now - FITNESS_DAYS)
        return self._known[now] - self._known[since] >= LEAST_KNOWN * (now - since)

    def _mean(self, carried: list[float], now: int, start: int, *, fades: Sequence[float]) -> float:
        """Give the mean as if it had begun with 0 on the first covered day."""
        return carried[now] - fades[self._known[now] - self._known[start]] * carried[start]

    def _estimated(self, day: int) -> float | None:
        low, high = bisect_left(self._run_days, day - FITNESS_DAYS), bisect_left(self._run_days, day)
        total = self._total[high] - self._total[low]
        return round((self._guessed[high] - self._guessed[low]) / total, 6) if total > 0.0 else None

    def _strain_weeks(self, now: int, start: int) -> tuple[float | None, ...]:
        last = max(start + 6, now - 7 * STRAIN_WEEKS)
        return tuple(self._strain[last:now][::-7])

    def _streak(self, day: int) -> int:
        back = 0
        while day - 1 - back in self._hard:
            back += 1
        return back
