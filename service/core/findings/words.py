"""Numbers as a runner reads them."""


def kilometres(distance_m: float) -> str:
    """Give e.g. `21.1 km`."""
    return f"{distance_m / 1000.0:.1f} km"


def duration(seconds: float) -> str:
    """Give e.g. `1 h 05 min` or `42 min`."""
    minutes = int(seconds // 60)
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"
