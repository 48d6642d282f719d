"""The shape of a run for the page: one line in its own proportions, its start and end, and a bar for the scale."""

from dataclasses import dataclass
from math import isnan

from service.core.metrics.route import Route
from service.core.units import METRES_PER_MILE
from service.web.drawing import nice_step

LONG_SIDE = 1000.0
MARGIN = 40.0


@dataclass(frozen=True, slots=True)
class Shape:
    """What to draw; north is up. All lengths in the units of the box."""

    wide: float
    high: float
    line: str
    """The `d` of a path."""
    points: str
    """`x y` for each piece of road, apart by a bar; empty where the place is not known."""
    start: tuple[float, float]
    end: tuple[float, float]
    bar: float
    bar_words: str


def shape(route: Route, units: str) -> Shape:
    """Give the shape in a box whose longer side is 1000 and a margin."""
    across, up = route.extent_m
    scale = LONG_SIDE / max(across, up)
    places = [
        None
        if isnan(east)
        else (round((east + across / 2) * scale + MARGIN), round((up / 2 - north) * scale + MARGIN))
        for east, north in zip(route.east_m.tolist(), route.north_m.tolist(), strict=True)
    ]
    known = [place for place in places if place is not None]
    unit_m, unit = (METRES_PER_MILE, "mile") if units == "mi" else (1000.0, "km")
    step = nice_step(max(across, up) / unit_m, wanted=5)
    return Shape(
        wide=across * scale + 2 * MARGIN,
        high=up * scale + 2 * MARGIN,
        line=_line(places),
        points="|".join("" if place is None else f"{place[0]} {place[1]}" for place in places),
        start=known[0],
        end=known[-1],
        bar=step * unit_m * scale,
        bar_words=f"{step:g} {unit}{'s' if unit == 'mile' and step != 1 else ''}",
    )


def _line(places: list[tuple[int, int] | None]) -> str:
    parts: list[str] = []
    pen_up = True
    for place in places:
        if place is not None:
            parts.append(f"{'M' if pen_up else 'L'}{place[0]} {place[1]}")
        pen_up = place is None
    return "".join(parts)
