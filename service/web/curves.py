"""A run's curves as the activity page draws them: four small pictures above one another, one road under all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan

from service.app.picturing import Picture
from service.core.metrics.tracks import LateRun, Tracks
from service.core.units import METRES_PER_MILE, Floats
from service.web.drawing import Scale, Tick, area, nice_step, path, spread, within
from service.web.formats import FEET_PER_METRE, MISSING, stopwatch


@dataclass(frozen=True, slots=True)
class Panel:
    """One curve with its axis."""

    key: str
    """pace, heart, cadence or altitude."""
    name: str
    unit: str
    line: str
    ground: str
    """Set for height alone: land has something under it."""
    ticks: tuple[Tick, ...]
    texts: tuple[str, ...]
    """The read-out at each point."""
    usual: str
    """The read-out while nobody points anywhere."""
    late: str | None
    """What changed late, in words; where set, the last third is shaded."""


@dataclass(frozen=True, slots=True)
class Curves:
    """All curves of a run over the same road."""

    panels: tuple[Panel, ...]
    ticks: tuple[Tick, ...]
    places: tuple[str, ...]
    """The distance at each point, with its unit."""
    unit: str


def curves(picture: Picture, units: str) -> Curves | None:
    """Give what to draw, or None where nothing was recorded over any road."""
    tracks = picture.tracks
    metres = metres_per(units)
    panels = tuple(panel for panel in _panels(tracks, picture.late, units) if panel)
    if not panels:
        return None
    road = len(tracks) * tracks.piece_m / metres
    unit = "miles" if units == "mi" else "km"
    step = max(nice_step(road, wanted=5), 0.5)
    return Curves(
        panels=panels,
        ticks=tuple(Tick(100.0 * at / road, f"{at:g}") for at in within(0.0, road, step)),
        places=tuple(f"{(i + 0.5) * tracks.piece_m / metres:.1f} {unit}" for i in range(len(tracks))),
        unit=unit,
    )


def metres_per(units: str) -> float:
    """Give the metres in a kilometre or a mile."""
    return METRES_PER_MILE if units == "mi" else 1000.0


def _panels(tracks: Tracks, late: LateRun, units: str) -> list[Panel | None]:
    with_pace = [
        metres_per(units) / speed if speed > 0.0 else float("nan") for speed in tracks.speed_m_s.tolist()
    ]
    feet = FEET_PER_METRE if units == "mi" else 1.0
    return [
        _panel(
            "pace", "Pace", f"/{'mile' if units == 'mi' else 'km'}", with_pace,
            show=stopwatch, least=40.0, upside_down=True, late=_pace_words(late),
        ),
        _panel("heart", "Heart rate", "bpm", _listed(tracks.heart_bpm), least=20.0, late=_heart_words(late)),
        _panel(
            "cadence", "Cadence", "spm", _listed(tracks.cadence_spm), least=12.0, late=_cadence_words(late)
        ),
        _panel(
            "altitude", "Height", "ft" if units == "mi" else "m", _listed(tracks.altitude_m * feet),
            least=20.0 * feet,
        ),
    ]  # fmt: skip


def _listed(column: Floats) -> list[float]:
    return [float(value) for value in column]


def _whole(value: float) -> str:
    return f"{value:z.0f}"


def _panel(  # noqa: PLR0913  one line a curve, each part named
    key: str,
    name: str,
    unit: str,
    values: Sequence[float],
    *,
    least: float,
    show: Callable[[float], str] = _whole,
    upside_down: bool = False,
    late: str | None = None,
) -> Panel | None:
    reach = spread(values, least=least)
    if reach is None:
        return None
    low, high = reach
    scale = Scale(high, low) if upside_down else Scale(low, high)
    step = _minutes_step(high - low) if show is stopwatch else nice_step(high - low, wanted=2)
    known = [value for value in values if not isnan(value)]
    lowest, highest = (show(edge) for edge in (min(known), max(known)))
    return Panel(
        key=key,
        name=name,
        unit=unit,
        line=path(values, scale),
        ground=area(values, scale) if key == "altitude" else "",
        ticks=tuple(Tick(scale.y(at), show(at)) for at in within(low, high, step)),
        texts=tuple(MISSING if isnan(value) else show(value) for value in values),
        usual=f"{highest} to {lowest}" if upside_down else f"{lowest} to {highest}",
        late=late,
    )


def _minutes_step(span_s: float) -> float:
    return next((step for step in (10.0, 15.0, 30.0, 60.0, 120.0, 300.0) if span_s / step <= 3.0), 600.0)


def _pace_words(late: LateRun) -> str | None:
    if not late.pace_fades or late.pace_pct is None:
        return None
    return f"Last third {-late.pace_pct:.0f} % slower than the first, hills allowed for"


def _heart_words(late: LateRun) -> str | None:
    if not late.heart_works_harder or late.heart_pct is None:
        return None
    return f"Last third {late.heart_pct:.0f} % more heartbeats for the same ground"


def _cadence_words(late: LateRun) -> str | None:
    if not late.cadence_fades or late.cadence_spm is None:
        return None
    return f"Last third {-late.cadence_spm:.0f} steps a minute fewer than the pace explains"
