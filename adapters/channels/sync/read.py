"""Reading a vendor's JSON without believing it: what is not as it should be is absent."""

import math
from collections.abc import Mapping, Sequence
from datetime import date


def rows_in(tree: object, *path: str) -> Sequence[Mapping[str, object]]:
    """Give the objects of the list that lies there; none where there is no list."""
    for name in path:
        tree = tree.get(name) if isinstance(tree, Mapping) else None
    return [row for row in tree if isinstance(row, Mapping)] if isinstance(tree, list) else []


def day_of(row: Mapping[str, object], *names: str) -> date | None:
    """Give the day of the first of these fields that begins with one, such as 2026-06-01T07:00:00."""
    for name in names:
        said = row.get(name)
        if isinstance(said, str):
            try:
                return date.fromisoformat(said[:10])
            except ValueError:
                continue
    return None


def number_in(row: Mapping[str, object], *path: str) -> float | None:
    """Give the positive number that lies there; no vendor means anything by 0 here but "none"."""
    value: object = row
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and value > 0 else None
