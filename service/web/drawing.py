"""From numbers to the attributes of an SVG. No text is ever scaled: lines live in a stretched box, words beside it.

A drawing has no styles of its own and no script: classes colour it, and places are given in percent, so the
same page fits a phone and a desk. Every box is 1000 wide and 100 high, with y growing downwards.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDE, HIGH = 1000.0, 100.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to heights: `low` lies at the bottom, also where it is the greater number (a pace)."""

    low: float
    high: float

    def y(self, value: float) -> float:
        """Give the place of a value from the top, held within the box."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return HIGH * (1.0 - min(max(share, 0.0), 1.0))


@dataclass(frozen=True, slots=True)
class Tick:
    """A place in percent of its axis, and what to write there."""

    at: float
    words: str


def path(values: Sequence[float], scale: Scale) -> str:
    """Give the `d` of a line through the middles of equal pieces; broken where a value is NaN."""
    wide = WIDE / len(values) if values else 0.0
    parts: list[str] = []
    pen_up = True
    for index, value in enumerate(values):
        if math.isnan(value):
            pen_up = True
            continue
        parts.append(f"{'M' if pen_up else 'L'}{_short((index + 0.5) * wide)} {_short(scale.y(value))}")
        pen_up = False
    return "".join(parts)


def area(values: Sequence[float], scale: Scale) -> str:
    """Give the `d` of the ground under a line, for each unbroken stretch of it."""
    line = path(values, scale)
    stretches = [stretch for stretch in line.split("M") if stretch]
    return "".join(_closed(stretch) for stretch in stretches)


def _closed(stretch: str) -> str:
    points = stretch.split("L")
    first, last = points[0].split(" ")[0], points[-1].split(" ")[0]
    return f"M{first} {HIGH:g}L{stretch}L{last} {HIGH:g}Z"


def nice_step(span: float, *, wanted: int) -> float:
    """Give a round step (1, 2, 2.5 or 5 times a power of ten) that cuts the span into about so many parts."""
    rough = span / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough * (1.0 - 1e-9))


def within(low: float, high: float, step: float) -> list[float]:
    """Give the multiples of a step from low to high, both included."""
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [step * n for n in range(first, last + 1)]


def spread(values: Iterable[float], *, least: float, share: float = 0.02) -> tuple[float, float] | None:
    """Give the range to draw: from the lowest to the highest `share` left off, at least `least` wide.

    None where nothing is known. One stop at a kerb must not flatten the rest of the run.
    """
    known = sorted(value for value in values if not math.isnan(value))
    if not known:
        return None
    off = int(share * len(known))
    low, high = known[off], known[-1 - off]
    wider = max(least - (high - low), 0.2 * (high - low)) / 2.0
    return low - wider, high + wider


def _short(number: float) -> str:
    return f"{number:z.1f}".removesuffix(".0")
