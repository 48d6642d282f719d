"""Columns that are made when they are first asked for, each out of one source or several."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.core.units import Floats, absent

Places = slice | NDArray[np.intp]
Source = tuple[Places, Callable[[], Floats]]
"""Which messages it is about, and how to get their values."""
ALL = slice(None)


class Columns(Mapping[str, Floats]):
    """Columns by name, each decoded when it is first asked for: (n,) float64 in units, NaN where invalid."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._sources: dict[str, list[Source]] = {}
        self._made: dict[str, Floats] = {}

    def add(self, name: str, places: Places, source: Callable[[], Floats]) -> None:
        """Take one more source for a column."""
        self._sources.setdefault(name, []).append((places, source))

    def __getitem__(self, name: str) -> Floats:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(self._sources[name])
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def _make(self, sources: Sequence[Source]) -> Floats:
        if len(sources) == 1 and sources[0][0] is ALL:
            return sources[0][1]()
        column = absent(self._rows)
        filled: set[int] = set()
        for places, source in sources:
            if places is ALL or id(places) in filled:
                seen = column[places]
                column[places] = np.where(np.isnan(seen), source(), seen)
            else:
                column[places] = source()
                filled.add(id(places))
        return column
