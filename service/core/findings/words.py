"""Numbers as a runner reads them."""

from collections.abc import Sequence


def kilometres(distance_m: float) -> str:
    """Give e.g. `21.1 km`."""
    return f"{distance_m / 1000.0:.1f} km"


def duration(seconds: float) -> str:
    """Give e.g. `1 h 05 min` or `42 min`."""
    minutes = int(seconds // 60)
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"


def metres(height_m: float) -> str:
    """Give e.g. `312 m`."""
    return f"{height_m:.0f} m"


def percent(share: float) -> str:
    """Give e.g. `32 %` for 0.32; without a sign, the sentence says more or less."""
    return f"{abs(round(100.0 * share))} %"


def listed(parts: Sequence[str]) -> str:
    """Give "a", "a and b" or "a, b and c"."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1] if parts else ""]))


def counted(number: int, noun: str) -> str:
    """Give "1 day", "2 days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
