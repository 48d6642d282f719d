"""Two runs for the page: a table of numbers, and their pace over the same share of the way."""

from dataclasses import dataclass
from math import nan

from service.app.comparing import Comparison, Side
from service.core.metrics import Measure
from service.core.metrics.tracks import Tracks
from service.core.units import METRES_PER_MILE, Floats
from service.web.drawing import Scale, Tick, path, spread
from service.web.formats import MISSING, distance, duration, number, signed, stopwatch
from service.web.measured import measured

TOGETHER = 10
"""Ours: pieces of road taken as one, so that hills do not hide which run was faster."""
LEAST_PACE_S = 60.0
"""Ours: paces closer together than this are not stretched to look far apart."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of both runs, in words."""

    name: str
    this: str
    other: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Both paces over the share of the way; fast is up."""

    this: str
    other: str
    ticks: tuple[Tick, ...]


def rows(found: Comparison, units: str) -> list[Row]:
    """Give every row of which at least one run knows something."""
    columns = [_told(side, units) for side in (found.this, found.other) if side is not None]
    if len(columns) == 1:
        columns.append(dict.fromkeys(columns[0], MISSING))
    this, other = columns
    return [Row(name, this[name], other[name]) for name in this if {this[name], other[name]} != {MISSING}]


def _told(side: Side, units: str) -> dict[str, str]:
    m = side.run.metrics
    every = m.every

    def told(name: str) -> str:
        held: Measure | None = every.get(name)
        return MISSING if held is None else measured(name, held, units)

    return {
        "Distance": distance(m.distance.value, units),
        "Moving time": duration(m.moving.value),
        "Pace": told("pace"),
        "Mean heart rate": told("hr_mean"),
        "Heart-rate drift": told("decoupling"),
        "Last third against the first": told("pace_fade"),
        "Climbed": told("ascent"),
        "Descended": told("descent"),
        "Temperature at the wrist": told("temperature"),
        "Load": told("load"),
        "How hard it felt": told("workout_rpe"),
        "Run in the four weeks before": distance(side.before_m, units, 0),
        "Longest run in the 30 days before": distance(side.longest_m, units),
        "Beyond that longest": MISSING if side.step is None else f"{signed(100 * side.step)} %",
        "Worst soreness in the week after": MISSING
        if side.soreness is None
        else f"{number(side.soreness)} of 10",
    }


def lines(found: Comparison, units: str) -> Lines | None:
    """Give both paces to draw; None where one of them was not recorded over its way."""
    sides = (found.this, found.other)
    tracks = [side.picture.tracks for side in sides if side and side.picture and len(side.picture.tracks)]
    if len(tracks) < len(sides):
        return None
    per_unit = METRES_PER_MILE if units == "mi" else 1000.0
    this, other = (_paces(one, per_unit) for one in tracks)
    span = spread((*this, *other), least=LEAST_PACE_S)
    if span is None:
        return None
    fast, slow = span
    scale = Scale(low=slow, high=fast)
    marks = [60.0 * minute for minute in range(int(fast // 60) + 1, int(slow // 60) + 1)][:6]
    return Lines(
        this=path(this, scale),
        other=path(other, scale),
        ticks=tuple(Tick(scale.y(at), stopwatch(at)) for at in marks),
    )


def _paces(tracks: Tracks, per_unit: float) -> list[float]:
    speeds = tracks.speed_m_s
    smooth = [_mean(speeds[at : at + TOGETHER]) for at in range(0, len(speeds), TOGETHER)]
    return [per_unit / speed if speed > 0.0 else nan for speed in smooth]  # NaN is not above 0 either


def _mean(speeds: Floats) -> float:
    known = speeds[speeds > 0.0]
    return float(known.mean()) if len(known) else nan
