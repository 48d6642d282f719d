"""The history as small pictures over the same weeks: distance, both ledgers, soreness, sessions.

What the weeks asked of the heart and what they asked of the legs stand one above the other and are never added.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from service.app.history import History, Ledger, LongRun, Period
from service.web.curves import metres_per
from service.web.drawing import Scale, Tick, nice_step, within
from service.web.formats import FEET_PER_METRE, MISSING, climb, number

GAP = 0.18
"""Share of a period's width that is left free on either side of its bar."""
DENSE = 40
"""More periods than this get smaller dots."""
LABELS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from the ground up; all in percent."""

    x: float
    wide: float
    y: float
    high: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A run or an answer; in percent."""

    x: float
    y: float
    spike: bool = False


@dataclass(frozen=True, slots=True)
class Ledge:
    """A ceiling over one period; in percent."""

    x1: float
    x2: float
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One of the pictures."""

    key: str
    name: str
    unit: str
    ticks: tuple[Tick, ...]
    texts: tuple[str, ...]
    usual: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()
    ledges: tuple[Ledge, ...] = ()


@dataclass(frozen=True, slots=True)
class Weeks:
    """All pictures over one axis."""

    plots: tuple[Plot, ...]
    ticks: tuple[Tick, ...]
    places: tuple[str, ...]
    dense: bool


def weeks(history: History, units: str) -> Weeks:
    """Give what to draw of a history that is not empty."""
    periods = history.periods
    return Weeks(
        plots=(
            _distance(periods, units),
            _heart(periods),
            _legs(periods, units),
            _soreness(periods),
            _sessions(periods),
        ),
        ticks=_calendar(periods, monthly=history.monthly),
        places=tuple(period_words(period, monthly=history.monthly) for period in periods),
        dense=len(periods) > DENSE,
    )


def period_words(period: Period, *, monthly: bool) -> str:
    """Give "16 Nov" for the week from that Monday, or "Nov 2026"."""
    return f"{period.first:%b %Y}" if monthly else f"{period.first.day} {period.first:%b}"


def _distance(periods: Sequence[Period], units: str) -> Plot:
    metres = metres_per(units)
    tops = [period.distance_m for period in periods]
    tops += [run.ceiling_m or 0.0 for run in _shown(periods)]
    scale, ticks = _from_zero(max(*tops, 10.0 * metres) / metres)
    in_units = [period.distance_m / metres for period in periods]
    total = sum(period.distance_m for period in periods)
    return Plot(
        key="distance",
        name="Distance",
        unit="miles" if units == "mi" else "km",
        ticks=ticks,
        texts=tuple(_distance_words(period, metres) for period in periods),
        usual=f"{number(total / metres)} in all",
        bars=_bars(in_units, scale),
        dots=tuple(
            Dot(_x_of(run.day, periods), scale.y(run.distance_m / metres), run.is_spike)
            for run in _shown(periods)
        ),
        ledges=tuple(
            Ledge(100.0 * at / len(periods), 100.0 * (at + 1) / len(periods), scale.y(ceiling / metres))
            for at, period in enumerate(periods)
            if period.longest and (ceiling := period.longest.ceiling_m) is not None
        ),
    )


def _heart(periods: Sequence[Period]) -> Plot:
    return _ledger(
        [period.heart for period in periods],
        key="heart-load",
        name="Heart load",
        unit="points",
        least=100.0,
        words=lambda period: heart_words(period.heart),
        periods=periods,
    )


def heart_words(ledger: Ledger) -> str:
    """Give "412, partly estimated", and how many runs it leaves out."""
    if ledger.total is None:
        return MISSING
    guessed = ", partly estimated" if ledger.guessed else ""
    return f"{number(ledger.total)}{guessed}{_left_out(ledger)}"


def _legs(periods: Sequence[Period], units: str) -> Plot:
    feet = FEET_PER_METRE if units == "mi" else 1.0
    return _ledger(
        [period.descent for period in periods],
        key="leg-load",
        name="Legs: downhill",
        unit="ft" if units == "mi" else "m",
        least=100.0,
        words=lambda period: legs_words(period, units),
        periods=periods,
        scaled=feet,
    )


def legs_words(period: Period, units: str) -> str:
    """Give "320 m, 61,000 steps"."""
    down = climb(period.descent.total, units)
    if period.steps.total is None or not period.runs:
        return f"{down}{_left_out(period.descent)}"
    return f"{down}, {number(round(period.steps.total, -2))} steps{_left_out(period.descent)}"


def _left_out(ledger: Ledger) -> str:
    return f", {ledger.untold} not known" if ledger.untold else ""


def _ledger(  # noqa: PLR0913  one picture, each part named
    ledgers: Sequence[Ledger],
    *,
    key: str,
    name: str,
    unit: str,
    least: float,
    words: Callable[[Period], str],
    periods: Sequence[Period],
    scaled: float = 1.0,
) -> Plot:
    totals = [scaled * (ledger.total or 0.0) for ledger in ledgers]
    scale, ticks = _from_zero(max(*totals, least))
    told = any(ledger.total for ledger in ledgers)
    return Plot(
        key=key,
        name=name,
        unit=unit,
        ticks=ticks,
        texts=tuple(words(period) for period in periods),
        usual=f"{number(sum(totals))} in all" if told else "not known yet",
        bars=_bars(totals, scale),
    )


def _soreness(periods: Sequence[Period]) -> Plot:
    scale = Scale(0.0, 10.0)
    told = [(at, period.pain) for at, period in enumerate(periods) if period.pain is not None]
    return Plot(
        key="soreness",
        name="Soreness",
        unit="worst of 10",
        ticks=tuple(Tick(scale.y(at), f"{at:g}") for at in (0.0, 5.0, 10.0)),
        texts=tuple(MISSING if period.pain is None else f"{period.pain:g}" for period in periods),
        usual=f"{len(told)} time{'' if len(told) == 1 else 's'} asked" if told else "not asked yet",
        dots=tuple(Dot(_middle(at, periods), scale.y(pain)) for at, pain in told),
    )


def _sessions(periods: Sequence[Period]) -> Plot:
    counts = [float(period.sessions) for period in periods]
    scale, ticks = _from_zero(max(*counts, 2.0), whole=True)
    return Plot(
        key="sessions",
        name="Sessions",
        unit="done",
        ticks=ticks,
        texts=tuple(f"{period.sessions}" for period in periods),
        usual=f"{sum(period.sessions for period in periods)} in all",
        bars=_bars(counts, scale),
    )


def _shown(periods: Sequence[Period]) -> list[LongRun]:
    """Give the longest run of each period and every leap, each once."""
    found = {}
    for period in periods:
        for run in (*period.spikes, *filter(None, (period.longest,))):
            found[run.activity_id, run.day] = run
    return list(found.values())


def _distance_words(period: Period, metres: float) -> str:
    if period.longest is None:
        return "no run"
    leap = ", a leap" if period.spikes else ""
    return f"{period.distance_m / metres:.1f}, longest {period.longest.distance_m / metres:.1f}{leap}"


def _from_zero(top: float, *, whole: bool = False) -> tuple[Scale, tuple[Tick, ...]]:
    step = nice_step(top, wanted=2)
    if whole:
        step = max(1.0, float(round(step)))
    scale = Scale(0.0, top * 1.06)  # a dot at the very top keeps its upper half
    return scale, tuple(Tick(scale.y(at), f"{at:g}") for at in within(0.0, top, step))


def _bars(values: Sequence[float], scale: Scale) -> tuple[Bar, ...]:
    wide = 100.0 / len(values)
    return tuple(
        Bar((at + GAP) * wide, wide * (1.0 - 2.0 * GAP), scale.y(value), 100.0 - scale.y(value))
        for at, value in enumerate(values)
        if value > 0.0
    )


def _middle(at: int, periods: Sequence[Period]) -> float:
    return 100.0 * (at + 0.5) / len(periods)


def _x_of(day: date, periods: Sequence[Period]) -> float:
    at = bisect_right(periods, day, key=attrgetter("first")) - 1
    length = (periods[at].last - periods[at].first).days + 1
    return 100.0 * (at + ((day - periods[at].first).days + 0.5) / length) / len(periods)


def _calendar(periods: Sequence[Period], *, monthly: bool) -> tuple[Tick, ...]:
    """Name about five periods, evenly spread, under their middles."""
    every = -(-len(periods) // LABELS)
    return tuple(
        Tick(_middle(at, periods), period_words(periods[at], monthly=monthly))
        for at in range(0, len(periods), every)
    )
